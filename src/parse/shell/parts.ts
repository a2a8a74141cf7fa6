// Reads the parts of a word: literal text piece by piece, expansions with their value where it is known, scripts of substitutions.
import { forEachChild, type SyntaxNode, type WordPart as TreePart, type Word as TreeWord } from 'unbash';
import { hasHole } from '../hole.ts';
import { fillHoles, splitHoles } from '../hole-marks.ts';
import { namesInArithmetic } from './assigned-names.ts';
import { nodeSpan, spanAt } from './offsets.ts';
import { readParameter } from './parameters.ts';
import type { Piece, Reading } from './reading.ts';
import type { ScriptPart, ShellScript, WordPart } from './script.ts';

/** Reads the parts of a word. */
export function readParts(word: TreeWord, reading: Reading): Piece[] {
  const pieces: Piece[] = [];
  const parts = word.parts;
  if (parts === undefined) addText(word.pos, word.end, false, pieces, reading);
  else for (const part of parts) addPart(part, false, pieces, reading);
  return pieces;
}

/** Reads the parts of the body of a heredoc. */
export function readBodyParts(parts: readonly TreePart[], reading: Reading): WordPart[] {
  const pieces: Piece[] = [];
  for (const part of parts) addPart(part, true, pieces, reading);
  return pieces.flatMap((piece) => (piece.kind === 'words' ? [] : [piece.part]));
}

function addPart(part: TreePart, quoted: boolean, pieces: Piece[], reading: Reading): void {
  switch (part.type) {
    case 'Literal':
    case 'Glob':
      if (part.type === 'Glob' && part.parts?.some(isExpansion) === true) addOther(part, quoted, pieces, reading);
      else addText(part.pos, part.end, quoted, pieces, reading);
      return;
    case 'SingleQuoted':
      addLiteral(part.value, part.pos + 1, closing(part), true, pieces, reading);
      return;
    case 'AnsiCQuoted':
      addLiteral(part.value, part.pos, part.end, true, pieces, reading);
      return;
    case 'DoubleQuoted':
    case 'LocaleString':
      addQuoted(part, pieces, reading);
      return;
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      readParameter(part, quoted, pieces, reading, { readParts, addInner });
      return;
    case 'CommandExpansion':
    case 'ProcessSubstitution': {
      const script = scriptPart(part, quoted, reading);
      if (script !== undefined) add(pieces, script);
      return;
    }
    case 'ArithmeticExpansion':
      for (const name of namesInArithmetic(part.text)) reading.variables.assign(name, undefined);
      addOther(part, quoted, pieces, reading);
      return;
    case 'BraceExpansion':
    case 'ExtendedGlob':
      if (part.parts?.some(isExpansion) === true) addOther(part, quoted, pieces, reading);
      else addText(part.pos, part.end, quoted, pieces, reading);
  }
}

/** Quotes make a word even where there is nothing in them. */
function addQuoted(
  part: Extract<TreePart, { type: 'DoubleQuoted' | 'LocaleString' }>,
  pieces: Piece[],
  reading: Reading,
): void {
  const before = pieces.length;
  for (const child of part.parts) addPart(child, true, pieces, reading);
  if (pieces.length === before) addLiteral('', part.pos, part.end, true, pieces, reading);
}

function add(pieces: Piece[], part: WordPart): void {
  pieces.push({ kind: 'part', part });
}

function addOther(part: TreePart, quoted: boolean, pieces: Piece[], reading: Reading): void {
  const source = reading.source.slice(part.pos, part.end);
  add(pieces, { kind: 'other', source, quoted, ...nodeSpan(reading, part) });
  addInner(part, quoted, pieces, reading);
}

/** The scripts of the substitutions in a node of the tree that is no word of a command. */
export function scriptsIn(node: SyntaxNode, reading: Reading): ShellScript[] {
  const pieces: Piece[] = [];
  addInner(node, false, pieces, reading);
  return pieces.flatMap((piece) => (piece.kind !== 'words' && 'script' in piece.part ? [piece.part.script] : []));
}

/** Adds the substitutions inside an expansion, in order. Arithmetic nests as deep as it is long, so the stack is a list. */
function addInner(node: SyntaxNode, quoted: boolean, pieces: Piece[], reading: Reading): void {
  const open: SyntaxNode[] = [];
  const addChildren = (of: SyntaxNode) => {
    const children: SyntaxNode[] = [];
    forEachChild(of, (child) => void children.push(child));
    for (const child of children.reverse()) open.push(child);
  };
  addChildren(node);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (!isScript(at)) addChildren(at);
    else {
      const part = scriptPart(at, quoted, reading);
      if (part !== undefined) pieces.push({ kind: 'inner', part });
    }
  }
}

type TreeScript = Extract<
  SyntaxNode,
  { readonly type: 'CommandExpansion' | 'ProcessSubstitution' | 'ArithmeticCommandExpansion' }
>;

function isScript(node: SyntaxNode): node is TreeScript {
  return (
    node.type === 'CommandExpansion' ||
    node.type === 'ProcessSubstitution' ||
    node.type === 'ArithmeticCommandExpansion'
  );
}

function scriptPart(part: TreeScript, quoted: boolean, reading: Reading): ScriptPart | undefined {
  if (part.script === undefined) return undefined;
  return {
    kind: part.type === 'ProcessSubstitution' ? 'process' : 'command',
    script: reading.nested(part.script, part.pos, part.end),
    source: reading.source.slice(part.pos, part.end),
    quoted,
    ...nodeSpan(reading, part),
  };
}

function isExpansion(part: TreePart): boolean {
  return part.type.endsWith('Expansion') || part.type === 'ProcessSubstitution';
}

/** Adds literal text; a hole that the caller left in it is an expansion made before the shell reads it. */
function addLiteral(
  text: string,
  start: number,
  end: number,
  quoted: boolean,
  pieces: Piece[],
  { at, holes }: Reading,
): void {
  if (holes === undefined || !hasHole(text)) {
    add(pieces, { kind: 'text', text, quoted, ...spanAt(at, start, end) });
    return;
  }
  const isExact = text.length === end - start;
  let from = 0;
  for (const piece of splitHoles(text)) {
    const span = isExact ? spanAt(at, start + from, start + from + piece.length) : spanAt(at, start, end);
    if (hasHole(piece)) add(pieces, { kind: 'other', source: fillHoles(piece, holes), quoted, ...span });
    else if (piece !== '') add(pieces, { kind: 'text', text: piece, quoted, ...span });
    from += piece.length;
  }
}

function closing(part: { readonly end: number; readonly text: string }): number {
  return part.text.length > 1 && part.text.endsWith("'") ? part.end - 1 : part.end;
}

/** Adds literal text, cut at its backslashes so that each piece stands in the source as it is. */
function addText(start: number, end: number, quoted: boolean, pieces: Piece[], reading: Reading): void {
  const { source, at } = reading;
  let from = start;
  const flush = (to: number) => {
    if (to > from) addLiteral(source.slice(from, to), from, to, quoted, pieces, reading);
  };
  let slash = source.indexOf('\\', from);
  for (; slash !== -1 && slash < end; slash = source.indexOf('\\', slash)) {
    const next = source[slash + 1] ?? '';
    const escapes = slash + 1 < end && (!quoted || '$`"\\\n'.includes(next));
    if (!escapes) {
      slash += 1;
      continue;
    }
    flush(slash);
    from = slash + (next === '\n' ? 2 : 1);
    slash += 2;
    if (next === '\n') continue;
    const part = { kind: 'text', text: next, quoted: true } as const;
    add(pieces, { ...part, ...spanAt(at, from, from + 1) });
    from += 1;
  }
  flush(end);
}
