// The images of an engine: brought in, looked up, taken away.
import { Readable } from 'node:stream';
import { InputError } from '../model/errors.ts';
import { parseImageReference } from '../parse/image-reference.ts';
import { askStream, RefusalError, readText } from './answer.ts';
import { textOf } from './field.ts';
import { imagePath } from './image-path.ts';
import { linesOf, parseLine } from './lines.ts';
import { printable } from './printable.ts';
import { findImage } from './reading.ts';
import type { EngineRequest, Transport } from './transport.ts';
import type { EngineVersion } from './version.ts';

/** Id and inspect document of an image; undefined when the engine has none of that name. */
export async function readStoredImage(
  transport: Transport,
  version: EngineVersion,
  reference: string,
): Promise<{ readonly id: string; readonly document: unknown } | undefined> {
  const document = await findImage(transport, version, reference);
  if (document === undefined) return undefined;
  const id = textOf(document, 'Id');
  if (id === '') throw new InputError(`the engine describes the image ${JSON.stringify(reference)} without its id`);
  // Podman leaves the algorithm out.
  return { id: /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id, document };
}

/** Loads an archive and answers with the names, or ids, of the images in it. An error of the archive itself is passed on as it is. */
export async function loadArchive(
  transport: Transport,
  { api }: EngineVersion,
  archive: AsyncIterable<Uint8Array>,
): Promise<readonly string[]> {
  let fault: { readonly error: unknown } | undefined;
  const bytes = Readable.from(
    watched(archive, (error) => {
      fault = { error };
    }),
    { objectMode: false },
  );
  const request: EngineRequest = {
    method: 'POST',
    path: `/v${api}/images/load`,
    query: { quiet: 'true' },
    upload: { type: 'application/x-tar', bytes },
  };
  const loaded: string[] = [];
  try {
    for await (const document of progressOf(transport, request, 'cannot load the image'))
      loaded.push(...namesOf(textOf(document, 'stream')));
  } catch (error) {
    throw fault === undefined ? error : fault.error;
  }
  if (loaded.length === 0) throw new InputError('the engine has found no image in the archive');
  return loaded;
}

/** Podman names all images of an archive in one line. */
function namesOf(said: string): string[] {
  const names = /^Loaded image(?:\(s\))?(?: ID)?: *(\S.*)$/s.exec(said.trim())?.[1] ?? '';
  return names.split(/[\s,]+/).filter((name) => name !== '');
}

/** Passes an archive on and tells of an error in it, which the HTTP client would take for one of the connection. */
async function* watched(
  archive: AsyncIterable<Uint8Array>,
  onFault: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* archive;
  } catch (error) {
    onFault(error);
    throw error;
  }
}

/** Fetches an image, without credentials. Throws InputError when the registry or the engine refuses. */
export async function pullReference(
  transport: Transport,
  { api }: EngineVersion,
  reference: string,
  { platform, onProgress }: { readonly platform?: string; readonly onProgress?: (text: string) => void },
): Promise<void> {
  const parsed = parseImageReference(reference);
  if (parsed === undefined)
    throw new InputError(`${JSON.stringify(reference)} is no reference of an image: write NAME:TAG or NAME@DIGEST`);
  const query = {
    fromImage: `${parsed.registry}/${parsed.repository}`,
    // Without a tag every one of the repository would be fetched.
    tag: parsed.digest || parsed.tag || 'latest',
    ...(platform === undefined ? {} : { platform }),
  };
  const request: EngineRequest = { method: 'POST', path: `/v${api}/images/create`, query };
  for await (const document of progressOf(transport, request, `cannot fetch ${reference}`)) {
    const words = ['id', 'status', 'progress'].map((key) => textOf(document, key)).filter((text) => text !== '');
    if (words.length > 0) onProgress?.(printable(words.join(' '), 200));
  }
}

/** Takes a name of an image away. Throws RefusalError while a container uses it. */
export async function removeReference(transport: Transport, { api }: EngineVersion, reference: string): Promise<void> {
  const path = imagePath(reference);
  if (path === undefined) return;
  const request: EngineRequest = { method: 'DELETE', path: `/v${api}/images/${path}` };
  try {
    await readText(await askStream(transport, request), request);
  } catch (error) {
    if (!(error instanceof RefusalError && error.status === 404)) throw error;
  }
}

/** What an engine says while it works. It has promised success by then, so that a failure is one more line. */
async function* progressOf(transport: Transport, request: EngineRequest, failure: string): AsyncGenerator<unknown> {
  const answer = await askStream(transport, request).catch((error: unknown) => {
    // A person knows what they wanted, not the path that an engine has for it.
    if (!(error instanceof RefusalError)) throw error;
    throw new RefusalError(error.message.replace(/^the engine refuses \S+/, `the engine ${failure}`), error.status);
  });
  for await (const line of linesOf(answer.body)) {
    const document = parseLine(line, 'what it tells of its progress');
    const error = textOf(document, 'errorDetail', 'message') || textOf(document, 'error');
    if (error !== '') throw new InputError(`the engine ${failure}: ${printable(error)}`);
    yield document;
  }
}
