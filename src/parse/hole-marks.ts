// Tells the holes of one text apart, so that each can be explained, spelled out again, or read as a well-known directory.
import { LimitError } from '../model/errors.ts';
import { HOLE } from './hole.ts';

/** What is known of an expansion whose value is not: it may stand for the working directory or the home directory. */
export type HoleKind = 'any' | 'here' | 'home';

const KINDS: readonly HoleKind[] = ['any', 'here', 'home'];
const FIRST = 0x100000;
/** Most expansions in one text; each has a mark of its own. */
const PER_KIND = 0x4000;
const MARKED = /\u{F5EA0}([\u{100000}-\u{10BFFF}])?/gu;
const LEADING = /^\u{F5EA0}([\u{104000}-\u{10BFFF}])(?=\/|$)/u;

/** A hole that remembers which expansion it stands for: the index of its source text in a table. */
export function markHole(index: number, kind: HoleKind): string {
  if (index >= PER_KIND) throw new LimitError(`more than ${PER_KIND} variables in one text`);
  return HOLE + String.fromCodePoint(FIRST + KINDS.indexOf(kind) * PER_KIND + index);
}

/** The text with every hole spelled as it was written. */
export function fillHoles(text: string, expansions: readonly string[]): string {
  return text.replace(MARKED, (_, mark: string | undefined) => expansions[indexOf(mark)] ?? '?');
}

/** The source text of the first hole. */
export function firstHole(text: string, expansions: readonly string[]): string | undefined {
  const found = MARKED[Symbol.match](text)?.[0];
  return found === undefined ? undefined : fillHoles(found, expansions);
}

/** The pieces of a text: every second one is a hole. */
export function splitHoles(text: string): readonly string[] {
  return text.split(/(\u{F5EA0}[\u{100000}-\u{10BFFF}]?)/u);
}

/** The text with plain holes, for readers that do not tell one from another. */
export function plainHoles(text: string): string {
  return text.replace(MARKED, HOLE);
}

/** A host path in which a leading mark of the working directory has become `.` and one of the home directory `~`. */
export function hostPathText(text: string): string {
  return text.replace(LEADING, (_, mark: string) => (kindOf(mark) === 'home' ? '~' : '.'));
}

function indexOf(mark: string | undefined): number {
  return mark === undefined ? -1 : ((mark.codePointAt(0) ?? FIRST) - FIRST) % PER_KIND;
}

function kindOf(mark: string): HoleKind {
  return KINDS[Math.floor(((mark.codePointAt(0) ?? FIRST) - FIRST) / PER_KIND)] ?? 'any';
}
