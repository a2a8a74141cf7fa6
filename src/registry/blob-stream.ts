// Reads a blob piece by piece, goes on where a broken connection left off, and checks what arrived against its digest.
import { createHash } from 'node:crypto';
import { InputError } from '../model/errors.ts';
import { parseDigest } from '../parse/oci/digest.ts';
import { ConnectionError, explainFailure } from './failure.ts';
import { discard, type HttpAnswer } from './http.ts';
import type { RegistryHost } from './registry-host.ts';
import { isTransient, MAX_ATTEMPTS } from './retry.ts';

export interface BlobWish {
  readonly host: RegistryHost;
  readonly repository: string;
  readonly digest: string;
  readonly size: number;
  /** For messages: `layer sha256:... of registry.example.com/app:1`. */
  readonly what: string;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Times that one blob is taken up again at most, however far it came each time. */
const MAX_RESUMPTIONS = 32;

/** Reads a blob. Pieces are given out before the digest is known: who reads them must wait for the end, which throws InputError when digest or size differ. */
export async function* readBlob(wish: BlobWish): AsyncGenerator<Uint8Array, void, undefined> {
  const { digest, size, what } = wish;
  const algorithm = parseDigest(digest)?.algorithm;
  if (algorithm === undefined) throw new InputError(`The digest of ${what} cannot be checked. Refused.`);
  const hash = createHash(algorithm);
  let received = 0;
  /** Interruptions since the last byte. */
  let fruitless = 0;
  for (let taken = 0; taken === 0 || received < size; taken += 1) {
    const before = received;
    try {
      for await (const piece of unread(await request(wish, received), received)) {
        received += piece.length;
        if (received > size) throw wrongSize(what, size, received);
        hash.update(piece);
        wish.onBytes?.(piece.length);
        yield piece;
      }
      if (received < size) throw brokenOff(wish);
    } catch (error) {
      const failure =
        error instanceof InputError ? error : explainFailure(new URL(`https://${wish.host.registry}`), error);
      if (!isTransient(failure)) throw failure;
      fruitless = received > before ? 1 : fruitless + 1;
      if (fruitless >= MAX_ATTEMPTS || taken >= MAX_RESUMPTIONS)
        throw new InputError(`${failure.message} It was about ${what}.`, undefined, { cause: error });
      await wish.host.patience.pause(fruitless);
    }
  }
  const found = `${algorithm}:${hash.digest('hex')}`;
  if (found !== digest) throw new InputError(`${what} is not what its digest says: what arrived is ${found}. Refused.`);
}

/** Asks for the blob, or for what is missing of it. */
async function request({ host, repository, digest, size, what }: BlobWish, received: number): Promise<HttpAnswer> {
  const answer = await host.ask({
    repository,
    path: `blobs/${digest}`,
    headers: received === 0 ? {} : { range: `bytes=${received}-` },
    what,
    accept: received === 0 ? [200] : [200, 206, 416],
  });
  const length = answer.header('content-length');
  const whole = answer.status === 416 ? received : answer.status === 200 && length !== '' ? Number(length) : size;
  if (whole === size) return answer;
  discard(answer);
  throw wrongSize(what, size, whole);
}

/** What of an answer was not received before: a server may answer a range with the whole. */
async function* unread(answer: HttpAnswer, received: number): AsyncGenerator<Buffer, void, undefined> {
  let skip = received - startOf(answer, received);
  for await (const chunk of answer.body) {
    if (!Buffer.isBuffer(chunk)) continue;
    const piece = skip === 0 ? chunk : chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - piece.length;
    if (piece.length > 0) yield piece;
  }
}

function startOf(answer: HttpAnswer, received: number): number {
  if (answer.status !== 206) return 0;
  const start = /^bytes (\d{1,15})-/.exec(answer.header('content-range'))?.[1];
  const first = start === undefined ? Number.NaN : Number(start);
  if (first <= received) return first;
  discard(answer);
  throw new InputError(`${answer.host} answered with another part of a blob than it was asked for.`);
}

/** An answer that ended in order and too early: a proxy on the way may have been cut off itself. */
function brokenOff({ host: { registry } }: BlobWish): ConnectionError {
  return new ConnectionError(`${registry} ended an answer too early.`, 'ECONNRESET', undefined);
}

function wrongSize(what: string, expected: number, found: number): InputError {
  return new InputError(`${what} has ${found} bytes where the manifest says ${expected}. Refused.`);
}
