// The parts of an expression whose values explain its answer: what `&&`, `||`, `!` and comparisons join, down to the facts.
import { type Ast, isAst } from './field-paths.ts';

/** A part of an expression, by its text. */
export interface ExpressionPart {
  readonly text: string;
  /** How deep it lies below the whole, from 1. */
  readonly depth: number;
}

const MACROS: ReadonlySet<unknown> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

/** The parts of a parsed expression in the order of its text, each text once; the whole where it has none. What stands inside a macro depends on its variable and is no part. */
export function partsOfExpression(text: string, ast: Ast): ExpressionPart[] {
  const parts: ExpressionPart[] = [];
  const seen = new Set<string>();
  const add = (node: Ast, depth: number) => {
    const own = textOf(text, node);
    if (depth > 0 && !seen.has(own) && isPart(node)) {
      seen.add(own);
      parts.push({ text: own, depth });
    }
    for (const child of childrenOf(node)) add(child, depth + 1);
  };
  add(ast, 0);
  return parts.length === 0 ? [{ text, depth: 1 }] : parts;
}

/** The text of a part. What the parser gives as its span leaves out parentheses at its ends. */
function textOf(text: string, { start, end }: Ast): string {
  const { opened, closed } = unmatched(text.slice(start, end));
  let [from, to] = [start, end];
  for (let left = closed; left > 0 && from > 0; ) if (text[--from] === '(') left -= 1;
  for (let left = opened; left > 0 && to < text.length; ) if (text[to++] === ')') left -= 1;
  return text.slice(from, to);
}

/** Parentheses without a partner, but for those in strings. */
function unmatched(text: string): { readonly opened: number; readonly closed: number } {
  let opened = 0;
  let closed = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]/gs)) {
    if (token === '(') opened += 1;
    else if (token === ')' && opened > 0) opened -= 1;
    else if (token === ')') closed += 1;
  }
  return { opened, closed };
}

/** A constant says nothing that its text does not say, and so does the name of a subject. */
function isPart({ op }: Ast): boolean {
  return op !== 'value' && op !== 'list' && op !== 'id';
}

function childrenOf(node: Ast): Ast[] {
  const parts: readonly unknown[] = Array.isArray(node.args) ? node.args : [node.args];
  if (node.op === '.' || node.op === 'id' || node.op === 'value') return [];
  if (node.op === 'rcall' && MACROS.has(parts[0])) return parts.slice(1, 2).filter(isAst);
  return parts.flat().filter(isAst);
}
