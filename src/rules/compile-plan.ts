// Turns a plan into a function. Its answer is a value, or undefined with a note of every fact whose absence decided that.
import { compileIterate, compileMembership } from './compile-list.ts';
import { compileQuietRead, compileRead, constantOf, originOf } from './compile-read.ts';
import { type Node, noteBroken, type Surroundings } from './context.ts';
import { Failure, type Operation, operations } from './functions.ts';
import type { Plan } from './plan.ts';

/** Compiles a plan and everything below it. */
export function compilePlan(plan: Plan, around: Surroundings): Node {
  switch (plan.op) {
    case 'constant': {
      const { value } = plan;
      return () => value;
    }
    case 'read':
      return compileRead(plan, around);
    case 'list':
      return compileEach(plan.items, around, (values) => values);
    case 'call':
      return compileCall(plan.name, plan.args, around);
    case 'and':
      return compileLogic(plan.left, plan.right, false, around);
    case 'or':
      return compileLogic(plan.left, plan.right, true, around);
    case 'if':
      return compileChoice(plan.test, plan.yes, plan.no, around);
    case 'iterate':
      return compileIterate(plan, around);
    case 'bind':
      return compileBinding(plan, around);
    case 'default': {
      const read = compileQuietRead(plan.read, around);
      const otherwise = compilePlan(plan.otherwise, around);
      return (context) => read(context) ?? otherwise(context);
    }
    case 'said': {
      const read = compileQuietRead(plan.read, around);
      return (context) => read(context) !== undefined;
    }
    case 'pick':
      return compilePick(plan, around);
  }
}

/** `&&` and `||`: the value that decides wins on either side, whatever is not known on the other. */
function compileLogic(left: Plan, right: Plan, decisive: boolean, around: Surroundings): Node {
  const [first, second] = [compilePlan(left, around), compilePlan(right, around)];
  return (context) => {
    const mark = context.notes.length;
    const one = first(context);
    if (one === decisive) return decisive;
    const other = second(context);
    if (one !== undefined) return other;
    if (other !== decisive) return undefined;
    context.notes.length = mark;
    return decisive;
  };
}

function compileChoice(test: Plan, yes: Plan, no: Plan, around: Surroundings): Node {
  const [condition, first, second] = [test, yes, no].map((part) => compilePlan(part, around)) as [Node, Node, Node];
  return (context) => {
    const answer = condition(context);
    return answer === undefined ? undefined : answer === true ? first(context) : second(context);
  };
}

function compileBinding({ slot, value, body }: Plan & { readonly op: 'bind' }, around: Surroundings): Node {
  const bound = compilePlan(value, around);
  const origins = new Map(around.origins);
  if (value.op === 'read') origins.set(slot, originOf(value, around));
  else origins.delete(slot);
  const inner = compilePlan(body, { ...around, origins });
  return (context) => {
    const known = bound(context);
    if (known === undefined) return undefined;
    context.variables[slot] = known;
    return inner(context);
  };
}

function compilePick({ from, key, otherwise }: Plan & { readonly op: 'pick' }, around: Surroundings): Node {
  const [holder, place, instead] = [
    compilePlan(from, around),
    compilePlan(key, around),
    compilePlan(otherwise, around),
  ];
  return (context) => {
    const [whole, wanted] = [holder(context), place(context)];
    if (whole === undefined || wanted === undefined) return undefined;
    if (Array.isArray(whole))
      return typeof wanted === 'number' && wanted >= 0 ? (whole[wanted] ?? instead(context)) : instead(context);
    const map = whole as Readonly<Record<string, unknown>>;
    return typeof wanted === 'string' && Object.hasOwn(map, wanted) ? map[wanted] : instead(context);
  };
}

function compileCall(name: string, args: readonly Plan[], around: Surroundings): Node {
  const [left, right] = args;
  if (left !== undefined && right !== undefined) {
    if (name === 'in(C, list<C>)') return compileMembership(left, right, around);
    const prepare = around.functions.get(name)?.prepare;
    if (prepare !== undefined) return compileTextTest(left, right, prepare, around);
    const word = constantOf(right, around)?.value;
    if ((name === '==(C, C)' || name === '!=(C, C)') && word !== undefined && !Array.isArray(word)) {
      return compileComparison(compilePlan(left, around), word, name === '==(C, C)');
    }
  }
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw new TypeError(`there is no operation ${name}`);
  const node = compileOperation(args, around, operation.call);
  return (context) => {
    const value = node(context);
    return value instanceof Failure ? noteBroken(context, value.message) : value;
  };
}

/** One or two arguments are the rule, and need no list of values. */
function compileOperation(args: readonly Plan[], around: Surroundings, call: Operation['call']): Node {
  const [first, second, ...others] = args.map((arg) => compilePlan(arg, around));
  if (first === undefined || others.length > 0) return compileEach(args, around, (values) => call(...values));
  if (second === undefined) {
    return (context) => {
      const value = first(context);
      return value === undefined ? undefined : call(value);
    };
  }
  return (context) => {
    const [one, other] = [first(context), second(context)];
    return one === undefined || other === undefined ? undefined : call(one, other);
  };
}

function compileComparison(left: Node, word: unknown, wanted: boolean): Node {
  return (context) => {
    const value = left(context);
    return value === undefined ? undefined : (value === word) === wanted;
  };
}

function compileTextTest(
  text: Plan,
  second: Plan,
  prepare: (second: unknown) => (text: string) => boolean,
  around: Surroundings,
): Node {
  const first = compilePlan(text, around);
  const known = constantOf(second, around);
  if (known === undefined) {
    const other = compilePlan(second, around);
    return (context) => {
      const [subject, against] = [first(context), other(context)];
      return typeof subject !== 'string' || against === undefined ? undefined : prepare(against)(subject);
    };
  }
  // Prepared on first use: a pattern that meets no text is never compiled.
  let test: ((text: string) => boolean) | undefined;
  return (context) => {
    const subject = first(context);
    if (typeof subject !== 'string') return undefined;
    test ??= prepare(known.value);
    return test(subject);
  };
}

/** Evaluates all parts, so that everything absent is noted; the answer needs every one. */
function compileEach(
  parts: readonly Plan[],
  around: Surroundings,
  apply: (values: readonly unknown[]) => unknown,
): Node {
  const nodes = parts.map((part) => compilePlan(part, around));
  return (context) => {
    const values: unknown[] = [];
    let open = false;
    for (const node of nodes) {
      const value = node(context);
      if (value === undefined) open = true;
      values.push(value);
    }
    return open ? undefined : apply(values);
  };
}
