// What is read of an engine: its containers and images as documents, and images as archives.
import { InputError } from '../model/errors.ts';
import { askDocument, askStream, RefusalError } from './answer.ts';
import { showEndpoint } from './endpoint.ts';
import { itemsOf, textOf, textsOf } from './field.ts';
import { imagePath } from './image-path.ts';
import { completeImage } from './podman.ts';
import type { Transport } from './transport.ts';
import type { EngineVersion } from './version.ts';

export interface ListedContainer {
  readonly id: string;
  readonly name: string;
  /** Id of the image it runs. */
  readonly imageId: string;
}

export interface ListedImage {
  readonly id: string;
  readonly names: readonly string[];
}

/** Milliseconds until an archive begins to arrive: the engine may copy the whole image first. */
const SAVE_PATIENCE = 600_000;

/** Lists every container, running or not, by name. */
export async function listContainers(transport: Transport, { api }: EngineVersion): Promise<ListedContainer[]> {
  const document = await askDocument(transport, { path: `/v${api}/containers/json`, query: { all: 'true' } });
  const listed = itemsOf(document, 'containers').map((item) => {
    const id = textOf(item, 'Id');
    // The other names of a container are those under which linked containers see it: `/other/alias`.
    const names = textsOf(item, 'Names').map((name) => name.replace(/^\//, ''));
    const name = names.find((one) => one !== '' && !one.includes('/')) ?? id.slice(0, 12);
    return { id, name, imageId: textOf(item, 'ImageID') };
  });
  return listed.filter(({ id }) => id !== '').sort((left, right) => compare(left.name, right.name));
}

/** Reads the inspect document of a container by name, id or the beginning of an id. */
export async function readContainer(transport: Transport, version: EngineVersion, id: string): Promise<unknown> {
  const name = id.replace(/^\//, '');
  const missing = `no container ${JSON.stringify(id)} in ${version.name} at ${showEndpoint(transport.endpoint)}; \`docker ps --all\` lists them`;
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) throw new InputError(missing);
  // Podman's answer in the form of Docker leaves out what its own form says of capabilities and security options.
  const api = version.libpod === '' ? `/v${version.api}` : version.libpod;
  return explainMissing(askDocument(transport, { path: `${api}/containers/${name}/json` }), missing);
}

/** Lists every image that has a name or that a container uses, by name. */
export async function listImages(transport: Transport, version: EngineVersion): Promise<ListedImage[]> {
  const [document, containers] = await Promise.all([
    askDocument(transport, { path: `/v${version.api}/images/json` }),
    listContainers(transport, version),
  ]);
  const used = new Set(containers.map(({ imageId }) => imageId));
  const images = itemsOf(document, 'images').map((item): ListedImage => {
    const tags = textsOf(item, 'RepoTags').filter(isName);
    const digests = textsOf(item, 'RepoDigests').filter(isName);
    return { id: textOf(item, 'Id'), names: (tags.length > 0 ? tags : digests).sort(compare) };
  });
  return images
    .filter(({ id, names }) => id !== '' && (names.length > 0 || used.has(id)))
    .sort((left, right) => compare(left.names[0] ?? '', right.names[0] ?? '') || compare(left.id, right.id));
}

/** Reads the inspect document of an image by reference, id or the beginning of an id. */
export async function readImage(transport: Transport, version: EngineVersion, reference: string): Promise<unknown> {
  const document = await findImage(transport, version, reference);
  if (document === undefined) throw new InputError(missingImage(reference, transport, version));
  return document;
}

/** The same, or undefined when there is no such image. */
export async function findImage(transport: Transport, version: EngineVersion, reference: string): Promise<unknown> {
  const name = imagePath(reference);
  if (name === undefined) return undefined;
  const path = `/images/${name}/json`;
  try {
    const document = await askDocument(transport, { path: `/v${version.api}${path}` });
    return version.libpod === '' ? document : await completeImage(transport, `${version.libpod}${path}`, document);
  } catch (error) {
    if (error instanceof RefusalError && isMissing(error)) return undefined;
    throw error;
  }
}

/** Reads the history of an image. */
export async function readHistory(transport: Transport, version: EngineVersion, reference: string): Promise<unknown> {
  const missing = missingImage(reference, transport, version);
  const name = imagePath(reference);
  if (name === undefined) throw new InputError(missing);
  return explainMissing(askDocument(transport, { path: `/v${version.api}/images/${name}/history` }), missing);
}

/** Opens the archive that `docker save` writes. */
export async function saveImage(
  transport: Transport,
  version: EngineVersion,
  reference: string,
): Promise<AsyncIterable<Uint8Array>> {
  const query = { names: reference };
  const asked = askStream(transport, { path: `/v${version.api}/images/get`, query, firstByte: SAVE_PATIENCE });
  const answer = await explainMissing(asked, missingImage(reference, transport, version));
  return answer.body;
}

async function explainMissing<T>(asked: Promise<T>, missing: string): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RefusalError && isMissing(error)) throw new InputError(missing, undefined, { cause: error });
    throw error;
  }
}

/** Podman calls it a fault of its own when an image that is to be saved is not there. */
function isMissing({ status, message }: RefusalError): boolean {
  return status === 404 || (status === 500 && message.includes('image not known'));
}

function missingImage(reference: string, transport: Transport, { name }: EngineVersion): string {
  return `no image ${JSON.stringify(reference)} in ${name} at ${showEndpoint(transport.endpoint)}: pull or build it first, or write registry:${reference}`;
}

/** An image without a tag or digest is listed as `<none>:<none>`. */
function isName(text: string): boolean {
  return text !== '' && !text.includes('<none>');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
