// Environment variables and build arguments.
import type { Absence } from '../../model/subject.ts';
import { child, entriesOf, known, type Reading, readKey, readText, unknown } from './container-read.ts';
import { type ElementDraft, type Part, type ServiceContext, stateElements } from './container-state.ts';
import type { Entry, Node } from './node.ts';

type VariableDraft = ElementDraft<'environment'>;

/** The environment: also an env file that is not at hand leaves a trace in it. */
export const environmentParts: readonly Part[] = [{ state: stateEnvironment }];

/** States the environment in its final order. */
function stateEnvironment(service: ServiceContext): void {
  const node = child(service.node, 'environment');
  const drafts = [...variableDrafts(service, node), ...missingDrafts(service)];
  if (drafts.length === 0 && node === undefined) return;
  stateElements(service, 'environment', drafts, node?.origin);
}

/** The variables of a map from name to value. */
export function variableDrafts({ project }: ServiceContext, node: Node | undefined): VariableDraft[] {
  return entriesOf(node).map(([name, entry]) => draftVariable(name, entry, project.envFiles));
}

/** An env file that is not at hand stands in the list as a variable of which nothing is known. */
function missingDrafts({ project, name }: ServiceContext): VariableDraft[] {
  return (project.incompleteEnvironment.get(name) ?? []).map((absence) => ({
    ...(absence.at === undefined ? {} : { origin: { at: absence.at } }),
    absence,
    fields: {},
  }));
}

function draftVariable(text: string, entry: Entry, envFiles: ReadonlySet<string>): VariableDraft {
  const { key, node } = entry;
  const name = readKey(text, entry);
  if (!name.known) return { origin: { at: key }, absence: name.absence, fields: {} };
  const value = readValue(text, node);
  return {
    origin: value.origin ?? { at: key },
    fields: {
      name,
      value,
      literal: known(value.known && !isLent(node)),
      fromFile: known(envFiles.has((value.origin?.at ?? key).file)),
    },
  };
}

function isLent(node: Node): boolean {
  return node.kind === 'scalar' && node.lent === true;
}

function readValue(name: string, node: Node): Reading<string> {
  if (node.kind === 'scalar' && node.value === null && node.hole === undefined)
    return unknown(passedOn(name, node), node.origin);
  return readText(node);
}

function passedOn(name: string, node: Node): Absence {
  return { reason: `\`${name}\` is passed on from the environment of the deployment`, at: node.origin.at };
}
