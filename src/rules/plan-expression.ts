// Turns a checked expression into a plan. What the checker knows but the evaluator does not is refused here.
import type { FieldType } from '../model/fields.ts';
import { type Ast, bindingOf, elementType, fieldOf, isAst, type Vocabulary } from './field-paths.ts';
import type { Constant, Macro, Plan, ReadPlan } from './plan.ts';
import type { ExpressionProblem } from './refusals.ts';
import { callSignature } from './signatures.ts';

/** Part of an expression that the evaluator does not know. */
export class UnsupportedError extends Error implements ExpressionProblem {
  override readonly name = 'UnsupportedError';
  readonly start: number;

  constructor(what: string, start: number) {
    super(
      `${what} is not supported; rules compute with bool, int, double, string and lists of these, with the functions listed in docs/facts.md`,
    );
    this.start = start;
  }
}

/** A plan with the type of its value. */
interface Typed {
  readonly plan: Plan;
  readonly type: FieldType;
}

type Locals = ReadonlyMap<string, { readonly slot: number; readonly type: FieldType }>;

const MACROS: readonly string[] = ['all', 'exists', 'exists_one', 'filter', 'map'] satisfies Macro[];

/** Makes the plan of an expression that the checker has accepted; `vocabulary` is that of its scope. Throws UnsupportedError. */
export function planExpression(ast: Ast, vocabulary: Vocabulary): Plan {
  return planNode(ast, new Map()).plan;

  function planNode(node: Ast, locals: Locals): Typed {
    const parts = Array.isArray(node.args) ? node.args : [node.args];
    const nodes = parts.filter(isAst);
    const [first, second, third] = nodes;
    switch (node.op) {
      case 'value':
        return planConstant(node);
      case 'id':
        return planVariable(node, locals);
      case '.':
        return planField(node, locals);
      case 'list':
        return planList(nodes, locals);
      case '!_':
      case '-_':
        return planCall(node, node.op.slice(0, 1), nodes, locals);
      case '&&':
      case '||':
        if (first === undefined || second === undefined) break;
        return {
          plan: {
            op: node.op === '&&' ? 'and' : 'or',
            left: planNode(first, locals).plan,
            right: planNode(second, locals).plan,
          },
          type: 'bool',
        };
      case '?:':
        if (first === undefined || second === undefined || third === undefined) break;
        return planChoice(first, second, third, locals);
      case 'call':
      case 'rcall':
        return planNamed(node, locals);
      case '.?':
      case '[?]':
        throw new UnsupportedError('an optional value without `.orValue(...)`', node.start);
      case 'map':
        throw new UnsupportedError('a map between braces', node.start);
    }
    if (nodes.length === 2 && /^(?:[=!<>]=|[<>+*/%-]|in)$/.test(node.op)) return planCall(node, node.op, nodes, locals);
    throw new UnsupportedError(`\`${node.op}\``, node.start);
  }

  function planVariable({ args, start }: Ast, locals: Locals): Typed {
    const name = String(args);
    const local = locals.get(name);
    if (local !== undefined) return typedRead(local.slot, [], local.type);
    const type = vocabulary.variables.get(name);
    if (type === undefined) throw new UnsupportedError(`\`${name}\``, start);
    return typedRead(name, [], type);
  }

  function planField(node: Ast, locals: Locals): Typed & { readonly plan: ReadPlan } {
    const [holder, name]: readonly unknown[] = Array.isArray(node.args) ? node.args : [];
    const base = isAst(holder) ? planNode(holder, locals) : undefined;
    if (base?.plan.op !== 'read' || typeof name !== 'string') {
      throw new UnsupportedError(`a field of a computed value, \`${String(name)}\`,`, node.start);
    }
    const { type } = fieldOf({ root: '', steps: [], type: base.type }, name, vocabulary);
    if (type === undefined) throw new UnsupportedError(`\`${name}\``, node.start);
    return typedRead(base.plan.of, [...base.plan.steps, name], type);
  }

  function planList(items: readonly Ast[], locals: Locals): Typed {
    const typed = items.map((item) => planNode(item, locals));
    // The checker has seen to it that all have one type; that of an empty list is open.
    const type = typed.map((item) => item.type).find((one) => !one.includes('?')) ?? typed[0]?.type ?? '?';
    const constants = typed.map(({ plan }) => (plan.op === 'constant' ? plan.value : undefined));
    const known = constants.filter((value): value is Constant => value !== undefined);
    const plan: Plan =
      known.length === items.length
        ? { op: 'constant', value: known }
        : { op: 'list', items: typed.map((one) => one.plan) };
    return { plan, type: `list<${type}>` };
  }

  function planChoice(test: Ast, yes: Ast, no: Ast, locals: Locals): Typed {
    const [first, second] = [planNode(yes, locals), planNode(no, locals)];
    return {
      plan: { op: 'if', test: planNode(test, locals).plan, yes: first.plan, no: second.plan },
      type: first.type.includes('?') ? second.type : first.type,
    };
  }

  function planNamed(node: Ast, locals: Locals): Typed {
    const [name, ...rest]: readonly unknown[] = Array.isArray(node.args) ? node.args : [];
    const [receiver] = rest.filter(isAst);
    const args = rest.flatMap((part) => (Array.isArray(part) ? part.filter(isAst) : []));
    const binding = bindingOf(node);
    if (binding !== undefined && name === 'bind') return planBinding(binding, locals);
    if (binding !== undefined && MACROS.includes(String(name)))
      return planMacro(String(name) as Macro, binding, locals);
    const [only] = args;
    if (name === 'orValue' && receiver !== undefined && only !== undefined) return planOrValue(receiver, only, locals);
    if (name === 'has' && only?.op === '.')
      return { plan: { op: 'said', read: planField(only, locals).plan }, type: 'bool' };
    return planCall(node, String(name), receiver === undefined ? args : [receiver, ...args], locals);
  }

  function planBinding({ variable, range, body }: NonNullable<ReturnType<typeof bindingOf>>, locals: Locals): Typed {
    const value = planNode(range, locals);
    const [last] = body;
    if (last === undefined) throw new UnsupportedError('`bind` without a body', range.start);
    const inner = planNode(last, withLocal(locals, variable, value.type));
    return { plan: { op: 'bind', slot: nextSlot(locals), value: value.plan, body: inner.plan }, type: inner.type };
  }

  function planMacro(
    macro: Macro,
    { variable, range, body }: NonNullable<ReturnType<typeof bindingOf>>,
    locals: Locals,
  ): Typed {
    const over = planNode(range, locals);
    const item = elementType(over.type);
    if (item === undefined || item === '?') {
      throw new UnsupportedError(`\`${macro}\` over what is no list with elements`, range.start);
    }
    const inner = withLocal(locals, variable, item);
    const typed = body.map((part) => planNode(part, inner));
    const last = typed.at(-1);
    if (last === undefined) throw new UnsupportedError(`\`${macro}\` without a body`, range.start);
    const when = typed.length > 1 ? typed[0]?.plan : undefined;
    return {
      plan: {
        op: 'iterate',
        macro,
        over: over.plan,
        slot: nextSlot(locals),
        body: last.plan,
        ...(when === undefined ? {} : { when }),
      },
      type: macro === 'map' ? `list<${last.type}>` : macro === 'filter' ? over.type : 'bool',
    };
  }

  function planOrValue(receiver: Ast, fallback: Ast, locals: Locals): Typed {
    const [holder, key]: readonly unknown[] = Array.isArray(receiver.args) ? receiver.args : [];
    const otherwise = planNode(fallback, locals).plan;
    if (receiver.op === '.?') {
      const { plan: read, type } = planField(receiver, locals);
      return { plan: { op: 'default', read, otherwise }, type };
    }
    if (receiver.op !== '[?]' || !isAst(holder) || !isAst(key)) {
      throw new UnsupportedError(
        'an optional value other than a field `.?name` or an element `[?key]`',
        receiver.start,
      );
    }
    const from = planNode(holder, locals);
    const type = from.type === 'map<string,string>' ? 'string' : elementType(from.type);
    if (type === undefined || type === '?') {
      throw new UnsupportedError('`[?...]` on what is neither a map nor a list with elements', receiver.start);
    }
    return { plan: { op: 'pick', from: from.plan, key: planNode(key, locals).plan, otherwise }, type };
  }

  function planCall(node: Ast, name: string, args: readonly Ast[], locals: Locals): Typed {
    const typed = args.map((arg) => planNode(arg, locals));
    const types = typed.map(({ type }) => type);
    const found = callSignature(name, types);
    if (found === undefined) throw new UnsupportedError(`\`${name}\` on ${types.join(' and ')}`, node.start);
    const [only] = typed;
    // A number behind a minus is one number.
    if (found.signature.startsWith('-(') && typed.length === 1 && only?.plan.op === 'constant') {
      const value = only.plan.value;
      if (typeof value === 'number')
        return { plan: { op: 'constant', value: found.gives === 'int' ? 0 - value : -value }, type: found.gives };
    }
    return { plan: { op: 'call', name: found.signature, args: typed.map(({ plan }) => plan) }, type: found.gives };
  }
}

/** Numbers are exact up to 2^53, so a whole number beyond that is none that a fact can hold. */
function planConstant({ args, start }: Ast): Typed {
  if (typeof args === 'boolean') return { plan: { op: 'constant', value: args }, type: 'bool' };
  if (typeof args === 'string') return { plan: { op: 'constant', value: args }, type: 'string' };
  if (typeof args === 'number') return { plan: { op: 'constant', value: args }, type: 'double' };
  if (typeof args !== 'bigint') throw new UnsupportedError(args === null ? '`null`' : 'a literal of this type', start);
  const value = Number(args);
  if (!Number.isSafeInteger(value))
    throw new UnsupportedError(`a whole number beyond ${Number.MAX_SAFE_INTEGER}`, start);
  return { plan: { op: 'constant', value }, type: 'int' };
}

function typedRead(
  of: string | number,
  steps: readonly string[],
  type: FieldType,
): Typed & { readonly plan: ReadPlan } {
  return { plan: { op: 'read', of, steps, type }, type };
}

/** The number of the next variable. One that shadows another of its name gets a number of its own. */
function nextSlot(locals: Locals): number {
  return Math.max(-1, ...[...locals.values()].map(({ slot }) => slot)) + 1;
}

function withLocal(locals: Locals, name: string, type: FieldType): Locals {
  return new Map(locals).set(name, { slot: nextSlot(locals), type });
}
