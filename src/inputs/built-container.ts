// Joins a container with the Dockerfile stage it is built from: what the declaration leaves to the image comes from there.
import type { Container } from '../model/container.ts';
import type { Location, Origin } from '../model/location.ts';
import type { Stage } from '../model/stage.ts';
import type { Absence, Subject } from '../model/subject.ts';
import { isInherited } from './inherited.ts';

type Facts = { -readonly [K in keyof Container]?: Container[K] };

/** What both a container and a stage state, and the container takes over as it is. */
const TAKEN = ['user', 'uid', 'gid', 'healthcheck', 'healthcheckTest', 'entrypoint', 'command'] as const;

/**
 * The container with everything it inherits from the stage, or with the reason why that is not known. A value that comes from the stage stands at
 * its line there; the declaration of the container is related.
 */
export function joinBuilt(container: Subject<'container'>, image: Subject<'stage'> | Absence): Subject<'container'> {
  const facts: Facts = { ...container.facts };
  const origins: Record<string, Origin> = { ...container.origins };
  const absences: Record<string, Absence> = { ...container.absences };
  const inherited = TAKEN.filter((field) => isInherited(container.absences[field]));
  if (!('facts' in image)) {
    for (const field of inherited) absences[field] = image;
    return { ...container, absences };
  }
  for (const field of inherited) {
    const value = image.facts[field];
    if (value === undefined) {
      absences[field] = image.absences[field] ?? { reason: 'the Dockerfile does not say it' };
      continue;
    }
    delete absences[field];
    Object.assign(facts, { [field]: value });
    origins[field] = besides(image.origins[field] ?? { at: image.declared }, container.declared);
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
  facts: Facts,
  origins: Record<string, Origin>,
  { facts: stage, origins: places }: Subject<'stage'>,
  declared: Location,
): void {
  const own = facts.environment ?? [];
  const names = new Set(own.map(({ name }) => name));
  const all = [...own];
  for (const [index, variable] of (stage.environment ?? []).entries()) {
    if (variable.name === undefined || names.has(variable.name)) continue;
    const place = places[`environment[${index}]`];
    if (place !== undefined) origins[`environment[${all.length}]`] = besides(place, declared);
    all.push({ ...variable, literal: false, fromFile: false });
  }
  if (facts.environment !== undefined) facts.environment = all;
  if (facts.expose !== undefined) facts.expose = [...facts.expose, ...newPorts(facts.expose, stage)];
}

function newPorts(exposed: readonly (string | undefined)[], stage: Partial<Stage>): string[] {
  const known = new Set(exposed.map((text) => (text?.includes('/') === false ? `${text}/tcp` : text)));
  return (stage.ports ?? []).flatMap(({ port, protocol }) => {
    if (port === undefined || protocol === undefined) return [];
    const text = `${port}/${protocol}`;
    return known.has(text) ? [] : [text];
  });
}
