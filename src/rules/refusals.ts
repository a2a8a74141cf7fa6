// What an expression may not say although CEL allows it: whatever could hang, fail on scanned text, or take an unknown for an answer.
import { didYouMean } from './did-you-mean.ts';
import { type Ast, bindingOf, isAst, type Resolve, UNTRACED, type Vocabulary, visitExpression } from './field-paths.ts';

/** Longest expression: beyond this a fact is missing. */
export const MAX_EXPRESSION = 160;

export interface ExpressionProblem {
  readonly message: string;
  /** Offset in the expression. */
  readonly start: number;
}

export interface Refusal extends Vocabulary {
  /** Name of the variable that holds the subject. */
  readonly subject: string;
  /** Every function and method that may be called. */
  readonly functions: ReadonlySet<string>;
  /** Says what is wrong with a pattern for `re`, if anything. */
  readonly patternProblem: (pattern: string) => string | undefined;
}

/** Lists everything in an expression that is refused, misspelt fields and functions included. */
export function findRefusals(ast: Ast, refusal: Refusal): ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  visitExpression(ast, refusal, (node, resolve) => {
    const message =
      refuseAccess(node, resolve, refusal) ?? refuseCall(node, resolve, refusal) ?? refuseBinding(node, refusal);
    if (message !== undefined) problems.push({ message, start: positionOf(node) });
  });
  return problems;
}

function refuseAccess(node: Ast, resolve: Resolve, refusal: Refusal): string | undefined {
  if (node.op === '[]') return 'an index can be out of range; write `[?...]` with `.orValue(...)`, or use `exists`';
  if (node.op !== '.' && node.op !== '.?' && node.op !== '[?]') return undefined;
  const [first, name]: readonly unknown[] = Array.isArray(node.args) ? node.args : [];
  const base = isAst(first) ? resolve(first) : undefined;
  if (base?.type === undefined) return undefined;
  if (base === UNTRACED) return node.op === '[?]' ? undefined : untraced(String(name));
  if (base.type === 'map<string,string>') {
    return node.op === '[?]'
      ? undefined
      : `a key can be missing from the map; write \`[?"${String(name)}"].orValue("")\``;
  }
  if (node.op === '[?]')
    return base.type === 'list<string>'
      ? undefined
      : 'an optional element would take an unknown field for a missing one; use `exists`';
  const fields = refusal.types.get(base.type);
  if (fields !== undefined && typeof name === 'string' && !Object.hasOwn(fields, name)) {
    return `unknown field \`${name}\` of ${[base.root, ...base.steps].join('.').replaceAll('.[*]', '')}${didYouMean(name, Object.keys(fields))}`;
  }
  return node.op === '.?' && isFact(base.root, refusal) ? takesUnknown('`.?`') : undefined;
}

function untraced(name: string): string {
  return `\`${name}\` is read from a value that may stand for several facts; name the fact or the list itself`;
}

function refuseCall(node: Ast, resolve: Resolve, refusal: Refusal): string | undefined {
  if ((node.op !== 'call' && node.op !== 'rcall') || !Array.isArray(node.args)) return undefined;
  const [name]: readonly unknown[] = node.args;
  const list: unknown = node.args.at(-1);
  const args = Array.isArray(list) ? list.filter(isAst) : [];
  if (typeof name !== 'string') return undefined;
  if (name === 'matches')
    return '`matches` can take for ever on hostile text; write `re(text, pattern)` or `glob(text, pattern)`';
  if (name === 'dyn') return '`dyn` switches type checks off; say what is meant without it';
  if (name === 'value' && node.op === 'rcall') return '`value()` fails where there is none; write `orValue(...)`';
  if (name === 'has' && args[0] !== undefined && isFact(resolve(args[0])?.root, refusal)) return takesUnknown('`has`');
  if (name === 're') return refusePattern(args[1], refusal);
  return refusal.functions.has(name) ? undefined : `unknown function \`${name}\`${didYouMean(name, refusal.functions)}`;
}

function refusePattern(pattern: Ast | undefined, refusal: Refusal): string | undefined {
  if (pattern === undefined) return undefined;
  if (pattern.op !== 'value' || typeof pattern.args !== 'string')
    return 'the pattern of `re` must be a text between quotes';
  const problem = refusal.patternProblem(pattern.args);
  return problem === undefined ? undefined : `bad pattern: ${problem}`;
}

function refuseBinding(node: Ast, refusal: Refusal): string | undefined {
  const variable = bindingOf(node)?.variable;
  if (variable === undefined || !(refusal.variables.has(variable) || variable === 'it')) return undefined;
  return `\`${variable}\` already has a meaning; choose another name for the element`;
}

function isFact(root: string | undefined, refusal: Refusal): boolean {
  return root === 'it' || root === refusal.subject;
}

function takesUnknown(what: string): string {
  return `${what} would take an unknown fact for a missing one; read the field itself, so that the rule answers unknown`;
}

function positionOf(node: Ast): number {
  if ((node.op !== '.' && node.op !== '.?') || !Array.isArray(node.args)) return node.start;
  const name: unknown = node.args[1];
  return typeof name === 'string' ? Math.max(node.start, node.end - name.length) : node.start;
}
