// Reads the small documents of an image from a registry - manifests, indexes, configurations - whole and checked against their digests.
import { createHash } from 'node:crypto';
import { InputError, LimitError } from '../model/errors.ts';
import { parseDigest } from '../parse/oci/digest.ts';
import { MAX_CONFIG_BYTES, MAX_MANIFEST_BYTES } from '../parse/oci/manifest.ts';
import { ACCEPTED_MANIFESTS } from '../parse/oci/media-types.ts';
import type { HttpAnswer } from './http.ts';
import { readBody } from './read-body.ts';
import type { RegistryHost } from './registry-host.ts';
import { doPatiently } from './retry.ts';

const ACCEPT = ACCEPTED_MANIFESTS.join(', ');

/** One repository, with the name that messages give it. */
export interface Repository {
  readonly host: RegistryHost;
  /** `library/nginx`. */
  readonly path: string;
  /** `docker.io/library/nginx`. */
  readonly name: string;
}

export interface Document {
  readonly digest: string;
  readonly bytes: Buffer;
  /** As the registry says, lower-case and without parameters. */
  readonly mediaType: string;
}

/** Reads a manifest by tag or by digest. By digest the bytes must have it; by tag they must have the one that the registry tells, if it tells any. */
export async function fetchManifest(repository: Repository, reference: string): Promise<Document> {
  const byDigest = reference.includes(':');
  const shown = `${repository.name}${byDigest ? '@' : ':'}${reference}`;
  const { answer, bytes } = await fetchWhole(repository, {
    path: `manifests/${reference}`,
    headers: { accept: ACCEPT },
    maxBytes: MAX_MANIFEST_BYTES,
    what: `the manifest of ${shown}`,
  });
  const mediaType = answer
    .header('content-type')
    .replace(/\s*;.*$/s, '')
    .trim()
    .toLowerCase();
  if (mediaType === 'text/html')
    throw new InputError(
      `${answer.host} answers with a web page instead of the manifest of ${shown}. A login page of the network may be in between, or it is no registry.`,
    );
  const told = byDigest ? reference : toldDigest(answer);
  const digest = digestLike(told, bytes);
  if (told !== '' && digest !== told)
    throw new InputError(
      `The manifest of ${shown} is not what its digest says: it is ${told}, and what arrived is ${digest}. Refused.`,
    );
  return { digest, bytes, mediaType };
}

/** Reads a configuration. */
export async function fetchConfig(
  repository: Repository,
  { digest, size }: { readonly digest: string; readonly size: number },
): Promise<Buffer> {
  const what = `the configuration ${digest} of ${repository.name}`;
  const limit = `the limit of ${MAX_CONFIG_BYTES} bytes`;
  if (size > MAX_CONFIG_BYTES) throw new LimitError(`The configuration of ${repository.name} is larger than ${limit}.`);
  const { bytes } = await fetchWhole(repository, {
    path: `blobs/${digest}`,
    headers: {},
    maxBytes: MAX_CONFIG_BYTES,
    what,
  });
  if (bytes.length !== size)
    throw new InputError(`The size of ${what} is ${bytes.length} bytes where the manifest says ${size}. Refused.`);
  const found = digestLike(digest, bytes);
  if (found !== digest) throw new InputError(`What arrived as ${what} is ${found}. Refused.`);
  return bytes;
}

interface WholeRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly what: string;
}

/** A small document that breaks off in the middle is read again from its beginning. */
function fetchWhole(
  { host, path: repository }: Repository,
  { path, headers, maxBytes, what }: WholeRequest,
): Promise<{ readonly answer: HttpAnswer; readonly bytes: Buffer }> {
  const limits = { maxBytes, timeout: host.http.timeouts.document, what: `The answer for ${what}` };
  return doPatiently(async () => {
    const answer = await host.ask({ repository, path, headers, what, accept: [200] });
    return { answer, bytes: await readBody(answer, limits) };
  }, host.patience);
}

/** The digest that the registry gives for what a tag leads to; empty where it gives none that can be checked. */
function toldDigest(answer: HttpAnswer): string {
  const told = answer.header('docker-content-digest').trim();
  return parseDigest(told) === undefined ? '' : told;
}

function digestLike(told: string, bytes: Buffer): string {
  const algorithm = parseDigest(told)?.algorithm ?? 'sha256';
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}
