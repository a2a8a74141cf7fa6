// Puts words together from their parts, and splits them where a shell would.
import type { Assignment, Word as TreeWord } from 'unbash';
import { nodeSpan } from './offsets.ts';
import { readParts } from './parts.ts';
import type { Piece, Reading } from './reading.ts';
import type { ShellAssignment, ShellWord, Span, WordPart } from './script.ts';

/** The words that the program gets from one word of the source: several, or none, where a known value stands outside quotes. */
export function readWords(word: TreeWord, reading: Reading): ShellWord[] {
  const span = nodeSpan(reading, word);
  const splits = reading.variables.read('IFS') === undefined;
  return assemble(readParts(word, reading), span, splits);
}

/** One word where the shell splits nothing: a value, the target of a redirect. */
export function readWhole(word: TreeWord, reading: Reading): ShellWord {
  return readWholeParts(readParts(word, reading), nodeSpan(reading, word));
}

function readWholeParts(pieces: readonly Piece[], span: Span): ShellWord {
  const draft = openDraft(span);
  for (const piece of pieces) {
    if (piece.kind !== 'words') take(draft, piece);
    else for (const [index, word] of piece.words.entries()) join(draft, word, index > 0 ? ' ' : '');
  }
  return close(draft);
}

/** An assignment, in front of a command or as its argument. */
export function readAssignment(node: Assignment, reading: Reading): ShellAssignment {
  const span = nodeSpan(reading, node);
  const { name, value } = node;
  const append = node.append === true;
  if (value.type === 'Word') return { name, value: readWhole(value, reading), append, ...span };
  const elements = value.elements.flatMap((element) => readWords(element, reading));
  return { name, elements, append, ...span };
}

/** The word of an assignment that is an argument: `export NAME=value`. */
export function assignmentWord(assignment: ShellAssignment, node: Assignment, reading: Reading): ShellWord {
  const { start, end, value } = assignment;
  if (value === undefined) {
    const source = reading.source.slice(node.pos, node.end);
    const inner = (assignment.elements ?? []).flatMap(({ parts }) => parts.filter((part) => 'script' in part));
    const part: WordPart = { kind: 'other', source, quoted: true, start, end };
    return { text: source, literal: false, loose: false, parts: [part, ...inner], start, end };
  }
  const text = reading.source.slice(node.pos, node.value.pos);
  const head: WordPart = { kind: 'text', text, quoted: false, start, end: value.start };
  return { ...value, start, end, text: head.text + value.text, parts: [head, ...value.parts] };
}

interface Draft {
  readonly span: Span;
  text: string;
  literal: boolean;
  loose: boolean;
  /** Quotes or an expansion make a word even when it is empty. */
  stands: boolean;
  parts: WordPart[];
}

function openDraft(span: Span): Draft {
  return { span, text: '', literal: true, loose: false, stands: false, parts: [] };
}

function close({ span, text, literal, loose, parts }: Draft): ShellWord {
  return { text, literal, loose, parts, start: span.start, end: span.end };
}

function take(draft: Draft, piece: Exclude<Piece, { readonly kind: 'words' }>): void {
  const { part } = piece;
  draft.parts.push(part);
  if (piece.kind === 'inner') return;
  const known = part.kind === 'text' ? part.text : part.kind === 'variable' ? part.value : undefined;
  draft.stands ||= part.quoted || known !== '';
  if (known === undefined) {
    draft.literal = false;
    draft.loose ||= !part.quoted && part.kind !== 'process';
  }
  draft.text += known ?? (part.kind === 'text' ? '' : part.source);
}

function join(draft: Draft, word: ShellWord, glue: string): void {
  if (glue !== '') draft.parts.push({ kind: 'text', text: glue, quoted: true, start: word.start, end: word.start });
  draft.text += glue + word.text;
  draft.literal &&= word.literal;
  draft.loose ||= word.loose;
  draft.stands = true;
  for (const part of word.parts) draft.parts.push(part);
}

function assemble(pieces: readonly Piece[], span: Span, splits: boolean): ShellWord[] {
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'words' && only.quoted) return [...only.words];
  const words: ShellWord[] = [];
  let draft = openDraft(span);
  const finish = () => {
    if (draft.stands) words.push(close(draft));
    draft = openDraft(span);
  };
  const takeSplit = (piece: Extract<Piece, { kind: 'part' }>, value: string) => {
    const fields = value.split(/[ \t\n]+/);
    for (const [index, field] of fields.entries()) {
      if (index > 0) finish();
      const { part } = piece;
      if (part.kind === 'variable' && (field !== '' || fields.length === 1))
        take(draft, { kind: 'part', part: { ...part, value: field } });
    }
  };
  for (const piece of pieces) {
    if (piece.kind === 'words') {
      for (const [index, word] of piece.words.entries()) {
        if (index > 0) finish();
        const fields = piece.quoted || !word.literal ? [word.text] : word.text.split(/[ \t\n]+/);
        if (fields.length === 1) join(draft, word, '');
        else
          for (const [at, field] of fields.entries()) {
            if (at > 0) finish();
            if (field === '') continue;
            const { start, end } = word;
            const part: WordPart = { kind: 'text', text: field, quoted: true, start, end };
            join(draft, { text: field, literal: true, loose: false, parts: [part], start, end }, '');
          }
      }
      continue;
    }
    const { part } = piece;
    const value = part.kind === 'variable' && !part.quoted ? part.value : undefined;
    if (piece.kind === 'inner' || part.kind !== 'variable' || value === undefined || !/[ \t\n]/.test(value))
      take(draft, piece);
    else if (splits) takeSplit(piece, value);
    else {
      const { value: _, ...unknown } = part;
      take(draft, { kind: 'part', part: unknown });
    }
  }
  finish();
  return words;
}
