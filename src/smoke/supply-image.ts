// Sees to it that the engine has the image that is to run: there already, fetched when the user says so, or loaded for the run alone.

import { rmSync } from 'node:fs';
import type { Connections } from '../model/connections.ts';
import type { ContainerEngine } from '../model/container-engine.ts';
import { InputError } from '../model/errors.ts';
import type { SourceImage } from '../model/image-source.ts';
import type { Logger } from '../model/log.ts';
import { isObject } from '../parse/json-object.ts';
import { normalisePlatform, parsePlatform } from '../parse/oci/platform.ts';
import { withTemporaryImage } from '../sandbox/run/temporary-image.ts';
import type { SmokeDeps } from '../sandbox/smoke-run.ts';
import { explainFetch } from './fetch-fault.ts';
import type { PullChoice } from './target.ts';
import { writeArchive } from './write-archive.ts';

/** An image of the engine: its id, by which it is run, and its inspect document. */
export interface SuppliedImage {
  readonly id: string;
  readonly document: unknown;
}

export interface SupplyOptions {
  readonly engine: ContainerEngine;
  readonly pull: PullChoice;
  readonly log: Logger;
  readonly platform?: string;
  /** A service builds it from the repository. */
  readonly built?: boolean;
  /** Asked before an image is fetched; throws InputError where it must not be. */
  readonly beforeFetch?: () => Promise<void>;
}

/** Fetches an image where that is asked for, and answers what the engine has. Throws InputError when it has none. */
export async function supplyImage(
  reference: string,
  { engine, pull, log, platform, built = false, beforeFetch }: SupplyOptions,
): Promise<SuppliedImage> {
  const found = await engine.image(reference);
  const isThere = found !== undefined && isFor(found.document, platform);
  if (pull === 'always' || (pull === 'missing' && !isThere)) {
    await beforeFetch?.();
    log.progress(`fetching ${reference}`);
    await fetchImage(reference, engine, {
      ...(platform === undefined ? {} : { platform }),
      onProgress: (text) => log.progress(`fetching ${reference}: ${text}`),
    });
    const pulled = await engine.image(reference);
    if (pulled !== undefined) return pulled;
    throw new InputError(`${reference} was fetched, and ${engine.name} does not have it`);
  }
  if (found !== undefined) return found;
  throw new InputError(
    built
      ? `${reference} is not in ${engine.name}; build it first (docker compose build)`
      : `${reference} is not in ${engine.name}; build it, fetch it (docker pull ${reference}), or add --pull missing`,
  );
}

/** Throws InputError with what to do. */
async function fetchImage(
  reference: string,
  engine: ContainerEngine,
  options: Parameters<ContainerEngine['pullImage']>[1],
): Promise<void> {
  try {
    await engine.pullImage(reference, options);
  } catch (error) {
    throw error instanceof InputError ? explainFetch(reference, error) : error;
  }
}

/** An engine keeps one image under a name: that of another platform is not the one that is meant. */
function isFor(document: unknown, platform: string | undefined): boolean {
  if (platform === undefined || !isObject(document)) return true;
  const { os, architecture } = parsePlatform(platform);
  const own = normalisePlatform(String(document.Os), String(document.Architecture));
  return own.os === os && own.architecture === architecture;
}

/** Loads an image under a name of our own, and takes the name away in every case. `open` may put an unpacked archive into the file. */
export async function withLoadedImage<T>(
  open: (file: string) => Promise<SourceImage>,
  { label, unzstd }: { readonly label: string; readonly unzstd: Connections['unzstd'] },
  deps: SmokeDeps,
  use: (loaded: SuppliedImage) => Promise<T>,
): Promise<T> {
  const { engine, randomBytes, log, signal } = deps;
  // With a registry that cannot be, so that no engine takes it for a name of somebody.
  const name = `seaworthy-smoke.invalid/image:${Buffer.from(randomBytes(16)).toString('hex')}`;
  return withTemporaryImage(name, deps, async (file) => {
    log.progress(`loading ${label}`);
    const image = await open(file);
    await engine.loadImage(writeArchive(image, { label, name, unzstd }), { signal });
    // The run takes a while, and an unpacked archive is large.
    rmSync(file, { force: true });
    const loaded = await engine.image(name);
    if (loaded === undefined) throw new InputError(`${label} was loaded, and ${engine.name} does not have it`);
    return use(loaded);
  });
}
