// The checked form of an expression: plain data, kept beside the policies and turned into functions at start.
import type { FieldType } from '../model/fields.ts';

/** A word of a text: it stands for itself. */
export type Constant = boolean | number | string | readonly Constant[];

/** A chain of fields below a variable: the subject, `it`, `policy`, `lists`, or the number of a variable that a macro introduces. */
export interface ReadPlan {
  readonly op: 'read';
  readonly of: string | number;
  readonly steps: readonly string[];
  readonly type: FieldType;
}

export type Macro = 'all' | 'exists' | 'exists_one' | 'filter' | 'map';

/** A macro over the elements of a list, each in turn the variable numbered `slot`. */
export interface IteratePlan {
  readonly op: 'iterate';
  readonly macro: Macro;
  readonly over: Plan;
  readonly slot: number;
  readonly body: Plan;
  /** Of `map` with three arguments: which elements take part. */
  readonly when?: Plan;
}

export type Plan =
  | { readonly op: 'constant'; readonly value: Constant }
  | ReadPlan
  | { readonly op: 'list'; readonly items: readonly Plan[] }
  /** `name` is a signature of `functions.ts` or `text-functions.ts`, so that types need no second look. */
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Plan[] }
  | { readonly op: 'and' | 'or'; readonly left: Plan; readonly right: Plan }
  | { readonly op: 'if'; readonly test: Plan; readonly yes: Plan; readonly no: Plan }
  | IteratePlan
  | { readonly op: 'bind'; readonly slot: number; readonly value: Plan; readonly body: Plan }
  /** The value of a field of the policy, or another where the policy does not say. */
  | { readonly op: 'default'; readonly read: ReadPlan; readonly otherwise: Plan }
  /** Whether the policy says a field. */
  | { readonly op: 'said'; readonly read: ReadPlan }
  /** An element by position or an entry by key, or another value where there is none. */
  | { readonly op: 'pick'; readonly from: Plan; readonly key: Plan; readonly otherwise: Plan };

/** The plans directly below a plan, in the order of the text. */
export function partsOf(plan: Plan): readonly Plan[] {
  switch (plan.op) {
    case 'constant':
    case 'read':
      return [];
    case 'list':
      return plan.items;
    case 'call':
      return plan.args;
    case 'and':
    case 'or':
      return [plan.left, plan.right];
    case 'if':
      return [plan.test, plan.yes, plan.no];
    case 'iterate':
      return plan.when === undefined ? [plan.over, plan.body] : [plan.over, plan.when, plan.body];
    case 'bind':
      return [plan.value, plan.body];
    case 'default':
      return [plan.read, plan.otherwise];
    case 'said':
      return [plan.read];
    case 'pick':
      return [plan.from, plan.key, plan.otherwise];
  }
}
