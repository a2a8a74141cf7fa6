// Platforms of images: normalised as containerd does it, written and chosen from an index.
import { InputError, UsageError } from '../../model/errors.ts';
import type { Platform } from '../../model/image-source.ts';
import type { Descriptor } from './descriptor.ts';

const SYSTEMS: Readonly<Record<string, string>> = { macos: 'darwin' };
const ARCHITECTURES: Readonly<Record<string, readonly [string, string]>> = {
  x86_64: ['amd64', ''],
  'x86-64': ['amd64', ''],
  aarch64: ['arm64', ''],
  i386: ['386', ''],
  i686: ['386', ''],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
};
/** Variants that an architecture has when none is written, which is the same as writing them. */
const USUAL: Readonly<Record<string, string>> = { arm64: 'v8', amd64: 'v1' };
/** Variants from the most to the least able. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  arm: ['v8', 'v7', 'v6', 'v5'],
  amd64: ['v4', 'v3', 'v2', ''],
};

/** The platform taken where none is asked for. */
export const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64', variant: '' };

/** Normalises a platform as an index or a configuration states it. */
export function normalisePlatform(os: string, architecture: string, variant = ''): Platform {
  const system = os.toLowerCase();
  const [name, implied] = ARCHITECTURES[architecture.toLowerCase()] ?? [architecture.toLowerCase(), ''];
  const own = variant.toLowerCase() === '' ? implied : variant.toLowerCase();
  const known = name === 'arm' && own === '' ? 'v7' : own === USUAL[name] ? '' : own;
  return { os: SYSTEMS[system] ?? system, architecture: name, variant: known };
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

/** An entry of an index with the platform it is for. */
export interface PlatformEntry {
  readonly descriptor: Descriptor;
  readonly platform: Platform;
}

/** The entries of an index that are images a machine could run: attestations and other artifacts are none. */
export function runnableEntries(entries: readonly Descriptor[]): Descriptor[] {
  return entries.filter(({ annotations, platform, artifactType }) => {
    if (annotations['vnd.docker.reference.type'] !== undefined || artifactType !== '') return false;
    return platform?.os !== 'unknown' && platform?.architecture !== 'unknown';
  });
}

/**
 * Chooses from an index. `wanted` holds platforms as the user wrote them, is empty for the usual one, or holds `all`. A platform that is not there
 * is an error that lists those that are.
 */
export function choosePlatforms(
  entries: readonly PlatformEntry[],
  wanted: readonly string[] | 'all',
  name: string,
): PlatformEntry[] {
  if (wanted === 'all' || wanted.includes('all')) return [...entries];
  if (wanted.length === 0) {
    const usual = bestMatch(entries, DEFAULT_PLATFORM) ?? (entries.length === 1 ? entries[0] : undefined);
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

function listOf(entries: readonly PlatformEntry[]): string {
  return entries.length === 0 ? 'none at all' : entries.map(({ platform }) => platformText(platform)).join(', ');
}

/** The entry for exactly this variant, else for the most able of the lesser ones, else for none; the first of equals. */
function bestMatch(entries: readonly PlatformEntry[], wish: Platform): PlatformEntry | undefined {
  const same = entries.filter(({ platform }) => platform.os === wish.os && platform.architecture === wish.architecture);
  const order = ORDER[wish.architecture] ?? [];
  const from = order.indexOf(wish.variant);
  const accepted = from === -1 ? [wish.variant, ''] : order.slice(from);
  for (const variant of accepted) {
    const match = same.find(({ platform }) => platform.variant === variant);
    if (match !== undefined) return match;
  }
  return undefined;
}
