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
    const own = text.slice(node.start, node.end);
    if (depth > 0 && !seen.has(own) && isPart(node)) {
      seen.add(own);
      parts.push({ text: own, depth });
    }
    for (const child of childrenOf(node)) add(child, depth + 1);
  };
  add(ast, 0);
  return parts.length === 0 ? [{ text, depth: 1 }] : parts;
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
