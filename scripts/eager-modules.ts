// Makes a minified chunk of the bundle cheap to start.
import ts from 'typescript';
import { isFree } from './eager-functions.ts';

const EXTERNAL = /(?<![\w$])[\w$]+\(import\.meta\.url\)\("(node:[\w/]+)"\)/g;

/** A place in a text, and what is put there. */
interface Edit {
  readonly at: number;
  /** Where the text goes on: behind what is replaced. */
  readonly to: number;
  readonly text: string;
}

/**
 * Wraps every function expression in parentheses, which V8 takes as the sign of a function that is called at once: it compiles
 * it with what stands around it, in place of reading it a second time when it is called. The modules of a chunk and what gives their
 * exports to others become such functions as well. And asks Node for its own modules without making a resolver for each.
 */
export function hastenStart(code: string): string {
  const plain = code.replaceAll(EXTERNAL, 'process.getBuiltinModule("$1")');
  const file = ts.createSourceFile('chunk.js', plain, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const start = node.getStart(file);
    if (isModule(node)) {
      const { parameters, body, equalsGreaterThanToken: arrow } = node;
      const [first, last] = [parameters[0]?.getStart(file) ?? start, parameters.at(-1)?.end ?? start];
      edits.push({ at: start, to: first, text: '(function(' });
      edits.push({ at: last, to: arrow.end, text: ')' });
      if (!ts.isBlock(body)) edits.push({ at: arrow.end, to: arrow.end, text: '{return ' });
    }
    if (isExport(node)) edits.push({ at: start, to: node.body.getStart(file), text: '(function(){return ' });
    const isWrapped = ts.isFunctionExpression(node) && !ts.isParenthesizedExpression(node.parent);
    if (isWrapped) edits.push({ at: start, to: start, text: '(' });
    ts.forEachChild(node, visit);
    if (isModule(node)) edits.push({ at: node.end, to: node.end, text: ts.isBlock(node.body) ? ')' : '})' });
    if (isExport(node)) edits.push({ at: node.end, to: node.end, text: '})' });
    if (isWrapped) edits.push({ at: node.end, to: node.end, text: ')' });
  };
  visit(file);
  return apply(plain, edits);
}

function apply(text: string, edits: readonly Edit[]): string {
  let done = 0;
  const pieces = edits.map((edit) => {
    const piece = text.slice(done, edit.at) + edit.text;
    done = edit.to;
    return piece;
  });
  return pieces.join('') + text.slice(done);
}

/** A module of the chunk: a function with a number for a name, in a table at its top. */
function isModule(node: ts.Node): node is ts.ArrowFunction {
  return ts.isArrowFunction(node) && isFree(node) && nameOf(node)?.kind === ts.SyntaxKind.NumericLiteral;
}

/** What gives a module's export to others: `{ name: () => variable }`. */
function isExport(node: ts.Node): node is ts.ArrowFunction {
  if (!ts.isArrowFunction(node) || node.parameters.length > 0 || !ts.isIdentifier(node.body)) return false;
  return nameOf(node)?.kind === ts.SyntaxKind.Identifier && isFree(node);
}

/** The name of the property that a function is the value of; the minifier keeps parentheses around functions. */
function nameOf({ parent }: ts.Node): ts.PropertyName | undefined {
  if (ts.isParenthesizedExpression(parent)) return nameOf(parent);
  return ts.isPropertyAssignment(parent) ? parent.name : undefined;
}
