// What the expansions in the words of a command make of it: words that split, paths that start at the root, data that becomes code.
import type { ShellCall, Span, TextPart, WordPart } from '../shell/script.ts';
import type { CodeSource } from './code-source.ts';
import { innermost } from './feeders.ts';
import type { Scope, Unit } from './scope.ts';
import type { Layer } from './unwrap.ts';
import { baseName, unknownParts, type Word } from './word.ts';

/** Parameters that are not split in practice, or that hold only a number. */
const SAFE_NAMES: ReadonlySet<string> = new Set(['@', '#', '?', '$', '!']);

/** Tells whether the shell may make several words of this one. */
export function isLoose(word: Word): boolean {
  return word.loose && unknownParts(word).some(isSplit);
}

function isSplit(part: Exclude<WordPart, TextPart>): boolean {
  if (part.quoted || part.kind === 'process') return false;
  if (part.kind === 'variable') return !SAFE_NAMES.has(part.name);
  // A sum is a number.
  return part.kind === 'command' || !part.source.startsWith('$((');
}

/** Tells whether a word begins with expansions that may be empty, and goes on with a slash. */
export function isUnguardedPath(word: Word): boolean {
  let open = false;
  for (const part of word.parts) {
    if (part.kind === 'text') {
      if (part.text === '') continue;
      return open && part.text.startsWith('/');
    }
    if (
      part.kind === 'variable'
        ? part.guarded || (part.value !== undefined && part.value !== '')
        : part.kind !== 'command'
    )
      return false;
    if (part.kind !== 'variable' || part.value === undefined) open = true;
  }
  return false;
}

/** Tells whether the program is an expansion that is not known, other than the arguments of the script passed on. */
export function startsDynamically({ program, words: [head] }: Layer): boolean {
  if (program !== '' || head === undefined || head.literal) return false;
  const only = head.parts.length === 1 ? head.parts[0] : undefined;
  return !(only?.kind === 'variable' && only.name === '@');
}

/** Names of the variables that words, values, targets and heredocs expand. */
export function variablesOf(
  words: readonly Word[],
  { assignments, redirects }: ShellCall,
  withCall: boolean,
): string[] {
  const names = new Set<string>();
  const add = (parts: readonly WordPart[]) => {
    for (const part of parts) if (part.kind === 'variable') names.add(part.name);
  };
  for (const word of words) add(word.parts);
  if (withCall) {
    for (const { value, elements } of assignments)
      for (const word of [...(value === undefined ? [] : [value]), ...(elements ?? [])]) add(word.parts);
    for (const { target, heredoc } of redirects) add([...(target?.parts ?? []), ...(heredoc?.parts ?? [])]);
  }
  return [...names];
}

export interface DynamicCode {
  /** The expansion as written. */
  readonly text: string;
  readonly span: Span;
}

/** The first thing in the code of a command that is made outside of it. */
export function dynamicCodeOf(
  unit: Unit,
  interpolated: ((start: number, end: number) => boolean) | undefined,
): DynamicCode | undefined {
  const { code, scope, layer } = unit;
  if (layer?.program === 'trap') return undefined;
  for (const word of code.words) {
    const part = unknownParts(word)[0];
    if (part !== undefined) {
      const text = part.source === '' ? scope.source.slice(part.start, part.end) : part.source;
      return { text, span: { start: part.start, end: part.end } };
    }
    const stretch = interpolated === undefined ? undefined : firstStretch(scope.place(word), interpolated);
    if (stretch !== undefined) return { text: stretchText(unit, word, stretch), span: word };
  }
  const inBody = (code.heredoc?.parts ?? []).find(
    (part) => part.kind !== 'text' && !(part.kind === 'variable' && part.value !== undefined),
  );
  if (inBody !== undefined && inBody.kind !== 'text') return { text: inBody.source, span: inBody };
  return code.from === 'stdin' && code.words.length === 0 && code.heredoc === undefined
    ? printedExpansion(unit)
    : undefined;
}

const MAX_PRINTING = 100;

/** `echo "$CODE" | sh`: what is printed becomes code. */
function printedExpansion({ call, scope }: Unit): DynamicCode | undefined {
  for (const one of call.position === 0 ? [] : (call.pipeline[call.position - 1] ?? []).slice(0, MAX_PRINTING))
    for (const { program, reading } of innermost(scope.layersOf(one))) {
      if (program !== 'echo' && program !== 'printf') continue;
      for (const word of reading.operands) {
        const part = unknownParts(word)[0];
        if (part !== undefined) return { text: part.source, span: part };
      }
    }
  return undefined;
}

/** Longest code that is searched for the place that was put in. */
const MAX_SEARCHED = 20_000;

function firstStretch({ start, end }: Span, interpolated: (start: number, end: number) => boolean): Span | undefined {
  if (!interpolated(start, end)) return undefined;
  const limit = Math.min(end, start + MAX_SEARCHED);
  let from = start;
  while (from < limit && !interpolated(from, from + 1)) from += 1;
  let to = from;
  while (to < limit && interpolated(to, to + 1)) to += 1;
  return from === limit ? { start, end } : { start: from, end: to };
}

function stretchText({ scope }: Unit, word: Word, stretch: Span): string {
  const shift = stretch.start - scope.place(word).start;
  const text = scope.source.slice(word.start + shift, word.start + shift + stretch.end - stretch.start);
  return text === '' ? word.text : text;
}

/** Tells whether the code of a shell holds the placeholder that `xargs` or `find` fills in. */
export function hasPlaceholderInCode({ placeholder }: Layer, { words, shell }: CodeSource): boolean {
  return placeholder !== '' && shell !== '' && words.some(({ text }) => text.includes(placeholder));
}

/** Tells whether a call starts a function that starts itself again, twice in a pipeline or in the background. */
export function startsForkBomb({ program }: Layer, call: ShellCall, { functions, bombs }: Scope): boolean {
  const found = functions.get(program);
  if (found === undefined || call.inFunction === found.name) return false;
  const before = bombs.get(found);
  if (before !== undefined) return before;
  const again = found.calls.filter(({ words }) => words[0]?.literal === true && baseName(words[0].text) === found.name);
  const multiplies =
    again.some(({ background }) => background) || again.filter(({ pipeline }) => pipeline.length > 1).length > 1;
  bombs.set(found, multiplies);
  return multiplies;
}
