// Makes images for the engine tests by hand, loads them, makes containers of them, and removes everything again.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { pack } from 'tar-stream';
import { askDocument, askStream, readText } from '../../src/engine/answer.ts';
import type { OpenedEngine } from '../../src/engine/open.ts';
import type { EngineRequest } from '../../src/engine/transport.ts';

/** A program that runs in an image of its own, where this machine has one: busybox, linked statically. */
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path));

export interface Workbench {
  /** Loads an image of one layer and answers its name. */
  loadImage(config?: Readonly<Record<string, unknown>>, files?: Readonly<Record<string, string>>): Promise<string>;
  /** Creates a container that is not started, and answers its name. */
  createContainer(image: string, host?: Readonly<Record<string, unknown>>): Promise<string>;
  start(container: string): Promise<void>;
  /** Removes all of it. */
  clear(): Promise<void>;
}

/** Opens a place to make images and containers of names that nobody else has. */
export function workbench({ transport, version }: OpenedEngine): Workbench {
  const api = `/v${version.api}`;
  const run = `seaworthy-test-${randomUUID().slice(0, 8)}`;
  const images: string[] = [];
  const containers: string[] = [];
  const tell = async (request: EngineRequest): Promise<void> =>
    void (await readText(await askStream(transport, request), request));
  return {
    async loadImage(config = {}, files = {}) {
      // With its registry, or Podman would call it another name.
      const name = `registry.example.com/${run}/image:${images.length + 1}`;
      images.push(name);
      const bytes = await imageArchive(name, config, files);
      await tell({ method: 'POST', path: `${api}/images/load`, upload: { type: 'application/x-tar', bytes } });
      return name;
    },
    async createContainer(image, host = {}) {
      const name = `${run}-${containers.length + 1}`;
      containers.push(name);
      const body = {
        Image: image,
        Cmd: ['/bin/busybox', 'sleep', '600'],
        HostConfig: { NetworkMode: 'none', ...host },
      };
      await askDocument(transport, { method: 'POST', path: `${api}/containers/create`, query: { name }, body });
      return name;
    },
    start: (container) => tell({ method: 'POST', path: `${api}/containers/${container}/start` }),
    async clear() {
      const query = { force: 'true' };
      for (const name of containers.reverse())
        await tell({ method: 'DELETE', path: `${api}/containers/${name}`, query: { ...query, v: 'true' } });
      for (const name of images.reverse()) await tell({ method: 'DELETE', path: `${api}/images/${name}`, query });
    },
  };
}

/** Whether containers of these images can be started. */
export const canStart = BUSYBOX !== undefined;

/** An archive as `docker save` writes it. */
export async function imageArchive(
  name: string,
  config: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
): Promise<Buffer> {
  const layer = await tar({
    ...(BUSYBOX === undefined ? {} : { 'bin/busybox': readFileSync(BUSYBOX) }),
    'etc/passwd': Buffer.from('root:x:0:0:root:/:/bin/sh\napp:x:1000:1000:app:/:/bin/sh\n'),
    'etc/image': Buffer.from(name),
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
  });
  const document = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      created: '2024-05-06T07:08:09Z',
      config: { Env: ['PATH=/bin'], Cmd: ['/bin/busybox', 'sh'], ...config },
      rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
      history: [{ created: '2024-05-06T07:08:09Z', created_by: '/bin/sh -c #(nop) COPY dir:0 in /' }],
    }),
  );
  const id = sha256(document);
  const manifest = [{ Config: `${id}.json`, RepoTags: [name], Layers: ['layer.tar'] }];
  return tar({
    [`${id}.json`]: document,
    'layer.tar': layer,
    'manifest.json': Buffer.from(JSON.stringify(manifest)),
  });
}

async function tar(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, bytes] of Object.entries(files)) {
    const mode = name.startsWith('bin/') ? 0o755 : 0o644;
    archive.entry({ name, mode, mtime: new Date(0) }, bytes);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
