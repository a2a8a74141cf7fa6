// Texts of a workflow with their expressions replaced, by what the matrix gives or by a hole, and cut into words as the runner cuts them.
import { scalarText } from '../../parse/compose-scalar.ts';
import { markHole } from '../../parse/hole-marks.ts';
import { childOf } from '../compose/build-node.ts';
import type { Node } from '../compose/node.ts';
import type { DeclaredWord } from '../declared-line.ts';
import { findExpressions, isWholeExpression, matrixPath, quotedConstant } from './expression.ts';
import type { MatrixRow } from './matrix.ts';
import type { PlacedText } from './reading.ts';

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'written' | 'replaced' | 'hole';
}

/** The node that an expression names, where the matrix gives it. */
export function boundNode(code: string, row: MatrixRow): Node | undefined {
  const [name, ...below] = matrixPath(code) ?? [];
  let node = name === undefined ? undefined : row.values.get(name);
  for (const key of below) node = childOf(node, key);
  return node;
}

/** The text of a scalar as one word, expressions replaced. One that is nothing but a value of the matrix stands there. */
export function fillWord(source: PlacedText, row: MatrixRow, expansions: string[]): DeclaredWord {
  const pieces = piecesOf(source.text, row, expansions);
  const [expression] = isWholeExpression(source.text) ? findExpressions(source.text) : [];
  const node = expression === undefined ? undefined : boundNode(expression.code, row);
  return {
    text: pieces.map(({ text }) => text).join(''),
    at: node?.kind === 'scalar' ? node.origin.at : source.at,
  };
}

function piecesOf(text: string, row: MatrixRow, expansions: string[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const write = (end: number): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at, end, kind: 'written' });
  };
  for (const { start, end, code } of findExpressions(text)) {
    write(start);
    const known = resolve(code, row);
    if (known === undefined) {
      const mark = markHole(expansions.push(text.slice(start, end)) - 1, 'any');
      pieces.push({ text: mark, start, end, kind: 'hole' });
    } else pieces.push({ text: known, start, end, kind: 'replaced' });
    at = end;
  }
  write(text.length);
  return pieces;
}

function resolve(code: string, row: MatrixRow): string | undefined {
  const constant = quotedConstant(code);
  if (constant !== undefined) return constant;
  const [name] = matrixPath(code) ?? [];
  if (name === undefined) return undefined;
  const node = boundNode(code, row);
  if (node?.kind === 'scalar') return scalarText(node.value);
  return node === undefined && (row.complete || row.values.has(name)) ? '' : undefined;
}

/**
 * The words of a text as the runner hands them to docker: blanks separate outside double quotes, a backslash escapes only a double quote, and
 * single quotes mean nothing. A line break separates too, since a folded text ends with one.
 */
export function splitOptions(source: PlacedText, row: MatrixRow, expansions: string[]): DeclaredWord[] {
  const words: DeclaredWord[] = [];
  let open: { text: string; loose: boolean; readonly start: number; end: number } | undefined;
  let quoted = false;
  let slashes = 0;
  const add = (text: string, start: number, end: number, loose = false): void => {
    open ??= { text: '', loose: false, start, end };
    open.text += text;
    open.end = end;
    open.loose ||= loose;
  };
  const finish = (): void => {
    if (open !== undefined) words.push({ text: open.text, at: source.place(open.start, open.end), loose: open.loose });
    open = undefined;
  };
  /** Backslashes count only before a double quote. Answers whether they escape it. */
  const endSlashes = (quote: boolean, at: number): boolean => {
    const count = slashes;
    slashes = 0;
    if (count > 0) add('\\'.repeat(quote ? count >> 1 : count), at - count, at);
    return quote && count % 2 === 1;
  };
  for (const piece of piecesOf(source.text, row, expansions)) {
    if (piece.kind === 'hole') {
      endSlashes(false, piece.start);
      add(piece.text, piece.start, piece.end, !quoted);
      continue;
    }
    for (let index = 0; index < piece.text.length; index += 1) {
      const char = piece.text[index] ?? '';
      const start = piece.kind === 'written' ? piece.start + index : piece.start;
      const end = piece.kind === 'written' ? start + 1 : piece.end;
      if (char === '\\') {
        slashes += 1;
        continue;
      }
      const escaped = endSlashes(char === '"', start);
      if (char === '"' && !escaped) {
        quoted = !quoted;
        add('', start, end);
      } else if (!quoted && /[ \t\r\n]/.test(char)) finish();
      else add(char, start, end);
    }
  }
  endSlashes(false, source.text.length);
  finish();
  return words;
}
