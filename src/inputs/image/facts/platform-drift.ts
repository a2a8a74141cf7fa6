// What differs between the platforms of one image: who pulls it by name gets another thing on another machine.
import type { Facts, Subject } from '../../../model/subject.ts';

/** What is compared, by the word that is said; a value that is not known is compared with none. */
const COMPARED: readonly (readonly [string, (facts: Facts<'image'>) => unknown])[] = [
  ['user', ({ user }) => user],
  [
    'healthcheck',
    ({ healthcheck, healthcheckTest }) => (healthcheck === undefined ? undefined : [healthcheck, healthcheckTest]),
  ],
  ['entrypoint', ({ entrypoint, command }) => (entrypoint === undefined ? undefined : [entrypoint, command])],
  ['setuid', ({ privilegedFiles }) => (privilegedFiles === undefined ? undefined : [...privilegedFiles].sort())],
];

/** States in every image what differs between it and the other platforms of its name. */
export function markPlatformDrift(images: readonly Subject<'image'>[]): Subject<'image'>[] {
  return images.map((image) => {
    const platforms = images.filter((other) => nameOf(other) === nameOf(image));
    return { ...image, facts: { ...image.facts, platformDrift: areOneImage(platforms) ? differing(platforms) : [] } };
  });
}

function nameOf({ facts: { imageReference } }: Subject<'image'>): string {
  const { registry = '', repository = '', tag = '', digest = '' } = imageReference ?? {};
  return JSON.stringify([registry, repository, tag, digest]);
}

/** An archive may hold several images of one platform that share a name or have none: these are no platforms of one image. */
function areOneImage(images: readonly Subject<'image'>[]): boolean {
  return images.length > 1 && new Set(images.map(({ facts }) => facts.platform)).size === images.length;
}

function differing(images: readonly Subject<'image'>[]): string[] {
  return COMPARED.flatMap(([word, read]) => {
    const known = images.map(({ facts }) => read(facts)).filter((value) => value !== undefined);
    return new Set(known.map((value) => JSON.stringify(value))).size > 1 ? [word] : [];
  });
}
