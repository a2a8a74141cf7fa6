// Which facts an expression reads: every chain of fields in its plan, with macro variables followed back to their lists.
import { type Plan, partsOf } from './plan.ts';

/** A chain of fields below a variable; `[*]` stands for every element of a list. */
export interface ReadPath {
  readonly root: string;
  readonly steps: readonly string[];
}

/** Every chain of fields that a plan reads, prefixes included, without repeats. */
export function readsOf(plan: Plan): ReadPath[] {
  const variables = new Map<number, ReadPath | undefined>();
  const found = new Map<string, ReadPath>();
  walk(plan);
  return [...found.values()];

  function walk(part: Plan): void {
    if (part.op === 'read') addAll(part.of === 'it' ? 0 : 1, pathOf(part));
    if (part.op === 'bind') variables.set(part.slot, pathOf(part.value));
    if (part.op === 'iterate') {
      const list = pathOf(part.over);
      variables.set(part.slot, list === undefined ? undefined : { root: list.root, steps: [...list.steps, '[*]'] });
    }
    for (const inner of partsOf(part)) walk(inner);
  }

  function addAll(from: number, path: ReadPath | undefined): void {
    if (path === undefined) return;
    for (let length = from; length <= path.steps.length; length += 1) {
      const steps = path.steps.slice(0, length);
      found.set([path.root, ...steps].join('.'), { root: path.root, steps });
    }
  }

  /** What a plan stands for, if that is one chain of fields; a filter leaves elements of the list it is given. */
  function pathOf(part: Plan): ReadPath | undefined {
    if (part.op === 'iterate' && part.macro === 'filter') return pathOf(part.over);
    if (part.op !== 'read') return undefined;
    const base = typeof part.of === 'number' ? variables.get(part.of) : { root: part.of, steps: [] };
    return base === undefined ? undefined : { root: base.root, steps: [...base.steps, ...part.steps] };
  }
}
