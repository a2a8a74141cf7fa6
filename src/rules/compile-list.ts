// Compiles the macros over lists, and membership.
import { compileRawRead, constantOf, elementOrigin, originOf } from './compile-read.ts';
import { type Context, type Node, noteAbsent, type Surroundings } from './context.ts';
import { equal } from './functions.ts';
import type { IteratePlan, Plan } from './plan.ts';

/** Compiles a macro. An element or a list that is not known leaves the answer open only where it could change it. */
export function compileIterate(plan: IteratePlan, around: Surroundings): Node {
  const { macro, slot } = plan;
  const over = compileElements(plan.over, around);
  const origin = elementOrigin(plan.over, slot, around);
  const origins = new Map(around.origins);
  if (origin === undefined) origins.delete(slot);
  else origins.set(slot, origin);
  const inner = { ...around, origins };
  const body = around.compile(plan.body, inner);
  if (macro === 'exists') return quantify(over, slot, body, true);
  if (macro === 'all') return quantify(over, slot, body, false);
  const collected =
    macro === 'map'
      ? collect(over, slot, plan.when === undefined ? undefined : around.compile(plan.when, inner), body)
      : collect(over, slot, body, around.compile({ op: 'read', of: slot, steps: [], type: '' }, inner));
  if (macro !== 'exists_one') return collected;
  return (context) => {
    const found = collected(context);
    return found === undefined ? undefined : Array.isArray(found) && found.length === 1;
  };
}

/** `exists` where `decisive` is true, `all` where it is false: one element can decide, whatever is not known of the others. */
function quantify(over: Node, slot: number, body: Node, decisive: boolean): Node {
  return (context) => {
    const list = over(context);
    if (!Array.isArray(list)) return undefined;
    const { variables, places, notes } = context;
    const mark = notes.length;
    let open = false;
    for (let index = 0; index < list.length; index += 1) {
      variables[slot] = list[index];
      places[slot] = index;
      const answer = body(context);
      if (answer === decisive) {
        notes.length = mark;
        return decisive;
      }
      if (answer === undefined) open = true;
    }
    return open ? undefined : !decisive;
  };
}

/** `filter` and `map`: every element must be known, as far as it is asked about. */
function collect(over: Node, slot: number, when: Node | undefined, transform: Node): Node {
  return (context) => {
    const list = over(context);
    if (!Array.isArray(list)) return undefined;
    const { variables, places } = context;
    const results: unknown[] = [];
    let open = false;
    for (let index = 0; index < list.length; index += 1) {
      variables[slot] = list[index];
      places[slot] = index;
      const wanted = when === undefined ? true : when(context);
      if (wanted === undefined) open = true;
      if (wanted !== true) continue;
      const result = transform(context);
      if (result === undefined) open = true;
      results.push(result);
    }
    return open ? undefined : results;
  };
}

/** Compiles `value in list`. One equal element decides; an unknown one leaves a no open. */
export function compileMembership(value: Plan, list: Plan, around: Surroundings): Node {
  const needle = around.compile(value, around);
  const known = constantOf(list, around)?.value;
  if (Array.isArray(known) && known.every((item) => typeof item === 'string')) {
    const words = new Set<unknown>(known);
    return (context) => {
      const wanted = needle(context);
      return wanted === undefined ? undefined : words.has(wanted);
    };
  }
  const elements = compileElements(list, around);
  const origin = list.op === 'read' ? originOf(list, around) : undefined;
  return (context) => {
    const wanted = needle(context);
    const whole = elements(context);
    if (wanted === undefined || !Array.isArray(whole)) return undefined;
    if (whole.some((item) => equal(item, wanted))) return true;
    return whole.includes(undefined) && origin !== undefined ? noteUnknown(context, whole, origin(context)) : false;
  };
}

function noteUnknown(context: Context, list: readonly unknown[], path: string): undefined {
  list.forEach((item, index) => {
    if (item === undefined) noteAbsent(context, `${path}[${index}]`);
  });
}

/** A list whose elements are looked at one by one, so that some of them may be unknown. */
function compileElements(plan: Plan, around: Surroundings): Node {
  return plan.op === 'read' ? compileRawRead(plan, around) : around.compile(plan, around);
}
