// A place to load images into an engine, and to see afterwards that nothing was left in it.
import { randomUUID } from 'node:crypto';
import { askDocument, askStream, readText } from '../../src/engine/answer.ts';
import { connectEngine } from '../../src/engine/open.ts';
import { isObject } from '../../src/parse/json-object.ts';
import type { EngineAtHand } from '../engine-at-hand.ts';
import { type ImageParts, writeImageArchive } from './image-archive.ts';

export interface LoadedImage {
  readonly name: string;
  readonly id: string;
}

export interface Workshop {
  /** An archive of an image of this workshop, which is not loaded; nothing of it may be left either. */
  archive(parts: ImageParts): Buffer;
  /** Loads an image; the same parts are loaded once. */
  load(parts: ImageParts): Promise<LoadedImage>;
  /** Starts a container of somebody else, by the name given. */
  startForeign(image: LoadedImage, name: string, labels?: Readonly<Record<string, string>>): Promise<void>;
  /** Whether a container of that name runs. */
  runs(name: string): Promise<boolean>;
  removeForeign(name: string): Promise<void>;
  /** What there is of our images: containers, volumes that nobody uses, images that the workshop did not load. Empty is what every test wants. */
  leftovers(): Promise<readonly string[]>;
  /** Removes the images. */
  close(): Promise<void>;
}

/** Opens a workshop in an engine; its images are like those of nobody else. */
export async function openWorkshop({ place }: EngineAtHand): Promise<Workshop> {
  const { transport, version } = await connectEngine(place);
  const api = `/v${version.api}`;
  const mark = randomUUID().slice(0, 8);
  const loaded = new Map<ImageParts, LoadedImage>();
  /** Ids of images that only others load. */
  const lent = new Set<string>();
  let made = 0;

  const read = (path: string, query: Readonly<Record<string, string>> = {}) =>
    askDocument(transport, { path: `${api}${path}`, query });
  const tell = async (method: 'POST' | 'DELETE', path: string, query: Readonly<Record<string, string>> = {}) => {
    const request = { method, path: `${api}${path}`, query };
    await readText(await askStream(transport, request), request);
  };
  const unusedVolumes = async () => {
    const answer = await read('/volumes', { filters: JSON.stringify({ dangling: ['true'] }) });
    return listOf(isObject(answer) ? answer.Volumes : []).map(({ Name }) => String(Name));
  };
  const write = (parts: ImageParts) => {
    made += 1;
    // With its registry, or Podman would call it another name.
    const name = `registry.example.com/seaworthy-test-${mark}/image:${made}`;
    return { name, ...writeImageArchive(name, `${mark}-${made}\n`, parts) };
  };
  const volumesBefore = new Set(await unusedVolumes());

  return {
    archive(parts) {
      const { id, bytes } = write(parts);
      lent.add(id);
      return bytes;
    },
    async load(parts) {
      const known = loaded.get(parts);
      if (known !== undefined) return known;
      const { name, bytes } = write(parts);
      const request = {
        method: 'POST' as const,
        path: `${api}/images/load`,
        upload: { type: 'application/x-tar', bytes },
      };
      await readText(await askStream(transport, request), request);
      const document = await read(`/images/${name}/json`);
      const image = { name, id: String(isObject(document) ? document.Id : '') };
      loaded.set(parts, image);
      return image;
    },
    async startForeign({ id }, name, labels = {}) {
      const body = { Image: id, Labels: labels, HostConfig: { NetworkMode: 'none', Init: true } };
      await askDocument(transport, { method: 'POST', path: `${api}/containers/create`, query: { name }, body });
      await tell('POST', `/containers/${name}/start`);
    },
    async runs(name) {
      const filters = JSON.stringify({ name: [`^/?${name}$`], status: ['running'] });
      return listOf(await read('/containers/json', { filters })).length > 0;
    },
    removeForeign: (name) => tell('DELETE', `/containers/${name}`, { force: 'true', v: 'true' }),
    async leftovers() {
      const strays = listOf(await read('/images/json')).filter(({ Id }) => lent.has(String(Id)));
      const ancestor = [...[...loaded.values()], ...strays.map(({ Id }) => ({ id: String(Id) }))].map(({ id }) => id);
      const filters = JSON.stringify({ ancestor });
      const containers = ancestor.length === 0 ? [] : listOf(await read('/containers/json', { all: 'true', filters }));
      const volumes = (await unusedVolumes()).filter((name) => !volumesBefore.has(name));
      return [
        ...containers.map(({ Names, State }) => `container ${JSON.stringify(Names)} ${String(State)}`),
        ...volumes.map((name) => `volume ${name}`),
        ...strays.map(({ RepoTags }) => `image ${JSON.stringify(RepoTags)}`),
      ];
    },
    async close() {
      for (const { name } of loaded.values()) await tell('DELETE', `/images/${name}`, { force: 'true' });
      await transport.close();
    },
  };
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
