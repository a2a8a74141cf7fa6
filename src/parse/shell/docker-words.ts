// Turns a simple command into the words that the readers of docker lines take: a hole stands where an expansion is not known.
import { type HoleKind, markHole } from '../hole-marks.ts';
import type { Word } from '../shell-words.ts';
import type { ShellAssignment, ShellCall, ShellWord, TextPart, VariablePart, WordPart } from './script.ts';

/** The expansions that the holes of a text stand for. */
export interface Expansions {
  /** Source text of every expansion; the marks in the words point into it. */
  readonly sources: readonly string[];
  /** Answers a hole that stands for this source text. */
  readonly mark: (source: string, kind: HoleKind) => string;
}

/** What a text must hold to name docker or podman. */
export const NAMES_ENGINE = /docker|podman/;

/** Starts an empty table of expansions. */
export function expansionTable(): Expansions {
  const sources: string[] = [];
  return { sources, mark: (source, kind) => markHole(sources.push(source) - 1, kind) };
}

/** The words of a command, those that assign variables in front of it included. */
export function dockerWords(call: ShellCall, expansions: Expansions): Word[] {
  return [
    ...call.assignments.map((one) => assigned(one, expansions)),
    ...call.words.flatMap((one) => holed(one, expansions)),
  ];
}

/** A word with holes for what is not known in it; several where an unquoted variable holds blanks. */
function holed(word: ShellWord, expansions: Expansions): Word[] {
  const { start, end } = word;
  const plain = isPlain(word);
  return readParts(word.parts, true, expansions).map((field) => ({ ...field, start, end, plain }));
}

function assigned({ name, append, value, start, end }: ShellAssignment, expansions: Expansions): Word {
  const head = `${name}${append ? '+' : ''}=`;
  if (value === undefined)
    return { text: head + expansions.mark('(...)', 'any'), start, end, plain: false, loose: false };
  const fields = readParts(value.parts, false, expansions);
  const text = head + fields.map((field) => field.text).join(' ');
  const plain = value.parts.length === 0 || isPlain(value);
  return { text, start, end, plain: plain && end - start === text.length, loose: fields.some(({ loose }) => loose) };
}

function isPlain({ parts, start, end }: ShellWord): boolean {
  const [only] = parts;
  return (
    parts.length === 1 &&
    only?.kind === 'text' &&
    only.start === start &&
    only.end === end &&
    only.text.length === end - start
  );
}

interface Field {
  text: string;
  loose: boolean;
}

function readParts(parts: readonly WordPart[], splits: boolean, expansions: Expansions): Field[] {
  let field: Field = { text: '', loose: false };
  const fields = [field];
  const add = (text: string, loose: boolean) => {
    field.text += text;
    field.loose ||= loose;
  };
  for (const part of ownParts(parts)) {
    if (part.kind === 'text' && !part.quoted) {
      const read = readBare(part.text, fields.length === 1 && field.text === '', expansions);
      add(read.text, read.loose);
    } else if (part.kind !== 'variable' || !saysMore(part)) add(partText(part, expansions), isLoose(part));
    else
      for (const inner of part.assigned ?? []) {
        const pieces = inner.kind === 'text' && !part.quoted && splits ? inner.text.split(/[ \t\n]+/) : undefined;
        if (pieces === undefined || pieces.length === 1) {
          const text = inner.kind === 'text' ? withTilde(inner, inner === part.assigned?.[0], expansions) : undefined;
          add(text ?? partText(inner, expansions), isLoose({ ...inner, quoted: part.quoted }));
        } else
          for (const [index, piece] of pieces.entries()) {
            if (index > 0) {
              field = { text: '', loose: false };
              fields.push(field);
            }
            add(piece, false);
          }
      }
  }
  return fields.length === 1 ? fields : fields.filter(({ text }) => text !== '');
}

/** Tells whether what a variable was assigned says more than that it is not known. */
function saysMore({ assigned }: VariablePart): boolean {
  return assigned?.some((part) => part.kind === 'text' || kindOf(part) !== 'any') === true;
}

function withTilde(part: TextPart, isFirst: boolean, expansions: Expansions): string {
  const prefix = isFirst && !part.quoted ? (/^~[^/:]*/.exec(part.text)?.[0] ?? '') : '';
  if (prefix === '') return part.text;
  return expansions.mark(prefix, prefix === '~' ? 'home' : 'any') + part.text.slice(prefix.length);
}

/** The parts that make up the text of a word, without the substitutions inside other parts. */
export function ownParts(parts: readonly WordPart[]): readonly WordPart[] {
  let before: WordPart | undefined;
  return parts.filter((part) => {
    if (before !== undefined && liesInside(part, before)) return false;
    before = part;
    return true;
  });
}

/** The text of a part, or a hole for it. */
export function partText(part: WordPart, expansions: Expansions): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'variable' && part.value !== undefined) return part.value;
  return expansions.mark(part.source, kindOf(part));
}

/** A substitution inside an expansion has its own part behind it, and no text of its own. */
function liesInside(part: WordPart, before: WordPart): boolean {
  return (
    'script' in part &&
    (before.kind === 'variable' || before.kind === 'other') &&
    part.start >= before.start &&
    part.end <= before.end
  );
}

function kindOf(part: Exclude<WordPart, { readonly kind: 'text' }>): HoleKind {
  if (part.kind === 'variable' && /^\$\{?\w+\}?$/.test(part.source))
    return part.name === 'PWD' ? 'here' : part.name === 'HOME' ? 'home' : 'any';
  if (/^(?:\$\(|`)\s*(?:shell )?pwd(?: +-[LP])?\s*[)`]$/.test(part.source)) return 'here';
  if (part.kind !== 'other') return 'any';
  return HERE.has(part.source) ? 'here' : HOME.has(part.source) ? 'home' : 'any';
}

function isLoose(part: WordPart): boolean {
  if (part.kind === 'text' || part.kind === 'process' || kindOf(part) !== 'any') return false;
  if (part.kind === 'variable' && part.value !== undefined) return false;
  return !part.quoted || /^\$\{?@\}?$|^\$\{@|\[[@*]\]\}$/.test(part.source);
}

const HERE = new Set(['$PWD', '${PWD}', '$(PWD)', '$(CURDIR)', '${CURDIR}']);
const HOME = new Set(['$HOME', '${HOME}', '$(HOME)', '~']);

const BARE = /^~[^/:]*|[*?]|\{[^\s{}'"\\;&|()<>]{0,1000}\}/g;

/** Text outside quotes: a tilde and patterns are holes, since a shell puts other text there. */
function readBare(text: string, atStart: boolean, expansions: Expansions): { text: string; loose: boolean } {
  let loose = false;
  const read = text.replace(BARE, (found) => {
    if (found.startsWith('~')) return atStart ? expansions.mark(found, found === '~' ? 'home' : 'any') : found;
    if (found.startsWith('{') && !found.includes(',') && !found.includes('..')) return found;
    loose = true;
    return expansions.mark(found, 'any');
  });
  return { text: read, loose };
}
