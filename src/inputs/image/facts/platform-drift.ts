// What differs between the platforms of one image: who pulls it by name gets another thing on another machine.
import type { Image } from '../../../model/image.ts';
import type { Subject } from '../../../model/subject.ts';

/** What is compared, by the word that is said; a value that is not known is compared with none. */
const COMPARED: readonly (readonly [string, (facts: Partial<Image>) => unknown])[] = [
  ['user', ({ user }) => user],
  [
    'healthcheck',
    ({ healthcheck, healthcheckTest }) => (healthcheck === undefined ? undefined : [healthcheck, healthcheckTest]),
  ],
  ['entrypoint', ({ entrypoint, command }) => (entrypoint === undefined ? undefined : [entrypoint, command])],
  ['setuid', ({ privilegedFiles }) => (privilegedFiles === undefined ? undefined : [...privilegedFiles].sort())],
];

/** States in every image what differs between it and the others, which are the platforms of one index. */
export function markPlatformDrift(images: readonly Subject<'image'>[]): Subject<'image'>[] {
  if (images.length < 2) return [...images];
  const differing = COMPARED.flatMap(([word, read]) => {
    const known = images.map(({ facts }) => read(facts)).filter((value) => value !== undefined);
    return new Set(known.map((value) => JSON.stringify(value))).size > 1 ? [word] : [];
  });
  return images.map((image) => ({ ...image, facts: { ...image.facts, platformDrift: differing } }));
}
