// What is to be run, as targets of a scan and as an image of the engine.

import { InputError } from '../model/errors.ts';
import type { Policy } from '../model/policy.ts';
import type { TargetFacts } from '../model/run.ts';
import type { Facts } from '../model/subject.ts';
import { parseImageReference } from '../parse/image-reference.ts';
import type { ReadOptions } from '../read-targets.ts';
import type { SmokeDeps } from '../sandbox/smoke-run.ts';
import type { Settings } from '../settings.ts';
import { tellBlocked } from './blocked.ts';
import { readDeclared } from './declared.ts';
import { registryReasons } from './gate.ts';
import { checkArchive, openSourceImage } from './open-source.ts';
import { type SuppliedImage, supplyImage, withLoadedImage } from './supply-image.ts';
import { type PullChoice, readSmokeTarget, type SmokeTarget } from './target.ts';

export interface WantedChoice {
  /** As the user wrote it. */
  readonly target: string;
  /** `--service`. */
  readonly service?: string;
  readonly pull: PullChoice;
}

export interface Wanted {
  readonly name: string;
  readonly settings: Pick<Settings, 'targets' | 'withImages' | 'platforms'>;
  /** Name of the container that is declared. */
  readonly container?: string;
  readonly dependsOn: readonly string[];
  /** Hands over the image that was examined. */
  readonly supply: Supply;
}

export type Supply = (
  examined: Pick<Facts<'image'>, 'id' | 'digest'>,
  use: (supplied: SuppliedImage) => Promise<TargetFacts>,
) => Promise<TargetFacts>;

export type WantedOptions = ReadOptions & { readonly deps: SmokeDeps };

/** `readPolicy` answers what says where images may be fetched from. */
type FindOptions = WantedOptions & { readonly readPolicy: () => Promise<Policy> };

/** Reads the word that the user wrote. Throws UsageError and InputError that need no engine to be known. */
export function readWanted(
  { target, service, pull }: WantedChoice,
  { cwd, files }: Pick<WantedOptions, 'cwd' | 'files'>,
): SmokeTarget {
  const found = readSmokeTarget(target, { cwd, files, pull, service });
  if (found.kind === 'archive') checkArchive(found.scan, files);
  return found;
}

/** Reads what the user named, and fetches what is asked for. Throws UsageError and InputError that say what to write or to do. */
export async function findWanted(choice: WantedChoice, options: FindOptions): Promise<Wanted> {
  const { service, pull } = choice;
  const found = readWanted(choice, options);
  switch (found.kind) {
    case 'archive':
      return ofArchive(found.scan, options);
    case 'image':
      return await ofEngine(found.reference, pull, {}, options);
    case 'container': {
      const declared = await readDeclared(found.scan, service, options);
      return await ofEngine(declared.image, pull, { ...declared, scan: found.scan }, options);
    }
  }
}

interface Declares {
  readonly scan?: string;
  readonly name?: string;
  readonly dependsOn?: readonly string[];
  readonly built?: boolean;
}

async function ofEngine(
  reference: string,
  pull: PullChoice,
  { scan, name, dependsOn = [], built = false }: Declares,
  { deps, readPolicy, images: { platforms } }: FindOptions,
): Promise<Wanted> {
  const platform = platforms.find((one) => one !== 'all');
  const { engine, log } = deps;
  const beforeFetch = async () => checkRegistry(reference, await readPolicy(), deps);
  const options = { engine, pull, log, built, beforeFetch, ...(platform === undefined ? {} : { platform }) };
  const supplied = await supplyImage(reference, options);
  return {
    name: name ?? reference,
    settings: {
      targets: [...(scan === undefined ? [] : [scan]), `docker:${reference}`],
      withImages: 'none',
      platforms,
    },
    ...(name === undefined ? {} : { container: name }),
    dependsOn,
    supply: supplyOf(supplied, reference),
  };
}

/** Nothing is fetched from where it could never be run. Throws InputError. */
function checkRegistry(reference: string, policy: Policy, deps: SmokeDeps): void {
  const reasons = registryReasons(policy, parseImageReference(reference));
  if (reasons.length === 0) return;
  tellBlocked(reference, reasons, deps);
  throw new InputError(`${reference} is not fetched: ${reasons.join('; ')}`);
}

/** A name can come to mean another image while the first is read. */
export function supplyOf(supplied: SuppliedImage, reference: string): Supply {
  return async ({ id, digest }, use) => {
    if (supplied.id === id || supplied.id === digest) return await use(supplied);
    throw new InputError(`${reference} became another image while it was examined; run it again`);
  };
}

function ofArchive(scan: string, { deps, files, images }: WantedOptions): Wanted {
  const { os, architecture } = deps.host;
  const platforms = images.platforms.length > 0 ? images.platforms : [`${os}/${architecture}`];
  return {
    name: scan.slice(scan.indexOf(':') + 1),
    settings: { targets: [scan], withImages: 'none', platforms },
    dependsOn: [],
    supply: archiveSupply(scan, platforms, { deps, files, images }),
  };
}

/** Loads an archive or a layout for as long as it is needed. */
export function archiveSupply(
  scan: string,
  platforms: readonly string[],
  { deps, files, images }: Pick<WantedOptions, 'deps' | 'files' | 'images'>,
): Supply {
  return async ({ id = '' }, use) => {
    const { unzstd } = images.connections;
    const { signal } = deps;
    const open = (file: string) => openSourceImage({ scan, platforms, id }, { files, unzstd, file, signal });
    return await withLoadedImage(open, { label: scan, unzstd }, deps, use);
  };
}
