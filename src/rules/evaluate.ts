// Turns a plan into a function over plain facts. Its answer is a value, or undefined where a fact that decides is absent.
import type { Plan } from './plan.ts';
import type { TextFunction } from './text-functions.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a compiled plan is asked about; one object serves a whole run. */
export interface Context {
  subject: Values;
  /** The element judged; undefined where nothing is known of it. */
  it: unknown;
  readonly policy: Values;
  readonly lists: Values;
  /** Variables of macros by depth. */
  readonly variables: unknown[];
}

export type Evaluate = (context: Context) => unknown;

type TextFunctions = ReadonlyMap<string, TextFunction>;

/** Compiles a plan. The three values of logic: true, false, and undefined for what cannot be known. */
export function compilePlan(plan: Plan, functions: TextFunctions): Evaluate {
  switch (plan.op) {
    case 'constant': {
      const { value } = plan;
      return () => value;
    }
    case 'read':
      return compileRead(plan);
    case 'default': {
      const otherwise = compilePlan(plan.otherwise, functions);
      return (context) => own(context.policy, plan.field) ?? otherwise(context);
    }
    case 'not': {
      const of = compilePlan(plan.of, functions);
      return (context) => {
        const value = of(context);
        return value === undefined ? undefined : value !== true;
      };
    }
    case 'and':
    case 'or':
      return compileLogic(compilePlan(plan.left, functions), compilePlan(plan.right, functions), plan.op === 'or');
    case 'if': {
      const [test, yes, no] = [plan.test, plan.yes, plan.no].map((part) => compilePlan(part, functions));
      return (context) => {
        const answer = test?.(context);
        return answer === undefined ? undefined : answer === true ? yes?.(context) : no?.(context);
      };
    }
    case 'exists':
    case 'all':
      return compileQuantifier(plan, functions);
    case 'call':
      return compileCall(
        plan.name,
        plan.args.map((part) => compilePlan(part, functions)),
        functions,
      );
  }
}

/** The value that decides wins on either side, whatever is not known on the other. */
function compileLogic(left: Evaluate, right: Evaluate, decisive: boolean): Evaluate {
  return (context) => {
    const first = left(context);
    if (first === decisive) return decisive;
    const second = right(context);
    return second === decisive ? decisive : first === undefined ? undefined : second;
  };
}

/** One element can decide, whatever is not known of the others. */
function compileQuantifier(
  { op, list, depth, body }: Plan & { readonly op: 'exists' | 'all' },
  functions: TextFunctions,
): Evaluate {
  const [over, test, decisive] = [compilePlan(list, functions), compilePlan(body, functions), op === 'exists'];
  return (context) => {
    const elements = over(context);
    if (!Array.isArray(elements)) return undefined;
    let open = false;
    for (const element of elements) {
      context.variables[depth] = element;
      const answer = test(context);
      if (answer === decisive) return decisive;
      if (answer === undefined) open = true;
    }
    return open ? undefined : !decisive;
  };
}

function compileRead({ of, steps, whole }: Plan & { readonly op: 'read' }): Evaluate {
  const [first, ...others] = steps;
  const root: Evaluate = typeof of === 'number' ? (context) => context.variables[of] : (ROOTS[of] ?? (() => undefined));
  const read: Evaluate =
    first === undefined
      ? root
      : others.length === 0
        ? (context) => own(root(context), first)
        : (context) => steps.reduce(own, root(context));
  if (whole !== true) return read;
  return (context) => {
    const value = read(context);
    return Array.isArray(value) && value.includes(undefined) ? undefined : value;
  };
}

const ROOTS: Readonly<Record<string, Evaluate>> = {
  subject: (context) => context.subject,
  it: (context) => context.it,
  policy: (context) => context.policy,
  lists: (context) => context.lists,
};

function own(value: unknown, name: string): unknown {
  return value === undefined ? undefined : (value as Values)[name];
}

function compileCall(name: string, args: readonly Evaluate[], functions: TextFunctions): Evaluate {
  const test = functions.get(name);
  const apply = test === undefined ? OPERATIONS[name] : (text: never, second: unknown) => test.prepare(second)(text);
  const [first, second] = args;
  if (apply === undefined || first === undefined) throw new TypeError(`there is no operation ${name}`);
  if (second === undefined) {
    return (context) => {
      const value = first(context);
      return value === undefined ? undefined : apply(value as never, undefined as never);
    };
  }
  return (context) => {
    const left = first(context);
    if (left === undefined) return undefined;
    const right = second(context);
    return right === undefined ? undefined : apply(left as never, right as never);
  };
}

/** Operators and functions by name. The planner has checked the types, so each sees only what it is made for. */
const OPERATIONS: Readonly<Record<string, (left: never, right: never) => unknown>> = {
  '==': (left: unknown, right: unknown) => left === right,
  '!=': (left: unknown, right: unknown) => left !== right,
  '<': (left: number, right: number) => left < right,
  '<=': (left: number, right: number) => left <= right,
  '>': (left: number, right: number) => left > right,
  '>=': (left: number, right: number) => left >= right,
  '+': (left: string, right: string) => left + right,
  in: (left: unknown, right: readonly unknown[]) => right.includes(left),
  startsWith: (left: string, right: string) => left.startsWith(right),
  endsWith: (left: string, right: string) => left.endsWith(right),
  contains: (left: string, right: string) => left.includes(right),
  lowerAscii: (left: string) => left.toLowerCase(),
  size: (left: readonly unknown[]) => left.length,
  string: (left: unknown) => String(left),
  join: (left: readonly string[], right: string) => left.join(right),
};
