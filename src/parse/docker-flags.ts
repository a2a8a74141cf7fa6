// Reads the flags of docker, podman and compose: one grammar for all of them, a table of flags for each subcommand.
import { LimitError } from '../model/errors.ts';
import { parseCsv } from './csv.ts';
import { checkFlagValue, type FlagType } from './docker-flag-value.ts';
import { Refusal, refuseAt, type Span, spanOf } from './docker-refusal.ts';
import { HOLE, hasHole } from './hole.ts';
import { fillHoles } from './hole-marks.ts';
import { parseImageReference } from './image-reference.ts';
import { nearest } from './nearest.ts';
import type { Word } from './shell-words.ts';

export interface FlagSpec {
  readonly type: FlagType;
  readonly short?: string;
  /** The flag whose list or value this one shares. */
  readonly alias?: string;
  /** Known only to this subcommand of those that share the table. */
  readonly only?: string;
}

export type FlagTable = Readonly<Record<string, FlagSpec>>;

/** One flag as given on the line. */
export interface Given {
  readonly flag: string;
  readonly text: string;
  /** The value, or the flag itself where there is none. */
  readonly span: Span;
}

/** Most flags on one line. */
const MAX_FLAGS = 10_000;
/** Longest expansion that may be the name of an image. */
const MAX_NAME = 200;

export interface FlagReading {
  readonly given: readonly Given[];
  /** The words that are no flags. */
  readonly args: readonly Word[];
  /** Words that may hold any flags, or none: a variable that is not quoted. */
  readonly opaque: readonly Word[];
}

export interface FlagRules {
  readonly table: FlagTable;
  /** Said in messages: `docker run`. */
  readonly command: string;
  /** Flags may follow arguments. */
  readonly interspersed: boolean;
  readonly subcommand?: string;
  readonly expansions: readonly string[];
}

/** Reads flags up to the first argument, or through the whole line where they may be interspersed. Throws Refusal. */
export function readFlags(words: readonly Word[], rules: FlagRules): FlagReading {
  const given: Given[] = [];
  const args: Word[] = [];
  const opaque: Word[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const { text } = word;
    if (mayBeFlags(word, words[at + 1], rules)) {
      opaque.push(word);
    } else if (!text.startsWith('-') || text === '-') {
      if (!rules.interspersed) return { given, args: words.slice(at), opaque };
      args.push(word);
    } else if (text === '--') {
      return { given, args: [...args, ...words.slice(at + 1)], opaque };
    } else if (text.startsWith('--')) {
      at += readLong(word, words[at + 1], rules, given, opaque);
    } else {
      at += readCluster(word, words[at + 1], rules, given, opaque);
    }
  }
  return { given, args, opaque };
}

const IMAGE_NAMES =
  /^\$[{(]?\w*(?:IMAGE|IMG|TAG|REPO)\w*(?:[})]|:?[-=?][^}]*\})?$|^\$\{\w+:?-[^-\s}][^\s}]*\}$|docker (?:build|images?|load) /i;

/**
 * A word that is one unquoted variable and nothing else may hold flags, unless it must be the image: because no image can follow, because it
 * is quoted, or because its name or its default says so.
 */
function mayBeFlags(word: Word, next: Word | undefined, rules: FlagRules): boolean {
  if (!word.text.startsWith(HOLE)) return false;
  const source = fillHoles(word.text, rules.expansions);
  if (/\$\{\w+:?\+/.test(source)) return true;
  return (
    word.loose && mayBeImage(next) && fillsWord(word.text) && (source.length > MAX_NAME || !IMAGE_NAMES.test(source))
  );
}

/** Tells whether an image may still come: as this word, or behind a flag. */
function mayBeImage(next: Word | undefined): boolean {
  if (next === undefined) return false;
  return next.text.startsWith('-') || hasHole(next.text) || parseImageReference(next.text) !== undefined;
}

function fillsWord(text: string): boolean {
  return /^(?:\u{F5EA0}[\u{100000}-\u{10BFFF}])+$/u.test(text);
}

/** Reads a `--flag` and answers how many more words it took. */
function readLong(word: Word, next: Word | undefined, rules: FlagRules, given: Given[], opaque: Word[]): 0 | 1 {
  const equals = word.text.indexOf('=');
  const name = word.text.slice(2, equals === -1 ? undefined : equals);
  if (hasHole(name)) {
    opaque.push(word);
    return 0;
  }
  if (name.startsWith('-') || name === '')
    throw new Refusal('flag', `\`${word.text}\` is no flag`, { span: spanOf(word) });
  const spec = specOf(rules, name);
  if (spec === undefined) throw unknownFlag(`--${name}`, name, word, rules);
  const value = equals === -1 ? undefined : word.text.slice(equals + 1);
  if (value !== undefined) {
    push(given, name, spec, value, word.plain ? { start: word.start + equals + 1, end: word.end } : spanOf(word));
    return 0;
  }
  if (spec.type === 'bool') {
    push(given, name, spec, 'true', spanOf(word));
    return 0;
  }
  if (next === undefined)
    throw new Refusal('flag', `--${name} needs a value, and the line ends here`, { span: spanOf(word) });
  push(given, name, spec, next.text, spanOf(next));
  return 1;
}

/** Reads a cluster of short flags and answers how many more words it took. */
function readCluster(word: Word, next: Word | undefined, rules: FlagRules, given: Given[], opaque: Word[]): 0 | 1 {
  const { text } = word;
  if (text.startsWith('-test.')) return 0;
  const within = (at: number): Span => (word.plain ? { start: word.start + at, end: word.end } : spanOf(word));
  for (let at = 1; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (text.startsWith(HOLE, at)) {
      opaque.push(word);
      return 0;
    }
    const found = shortSpec(rules, letter);
    if (found === undefined) {
      const long = text.length > 2 ? nearest(text.slice(1).split('=')[0] ?? '', namesOf(rules)) : undefined;
      throw new Refusal(
        'flag',
        `${rules.command} has no flag -${letter}${long === undefined ? '' : `; was --${long} meant?`}`,
        { span: spanOf(word), ...(long === undefined ? {} : { nearest: long }) },
      );
    }
    const [name, spec] = found;
    const rest = text.slice(at + 1);
    if (rest.length > 1 && rest.startsWith('=')) {
      push(given, name, spec, rest.slice(1), within(at + 2));
      return 0;
    }
    if (spec.type === 'bool') {
      push(given, name, spec, 'true', spanOf(word));
      continue;
    }
    if (rest !== '') {
      push(given, name, spec, rest, within(at + 1));
      return 0;
    }
    if (next === undefined)
      throw new Refusal('flag', `-${letter} needs a value, and the line ends here`, { span: spanOf(word) });
    push(given, name, spec, next.text, spanOf(next));
    return 1;
  }
  return 0;
}

function push(given: Given[], name: string, spec: FlagSpec, text: string, span: Span): void {
  if (!hasHole(text)) refuseAt('flag', span, `--${name}`, () => checkFlagValue(spec.type, text));
  const texts = spec.type === 'csv' && text !== '' ? refuseAt('flag', span, `--${name}`, () => parseCsv(text)) : [text];
  if (given.length + texts.length > MAX_FLAGS) throw new LimitError(`more than ${MAX_FLAGS} flags on one line`);
  for (const one of texts) given.push({ flag: spec.alias ?? name, text: one, span });
}

function specOf(rules: FlagRules, name: string): FlagSpec | undefined {
  const spec = Object.hasOwn(rules.table, name) ? rules.table[name] : undefined;
  return spec?.only === undefined || spec.only === rules.subcommand ? spec : undefined;
}

function shortSpec(rules: FlagRules, letter: string): [string, FlagSpec] | undefined {
  const found = Object.entries(rules.table).find(([, spec]) => spec.short === letter);
  return found !== undefined && specOf(rules, found[0]) !== undefined ? found : undefined;
}

function namesOf(rules: FlagRules): string[] {
  return Object.keys(rules.table).filter((name) => specOf(rules, name) !== undefined);
}

function unknownFlag(shown: string, name: string, word: Word, rules: FlagRules): Refusal {
  const near = nearest(name, namesOf(rules));
  const advice = near === undefined ? '' : `; was --${near} meant?`;
  return new Refusal('flag', `${rules.command} has no flag ${shown}${advice}`, {
    span: spanOf(word),
    ...(near === undefined ? {} : { nearest: near }),
  });
}
