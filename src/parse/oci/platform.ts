// Platforms of images: normalised as containerd does it, written and chosen from an index.
import { InputError, UsageError } from '../../model/errors.ts';
import type { Platform } from '../../model/image-source.ts';
import type { Descriptor } from './descriptor.ts';

// Maps, because the names that are looked up come from hostile documents.
const SYSTEMS: ReadonlyMap<string, string> = new Map([['macos', 'darwin']]);
const ARCHITECTURES: ReadonlyMap<string, readonly [name: string, variant: string]> = new Map([
  ['x86_64', ['amd64', '']],
  ['x86-64', ['amd64', '']],
  ['aarch64', ['arm64', '']],
  ['i386', ['386', '']],
  ['i686', ['386', '']],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
]);
/** Variants that an architecture has when none is written, which is the same as writing them. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['arm64', 'v8'],
  ['amd64', 'v1'],
]);
/** Variants from the most to the least able. */
const ORDER: ReadonlyMap<string, readonly string[]> = new Map([
  ['arm', ['v8', 'v7', 'v6', 'v5']],
  ['amd64', ['v4', 'v3', 'v2', '']],
]);

/** The platform taken where none is asked for. */
export const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64', variant: '' };

/** Normalises a platform as an index or a configuration states it. */
export function normalisePlatform(os: string, architecture: string, variant = ''): Platform {
  const system = os.toLowerCase();
  const [name, implied] = ARCHITECTURES.get(architecture.toLowerCase()) ?? [architecture.toLowerCase(), ''];
  const own = variant.toLowerCase() === '' ? implied : variant.toLowerCase();
  const known = name === 'arm' && own === '' ? 'v7' : own === USUAL.get(name) ? '' : own;
  return { os: SYSTEMS.get(system) ?? system, architecture: name, variant: known };
}

/** Reads a platform as a user writes it: `linux/arm64` or `linux/arm/v7`. */
export function parsePlatform(text: string): Platform {
  const [os = '', architecture = '', variant = '', ...rest] = text.trim().split('/');
  if (os === '' || architecture === '' || rest.length > 0 || !/^[\w.-]+(?:\/[\w.-]+){1,2}$/.test(text.trim()))
    throw new UsageError(`--platform ${text}: write os/architecture or os/architecture/variant, such as linux/arm64`);
  return normalisePlatform(os, architecture, variant);
}

/** `linux/arm/v7`. */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === '' ? [] : [variant])].join('/');
}

/** Anything that is for one platform. */
export interface OfPlatform {
  readonly platform: Platform;
}

/** An entry of an index with the platform it is for. */
export interface PlatformEntry extends OfPlatform {
  readonly descriptor: Descriptor;
}

/**
 * The entries of an index that a machine could run: attestations and other artifacts are none. Engines look at the platform alone, so an entry that
 * names a real one stays, whatever else it calls itself.
 */
export function runnableEntries(entries: readonly Descriptor[]): Descriptor[] {
  return entries.filter(({ annotations, platform, artifactType }) => {
    if (platform === undefined) return annotations['vnd.docker.reference.type'] === undefined && artifactType === '';
    return platform.os !== 'unknown' && platform.architecture !== 'unknown';
  });
}

/**
 * Chooses from an index. `wanted` holds platforms as the user wrote them, is empty for the usual one, or holds `all`. A platform that is not there
 * is an error that lists those that are.
 */
export function choosePlatforms<T extends OfPlatform>(
  entries: readonly T[],
  wanted: readonly string[] | 'all',
  name: string,
): T[] {
  if (wanted === 'all' || wanted.includes('all')) return [...entries];
  if (wanted.length === 0) {
    const usual = usualOf(entries);
    if (usual !== undefined) return [usual];
    throw new InputError(
      `${name} has no image for ${platformText(DEFAULT_PLATFORM)}; name one with --platform: ${listOf(entries)}`,
    );
  }
  const chosen = wanted.map((text) => {
    const match = bestMatch(entries, parsePlatform(text));
    if (match === undefined) throw new InputError(`${name} has no image for ${text}; it has ${listOf(entries)}`);
    return match;
  });
  return [...new Set(chosen)];
}

/** The one that is taken where none is asked for: that of the usual platform, else the only one. */
export function usualOf<T extends OfPlatform>(entries: readonly T[]): T | undefined {
  return bestMatch(entries, DEFAULT_PLATFORM) ?? (entries.length === 1 ? entries[0] : undefined);
}

function listOf(entries: readonly OfPlatform[]): string {
  return entries.length === 0 ? 'none at all' : entries.map(({ platform }) => platformText(platform)).join(', ');
}

/** The entry for exactly this variant, else for the most able of the lesser ones, else for none; the first of equals. */
export function bestMatch<T extends OfPlatform>(entries: readonly T[], wish: Platform): T | undefined {
  const same = entries.filter(({ platform }) => platform.os === wish.os && platform.architecture === wish.architecture);
  const order = ORDER.get(wish.architecture) ?? [];
  const from = order.indexOf(wish.variant);
  const accepted = from === -1 ? [wish.variant, ''] : order.slice(from);
  for (const variant of accepted) {
    const match = same.find(({ platform }) => platform.variant === variant);
    if (match !== undefined) return match;
  }
  return undefined;
}
