// Tells whether the failure of one command in a list keeps a later one from running.
import type { Unit } from './scope.ts';

/** Answers whether a failure of the unit at `check` keeps the unit at `use` from running. */
export type StopsOnFailure = (check: number, use: number) => boolean;

const LEAVES: ReadonlySet<string> = new Set(['exit', 'return', 'false']);

/** Prepares the question for a list of units, so that each answer takes no walk through it. */
export function listFlow(units: readonly Unit[]): StopsOnFailure {
  const leaves = nextWhere(units, ({ layer }) => LEAVES.has(layer?.program ?? ''));
  const breaks = nextWhere(units, (unit, before) => !isJoined(unit, before));
  const ends = pipelineEnds(units);
  return (check, use) => {
    const { call, scope } = units[check] ?? {};
    const next = ends[check] ?? use;
    if (call === undefined || scope === undefined) return false;
    if ((leaves[next] ?? use) < use) return true;
    if (units[next]?.call.joined === '||') return false;
    return call.errexit || scope.errexit || (breaks[next] ?? units.length) > use;
  };
}

/** For each place, the first place from there on where something holds. */
function nextWhere(units: readonly Unit[], holds: (unit: Unit, before: Unit | undefined) => boolean): number[] {
  const next: number[] = new Array(units.length + 1).fill(units.length);
  for (let at = units.length - 1; at >= 0; at -= 1) {
    const unit = units[at];
    next[at] = unit !== undefined && holds(unit, units[at - 1]) ? at : (next[at + 1] ?? units.length);
  }
  return next;
}

/** It runs only where what stands before it in the list did not fail. */
function isJoined({ call, scope }: Unit, before: Unit | undefined): boolean {
  if (call === before?.call || call.joined === '&&' || call.joined === '|') return true;
  // The first command of a branch has nothing in front of it: the branch hangs on the condition. A substitution is no part of the list.
  return (call.joined === '' && call.conditional) || scope.nesting > 0;
}

/** For each place, the first place behind its call and the rest of its pipeline. */
function pipelineEnds(units: readonly Unit[]): number[] {
  const ends: number[] = new Array(units.length).fill(units.length);
  for (let at = units.length - 2; at >= 0; at -= 1) {
    const call = units[at]?.call;
    const next = units[at + 1]?.call;
    const same = call !== undefined && next !== undefined && (call === next || isOnePipeline(call, next));
    ends[at] = same ? (ends[at + 1] ?? units.length) : at + 1;
  }
  return ends;
}

function isOnePipeline(one: Unit['call'], other: Unit['call']): boolean {
  return one.pipeline.length > 1 && one.pipeline === other.pipeline;
}
