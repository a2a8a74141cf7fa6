// The states of controls for one subject.
import type { ControlState, ModelControl } from '../model/risk.ts';
import { firstMissing, holds, type Knowledge } from './condition.ts';

export interface ControlFinding {
  readonly state: ControlState;
  /** What is missing in what was scanned could make it absent. */
  readonly open?: boolean;
  readonly reason?: string;
  readonly hint?: string;
}

/** The states of the controls of a model, by id. */
export type States = (id: string) => ControlFinding & { readonly control: ModelControl };

/** Finds each state once; `before` gives those on which no mend bears. */
export function openStates(controls: ReadonlyMap<string, ModelControl>, known: Knowledge, before?: States): States {
  const found = new Map<string, ReturnType<States>>();
  return (id) => {
    if (before !== undefined && !known.mends.bearsOn.has(id)) return before(id);
    const earlier = found.get(id);
    if (earlier !== undefined) return earlier;
    const control = controls.get(id);
    if (control === undefined) throw new TypeError(`no control ${id} in the threat model`);
    const state = { ...stateOf(control, known), control };
    found.set(id, state);
    return state;
  };
}

/**
 * Finds the state of a control. Where what is missing could make it absent it is not assessable; where it could only make it better, the lesser state
 * counts. So no answer to what is missing can make it worse than it was taken to be, and nothing missing makes it better.
 */
function stateOf(control: ModelControl, known: Knowledge): ControlFinding {
  const states = control.states[known.evidence.subject.kind];
  if (states === undefined) return { state: 'not-assessable', reason: 'an image alone does not say how it will run' };
  const { notApplicable, absent, inForce, partial, otherwise } = states;
  const isAbsent = absent === undefined ? false : holds(absent, known);
  const isInForce = inForce === undefined ? false : holds(inForce, known);
  if (isAbsent === false && isInForce === true) return { state: 'in-force' };
  if (notApplicable !== undefined && holds(notApplicable, known) === true) return { state: 'not-applicable' };
  if (known.mends.controls.has(control.id)) return { state: 'in-force' };
  if (isAbsent === true) return { state: 'absent' };
  const isPartial = partial === undefined ? false : holds(partial, known);
  if (isAbsent === false && isPartial === true) return { state: 'partial' };
  const isKnown = isAbsent === false && isInForce === false && isPartial === false;
  if (isKnown && otherwise === undefined) return { state: 'absent' };
  const first = isKnown ? undefined : firstMissing([absent, inForce, partial], known);
  if (first === undefined)
    return { state: 'not-assessable', reason: otherwise ?? 'some of what it rests on is not known' };
  const { reason, hint } = first;
  const open = isAbsent === undefined || otherwise === undefined;
  return { state: 'not-assessable', ...(open ? { open } : {}), reason, ...(hint === undefined ? {} : { hint }) };
}
