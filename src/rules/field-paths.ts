// Which declared facts an expression reads: every chain of fields in it, with the variables of macros followed back to their lists.
import type { Fields, FieldType } from '../model/fields.ts';

/** What is read of a syntax node of the CEL library. */
export interface Ast {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
}

/** A chain of fields below a variable; `[*]` stands for every element of a list. */
export interface FieldPath {
  readonly root: string;
  readonly steps: readonly string[];
  /** Declared type at its end; absent when the chain names no declared field. */
  readonly type: FieldType | undefined;
}

/** The variables of an expression and the fields of every declared type. */
export interface Vocabulary {
  readonly variables: ReadonlyMap<string, FieldType>;
  readonly types: ReadonlyMap<string, Fields>;
}

/** Resolves a node to the declared facts it names, if it is a chain of fields. */
export type Resolve = (node: Ast) => FieldPath | undefined;

type Visit = (node: Ast, resolve: Resolve) => void;
type Scope = ReadonlyMap<string, FieldPath | undefined>;

/** A value that cannot be followed back to one declared fact: a computed one, or one of two. */
export const UNTRACED: FieldPath = { root: '', steps: [], type: 'untraced' };

const ACCESS = new Set(['.', '.?', '[]', '[?]']);
const MACROS = new Set(['all', 'exists', 'exists_one', 'filter', 'map', 'bind']);

/** Calls `visit` for every node, outermost first, with a resolver that knows the variables in force there. */
export function visitExpression(ast: Ast, vocabulary: Vocabulary, visit: Visit): void {
  walk(ast, new Map());

  function walk(node: Ast, scope: Scope): void {
    visit(node, (inner) => resolvePath(inner, scope, vocabulary));
    const binding = bindingOf(node);
    if (binding === undefined) {
      for (const child of children(node.args)) walk(child, scope);
      return;
    }
    walk(binding.range, scope);
    const range = resolvePath(binding.range, scope, vocabulary);
    const value = binding.each && range !== undefined ? elementOf(range) : range;
    const inner = new Map(scope).set(binding.variable, value);
    for (const child of binding.body) walk(child, inner);
  }
}

/** Every chain of fields that an expression reads, prefixes included, without repeats. */
export function readPaths(ast: Ast, vocabulary: Vocabulary): FieldPath[] {
  const paths = new Map<string, FieldPath>();
  visitExpression(ast, vocabulary, (node, resolve) => {
    const path = resolve(node);
    if (path !== undefined && path.root !== '' && path.steps.length > 0)
      paths.set([path.root, ...path.steps].join('.'), path);
    else if (path?.root === 'it') paths.set('it', path);
  });
  return [...paths.values()];
}

/** The variable that a macro introduces, what it ranges over, and where it is in force. */
export function bindingOf(
  node: Ast,
): { variable: string; range: Ast; body: readonly Ast[]; each: boolean } | undefined {
  if (node.op !== 'rcall' || !Array.isArray(node.args)) return undefined;
  const [name, receiver, rest]: readonly unknown[] = node.args;
  if (typeof name !== 'string' || !MACROS.has(name) || !isAst(receiver) || !Array.isArray(rest)) return undefined;
  const [first, second, ...others]: readonly unknown[] = rest;
  if (!isAst(first) || first.op !== 'id' || typeof first.args !== 'string' || !isAst(second)) return undefined;
  const variable = first.args;
  if (name === 'bind') return { variable, range: second, body: others.filter(isAst), each: false };
  return { variable, range: receiver, body: [second, ...others.filter(isAst)], each: true };
}

function resolvePath(node: Ast, scope: Scope, vocabulary: Vocabulary): FieldPath | undefined {
  if (node.op === 'id' && typeof node.args === 'string') {
    if (scope.has(node.args)) return scope.get(node.args);
    const type = vocabulary.variables.get(node.args);
    return type === undefined ? undefined : { root: node.args, steps: [], type };
  }
  const [first, second]: readonly unknown[] = Array.isArray(node.args) ? node.args : [];
  if (node.op === 'rcall' && first === 'filter' && isAst(second)) return resolvePath(second, scope, vocabulary);
  if (!ACCESS.has(node.op) || !isAst(first)) return UNTRACED;
  const base = resolvePath(first, scope, vocabulary);
  if (base === undefined || base === UNTRACED) return base;
  if (base.type === 'map<string,string>') return { ...base, type: 'string' };
  return typeof second === 'string' ? fieldOf(base, second, vocabulary) : elementOf(base);
}

/** The declared field `name` below a path; its type is absent when there is no such field. */
export function fieldOf(base: FieldPath, name: string, vocabulary: Vocabulary): FieldPath {
  const fields = vocabulary.types.get(base.type ?? '');
  const field = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  return { root: base.root, steps: [...base.steps, name], type: field?.type };
}

/** The type of the elements of a list type. */
export function elementType(type: FieldType | undefined): FieldType | undefined {
  return type?.startsWith('list<') ? type.slice(5, -1) : undefined;
}

/** Tells whether values of a type are single words: no list, no map and no fields. */
export function isScalarType(type: FieldType | undefined): boolean {
  return type === 'bool' || type === 'int' || type === 'double' || type === 'string';
}

function elementOf(base: FieldPath): FieldPath {
  const type = elementType(base.type);
  return type === undefined ? UNTRACED : { root: base.root, steps: [...base.steps, '[*]'], type };
}

/** The nodes directly below a node. */
function children(args: unknown): Ast[] {
  if (isAst(args)) return [args];
  return Array.isArray(args) ? args.flatMap((item: unknown) => children(item)) : [];
}

/** Tells whether a value is a syntax node. */
export function isAst(value: unknown): value is Ast {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value && 'start' in value;
}
