// The plan of an expression: plain data, made from the checked syntax tree of the CEL library and evaluated without it.
import type { FieldType } from '../model/fields.ts';
import { type Ast, bindingOf, elementType, isAst, type Vocabulary } from './field-paths.ts';

export type Constant = boolean | number | string | readonly (number | string)[];

export type Plan =
  | { readonly op: 'constant'; readonly value: Constant }
  /** A chain of fields below the subject, `it`, `policy` or `lists`; or below the macro variable of that depth. `whole`: a list of scalars is absent while one of its elements is. */
  | { readonly op: 'read'; readonly of: string | number; readonly steps: readonly string[]; readonly whole?: true }
  | { readonly op: 'default'; readonly field: string; readonly otherwise: Plan }
  | { readonly op: 'not'; readonly of: Plan }
  | { readonly op: 'and' | 'or'; readonly left: Plan; readonly right: Plan }
  | { readonly op: 'if'; readonly test: Plan; readonly yes: Plan; readonly no: Plan }
  | { readonly op: 'exists' | 'all'; readonly list: Plan; readonly depth: number; readonly body: Plan }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Plan[] };

interface Typed {
  readonly plan: Plan;
  readonly type: FieldType;
}

type Variables = ReadonlyMap<string, { readonly depth: number; readonly type: FieldType }>;

const NUMBERS = new Set(['int', 'double']);
const SCALARS = new Set(['bool', 'int', 'double', 'string']);
const TEXT_TESTS = new Set(['startsWith', 'endsWith', 'contains']);
const LIST_TESTS = new Set(['globAny', 'within', 'above']);

/** Plans an expression that the library has checked, or answers nothing where it goes beyond what is evaluated directly. */
export function planExpression(ast: Ast, vocabulary: Vocabulary, subject: string): Plan | undefined {
  const planned = plan(ast, new Map());
  return planned?.type === 'bool' ? planned.plan : undefined;

  function plan(node: Ast, variables: Variables): Typed | undefined {
    const args: readonly unknown[] = Array.isArray(node.args) ? node.args : [node.args];
    const parts = args.filter(isAst);
    const typed = () => all(parts.map((part) => plan(part, variables)));
    switch (node.op) {
      case 'value':
        return constant(node.args);
      case 'id':
        return variable(String(node.args), variables);
      case '.':
        return field(parts[0] && plan(parts[0], variables), String(args[1]));
      case '!_':
        return unary(parts[0] && plan(parts[0], variables), 'bool', (of) => ({ op: 'not', of }));
      case '-_':
        return negative(parts[0] && plan(parts[0], variables));
      case '&&':
      case '||':
        return logic(node.op === '&&' ? 'and' : 'or', typed());
      case '?:':
        return choice(typed());
      case 'list':
        return list(parts.length === args.length ? typed() : undefined);
      case 'call':
        return call(String(args[0]), planAll(args[1], variables));
      case 'rcall':
        return method(node, variables);
      default:
        return operator(node.op, typed());
    }
  }

  function planAll(nodes: unknown, variables: Variables): Typed[] | undefined {
    return Array.isArray(nodes) ? all(nodes.filter(isAst).map((node) => plan(node, variables))) : undefined;
  }

  function variable(name: string, variables: Variables): Typed | undefined {
    const own = variables.get(name);
    if (own !== undefined) return { plan: { op: 'read', of: own.depth, steps: [] }, type: own.type };
    const type = vocabulary.variables.get(name);
    return type === undefined
      ? undefined
      : { plan: { op: 'read', of: name === subject ? 'subject' : name, steps: [] }, type };
  }

  function field(base: Typed | undefined, name: string): Typed | undefined {
    const fields = base === undefined ? undefined : vocabulary.types.get(base.type);
    const declared = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (base?.plan.op !== 'read' || declared === undefined || declared.type.startsWith('map<')) return undefined;
    const whole = SCALARS.has(elementType(declared.type) ?? '') && base.plan.of !== 'lists';
    const read = { op: 'read', of: base.plan.of, steps: [...base.plan.steps, name] } as const;
    return { plan: whole ? { ...read, whole } : read, type: declared.type };
  }

  function method(node: Ast, variables: Variables): Typed | undefined {
    const [name, receiver, rest]: readonly unknown[] = Array.isArray(node.args) ? node.args : [];
    if (!isAst(receiver) || !Array.isArray(rest)) return undefined;
    const binding = bindingOf(node);
    if (binding !== undefined)
      return name === 'exists' || name === 'all' ? quantifier(name, binding, variables) : undefined;
    if (name === 'orValue') return fallback(receiver, rest[0], variables);
    return call(String(name), planAll([receiver, ...rest], variables));
  }

  function quantifier(
    op: 'exists' | 'all',
    { variable: name, range, body }: NonNullable<ReturnType<typeof bindingOf>>,
    variables: Variables,
  ): Typed | undefined {
    const over = plan(range, variables);
    const element = elementType(over?.type);
    const [first, ...others] = body;
    if (over === undefined || element === undefined || first === undefined || others.length > 0) return undefined;
    const depth = variables.size;
    const inner = variables.has(name) ? undefined : plan(first, new Map(variables).set(name, { depth, type: element }));
    return inner?.type === 'bool'
      ? { plan: { op, list: over.plan, depth, body: inner.plan }, type: 'bool' }
      : undefined;
  }

  /** `policy.?field.orValue(word)`. */
  function fallback(receiver: Ast, word: unknown, variables: Variables): Typed | undefined {
    const [base, name]: readonly unknown[] = Array.isArray(receiver.args) ? receiver.args : [];
    if (receiver.op !== '.?' || !isAst(base) || base.op !== 'id' || base.args !== 'policy' || !isAst(word))
      return undefined;
    const read = field(plan(base, variables), String(name));
    const otherwise = plan(word, variables);
    if (read === undefined || otherwise === undefined || read.type !== otherwise.type) return undefined;
    return { plan: { op: 'default', field: String(name), otherwise: otherwise.plan }, type: read.type };
  }
}

function constant(value: unknown): Typed | undefined {
  if (typeof value === 'boolean') return { plan: { op: 'constant', value }, type: 'bool' };
  if (typeof value === 'string') return { plan: { op: 'constant', value }, type: 'string' };
  if (typeof value === 'number') return { plan: { op: 'constant', value }, type: 'double' };
  const whole = typeof value === 'bigint' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(whole) ? { plan: { op: 'constant', value: whole }, type: 'int' } : undefined;
}

function negative(of: Typed | undefined): Typed | undefined {
  if (of?.plan.op !== 'constant' || typeof of.plan.value !== 'number') return undefined;
  return { plan: { op: 'constant', value: of.plan.value === 0 ? 0 : -of.plan.value }, type: of.type };
}

function unary(of: Typed | undefined, type: FieldType, make: (plan: Plan) => Plan): Typed | undefined {
  return of?.type === type ? { plan: make(of.plan), type } : undefined;
}

function logic(op: 'and' | 'or', parts: readonly Typed[] | undefined): Typed | undefined {
  const [left, right] = parts ?? [];
  return left?.type === 'bool' && right?.type === 'bool'
    ? { plan: { op, left: left.plan, right: right.plan }, type: 'bool' }
    : undefined;
}

function choice(parts: readonly Typed[] | undefined): Typed | undefined {
  const [test, yes, no] = parts ?? [];
  if (test?.type !== 'bool' || yes === undefined || yes.type !== no?.type) return undefined;
  return { plan: { op: 'if', test: test.plan, yes: yes.plan, no: no.plan }, type: yes.type };
}

/** Only lists of words or whole numbers, all written out. */
function list(parts: readonly Typed[] | undefined): Typed | undefined {
  const [first] = parts ?? [];
  if (parts === undefined || first === undefined || (first.type !== 'string' && first.type !== 'int')) return undefined;
  const values = parts.flatMap(({ plan, type }) =>
    plan.op === 'constant' && type === first.type && (typeof plan.value === 'string' || typeof plan.value === 'number')
      ? [plan.value]
      : [],
  );
  return values.length === parts.length
    ? { plan: { op: 'constant', value: values }, type: `list<${first.type}>` }
    : undefined;
}

function operator(op: string, parts: readonly Typed[] | undefined): Typed | undefined {
  const [left, right] = parts ?? [];
  if (left === undefined || right === undefined) return undefined;
  const made = (type: FieldType): Typed => ({ plan: { op: 'call', name: op, args: [left.plan, right.plan] }, type });
  if ((op === '==' || op === '!=') && left.type === right.type && SCALARS.has(left.type)) return made('bool');
  if (['<', '<=', '>', '>='].includes(op) && NUMBERS.has(left.type) && NUMBERS.has(right.type)) return made('bool');
  if (op === 'in' && SCALARS.has(left.type) && right.type === `list<${left.type}>`) return made('bool');
  return op === '+' && left.type === 'string' && right.type === 'string' ? made('string') : undefined;
}

function call(name: string, args: readonly Typed[] | undefined): Typed | undefined {
  const [first, second] = args ?? [];
  if (args === undefined || first === undefined) return undefined;
  const made = (type: FieldType): Typed => ({ plan: { op: 'call', name, args: args.map(({ plan }) => plan) }, type });
  const types = args.map(({ type }) => type).join();
  if (TEXT_TESTS.has(name) && types === 'string,string') return made('bool');
  if ((name === 'glob' || name === 're') && types === 'string,string') return made('bool');
  if (LIST_TESTS.has(name) && types === 'string,list<string>') return made('bool');
  if (name === 'size' && second === undefined && first.type.startsWith('list<')) return made('int');
  if (name === 'lowerAscii' && types === 'string') return made('string');
  if (name === 'string' && (types === 'int' || types === 'string')) return made('string');
  return name === 'join' && types === 'list<string>,string' ? made('string') : undefined;
}

function all(parts: readonly (Typed | undefined)[]): Typed[] | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known : undefined;
}
