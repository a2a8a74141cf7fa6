// Environment variables and build arguments.
import type { Absence } from '../../model/subject.ts';
import { child, entriesOf, known, type Reading, readText, unknown } from './container-read.ts';
import { type ElementDraft, type ServiceContext, stateElements } from './container-state.ts';
import type { Entry, Node } from './node.ts';

type VariableDraft = ElementDraft<'environment'>;

/** States the environment in its final order. */
export function stateEnvironment(service: ServiceContext): void {
  const node = child(service.node, 'environment');
  stateElements(service, 'environment', variableDrafts(node), node?.origin);
}

/** The variables of a map from name to value. */
export function variableDrafts(node: Node | undefined): VariableDraft[] {
  return entriesOf(node).map(([name, entry]) => draftVariable(name, entry));
}

function draftVariable(name: string, { key, node }: Entry): VariableDraft {
  const value = readValue(name, node);
  return {
    origin: value.origin ?? { at: key },
    fields: {
      name: known(name),
      value,
      literal: known(value.known),
      fromFile: known(false),
    },
  };
}

function readValue(name: string, node: Node): Reading<string> {
  if (node.kind === 'scalar' && node.value === null && node.hole === undefined)
    return unknown(passedOn(name, node), node.origin);
  return readText(node);
}

function passedOn(name: string, node: Node): Absence {
  return { reason: `\`${name}\` is passed on from the environment of the deployment`, at: node.origin.at };
}
