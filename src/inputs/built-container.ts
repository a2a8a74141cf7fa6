// Joins a container with its image, built or about to be built: what the declaration leaves to the image comes from there.
import type { Location, Origin } from '../model/location.ts';
import type { Absence, Facts, Subject } from '../model/subject.ts';
import { isInherited } from './inherited.ts';

type Draft = { -readonly [K in keyof Facts<'container'>]: Facts<'container'>[K] };

/** A stage of a Dockerfile, or an image that was read: they state the same of what a container inherits. */
type Source = Subject<'stage' | 'image'>;

/** What a container and its image both state, and the container takes over as it is. */
const TAKEN = ['user', 'uid', 'gid', 'healthcheck', 'healthcheckTest', 'entrypoint', 'command'] as const;

/**
 * The container with everything it inherits from the image, or with the reason why that is not known. A value that comes from it stands at
 * its line there; the declaration of the container is related.
 */
export function joinBuilt(container: Subject<'container'>, image: Source | Absence): Subject<'container'> {
  const facts: Draft = { ...container.facts };
  const origins: Record<string, Origin> = Object.assign(Object.create(null), container.origins);
  const absences: Record<string, Absence> = Object.assign(Object.create(null), container.absences);
  const inherited = TAKEN.filter((field) => isInherited(container.absences[field]));
  if (!('facts' in image)) {
    for (const field of inherited) absences[field] = image;
    return { ...container, absences };
  }
  for (const field of inherited) {
    const value = image.facts[field];
    if (value === undefined) {
      absences[field] = image.absences[field] ?? {
        reason: `the ${image.kind === 'stage' ? 'Dockerfile' : 'image'} does not say it`,
      };
      continue;
    }
    delete absences[field];
    Object.assign(facts, { [field]: value });
    origins[field] = besides(image.origins[field] ?? { at: image.declared }, container.declared);
  }
  // The name that the declaration repeats is the same account.
  if (facts.uid === undefined && facts.user !== undefined && facts.user === image.facts.user) {
    for (const field of ['uid', 'gid'] as const) {
      const value = image.facts[field];
      if (value === undefined || facts[field] !== undefined) continue;
      delete absences[field];
      facts[field] = value;
    }
  }
  if (facts.workingDir === '' && image.facts.workingDir !== undefined) {
    facts.workingDir = image.facts.workingDir;
    origins.workingDir = besides(image.origins.workingDir ?? { at: image.declared }, container.declared);
  }
  if (facts.stopSignal === '' && image.facts.stopSignal !== undefined) facts.stopSignal = image.facts.stopSignal;
  if (image.facts.os === 'windows') facts.os = 'windows';
  addElements(facts, origins, image, container.declared);
  return { ...container, facts, origins, absences };
}

function besides({ at, related = [] }: Origin, place: Location): Origin {
  return { at, related: [...related, place] };
}

/** Exposed ports and variables of the image, behind those of the declaration so that their places stay true. */
function addElements(
  facts: Draft,
  origins: Record<string, Origin>,
  { facts: image, origins: places }: Source,
  declared: Location,
): void {
  const own = facts.environment ?? [];
  const names = new Set(own.map(({ name }) => name));
  const all = [...own];
  for (const [index, variable] of (image.environment ?? []).entries()) {
    if (variable.name === undefined || names.has(variable.name)) continue;
    const place = places[`environment[${index}]`];
    if (place !== undefined) origins[`environment[${all.length}]`] = besides(place, declared);
    all.push({ ...variable, literal: false, fromFile: false });
  }
  if (facts.environment !== undefined) facts.environment = all;
  if (facts.expose !== undefined) facts.expose = [...facts.expose, ...newPorts(facts.expose, image)];
}

function newPorts(exposed: readonly (string | undefined)[], { ports = [] }: Source['facts']): string[] {
  const known = new Set(exposed.map((text) => (text?.includes('/') === false ? `${text}/tcp` : text)));
  return ports.flatMap(({ port, protocol }) => {
    if (port === undefined || protocol === undefined) return [];
    const text = `${port}/${protocol}`;
    return known.has(text) ? [] : [text];
  });
}
