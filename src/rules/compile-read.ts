// Compiles the reading of facts: a chain of fields below the subject, the element judged, the policy, a list or a macro variable.
import { variableOf } from '../model/subjects.ts';
import { emptyContext, type Node, noteAbsent, type Origin, type Surroundings, type Values } from './context.ts';
import { elementType, isScalarType } from './field-paths.ts';
import type { Plan, ReadPlan } from './plan.ts';

/** Reads a value as a whole: a list of scalars with an unknown element is not known. */
export function compileRead(plan: ReadPlan, around: Surroundings): Node {
  const read = compileRawRead(plan, around);
  if (isConstantRoot(plan) || !isScalarType(elementType(plan.type))) return read;
  const origin = originOf(plan, around);
  return (context) => {
    const value = read(context);
    if (!Array.isArray(value) || !value.includes(undefined)) return value;
    value.forEach((item, index) => {
      if (item === undefined) noteAbsent(context, `${origin(context)}[${index}]`);
    });
    return undefined;
  };
}

/** Reads a value as it is; a list may hold unknown elements. */
export function compileRawRead(plan: ReadPlan, around: Surroundings): Node {
  const { of, steps } = plan;
  if (isConstantRoot(plan)) return compileConstantRead(plan, around);
  const origin = rootOrigin(of, around);
  const [first, ...others] = steps;
  if (of === variableOf(around.scope.subject) && first !== undefined && others.length === 0) {
    const path = `${of}.${first}`;
    return (context) => {
      const value = context.facts[first];
      return value === undefined ? noteAbsent(context, path) : value;
    };
  }
  const root = rootValue(of);
  return (context) => {
    let value = root(context);
    if (value === undefined) return noteAbsent(context, origin(context));
    for (let index = 0; index < steps.length; index += 1) {
      value = fieldOf(value, steps[index] ?? '');
      if (value === undefined) return noteAbsent(context, [origin(context), ...steps.slice(0, index + 1)].join('.'));
    }
    return value;
  };
}

/** The value of a chain below the policy, known or not, without a note. */
export function compileQuietRead({ of, steps }: ReadPlan, around: Surroundings): Node {
  const root = of === 'policy' ? () => around.policy : of === 'lists' ? () => around.lists : rootValue(of);
  return (context) =>
    steps.reduce((value, step) => (value === undefined ? undefined : fieldOf(value, step)), root(context));
}

/** The policy and the lists do not change, so what is read of them is known when the expression is compiled. */
function compileConstantRead({ of, steps }: ReadPlan, { policy, lists }: Surroundings): Node {
  let value: unknown = of === 'policy' ? policy : lists;
  for (const [index, step] of steps.entries()) {
    value = fieldOf(value, step);
    if (value === undefined) {
      const path = [of, ...steps.slice(0, index + 1)].join('.');
      return (context) => noteAbsent(context, path);
    }
  }
  return () => value;
}

/** The value that a plan has whatever it is asked about, if it has one. */
export function constantOf(plan: Plan, around: Surroundings): { readonly value: unknown } | undefined {
  if (plan.op === 'constant') return plan;
  if (plan.op !== 'read' || !isConstantRoot(plan)) return undefined;
  const value = compileQuietRead(plan, around)(emptyContext());
  return value === undefined ? undefined : { value };
}

/** Names the path of what a plan reads. */
export function originOf({ of, steps }: ReadPlan, around: Surroundings): Origin {
  const root = rootOrigin(of, around);
  return steps.length === 0 ? root : (context) => [root(context), ...steps].join('.');
}

/** Names the path of the elements of a list, the variable numbered `slot` in turn; nothing where the list is computed. */
export function elementOrigin(over: Plan, slot: number, around: Surroundings): Origin | undefined {
  let source = over;
  while (source.op === 'iterate' && source.macro === 'filter') source = source.over;
  if (source.op !== 'read') return undefined;
  const list = originOf(source, around);
  if (source === over) return (context) => `${list(context)}[${context.places[slot]}]`;
  // What a filter leaves has new places, so an element is looked up in the list it came from.
  const whole = compileQuietRead(source, around);
  return (context) => {
    const elements = whole(context);
    return `${list(context)}[${Array.isArray(elements) ? elements.indexOf(context.variables[slot]) : -1}]`;
  };
}

function isConstantRoot({ of }: ReadPlan): boolean {
  return of === 'policy' || of === 'lists';
}

function rootValue(of: string | number): Node {
  if (typeof of === 'number') return (context) => context.variables[of];
  return of === 'it' ? (context) => context.element : (context) => context.facts;
}

function rootOrigin(of: string | number, { scope, origins }: Surroundings): Origin {
  if (typeof of === 'number') return origins.get(of) ?? unknownOrigin;
  if (of !== 'it') return () => of;
  const list = `${variableOf(scope.subject)}.${scope.list ?? ''}`;
  return ({ index }) => (index === -1 ? list : `${list}[${index}]`);
}

function unknownOrigin(): never {
  throw new TypeError('a computed value is not known');
}

function fieldOf(value: unknown, name: string): unknown {
  return (value as Values)[name];
}
