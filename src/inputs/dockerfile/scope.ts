// The variables in force at a place of a Dockerfile, and what a text that names them becomes.
import { LimitError } from '../../model/errors.ts';
import type { Location, Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import { expandWord, isPlain, type Lookup, MAX_EXPANDED } from '../../parse/dockerfile/expand.ts';
import type { DockerfileTree } from '../../parse/dockerfile/tree.ts';
import { HOLE, hasHole, showHoles } from '../../parse/hole.ts';
import type { Span } from '../../parse/shell/script.ts';

/** A Dockerfile with the way from offsets to places. */
export interface Source {
  readonly tree: DockerfileTree;
  readonly place: (start: number, end: number) => Location;
}

/** A text with variables resolved; a HOLE stands for what is not known, and `absence` says why. */
export interface Resolved {
  readonly text: string;
  /** Where it is written. */
  readonly at: Span;
  /** The ARG and ENV lines that took part. */
  readonly trail: readonly Span[];
  readonly absence?: Absence;
}

/** What is known of a variable. */
export interface Value extends Resolved {
  /** An argument without a default that nobody gave a value. */
  readonly open?: true;
}

export interface Scope {
  readonly env: ReadonlyMap<string, Value>;
  readonly args: ReadonlyMap<string, Value>;
  /** What holds for a name that is not declared: it is not set, or the base image decides. */
  readonly undeclared: (name: string) => Absence | undefined;
}

/** Most lines that are named beside the place of a value. */
const MAX_TRAIL = 8;

const NO_TRAIL: readonly Span[] = [];

/** Resolves the variables and quotes in a text. */
export function resolveText(text: string, at: Span, scope: Scope, { tree, place }: Source): Resolved {
  if (isPlain(text) && !hasHole(text)) return { text, at, trail: NO_TRAIL };
  const trail = new Map<number, Span>();
  let absence: Absence | undefined;
  const lookUp = (name: string): Lookup => {
    const found = scope.env.get(name) ?? scope.args.get(name);
    if (found === undefined) {
      const reason = scope.undeclared(name);
      absence ??= reason;
      return { kind: reason === undefined ? 'unset' : 'unknown' };
    }
    for (const span of [found.at, ...found.trail]) if (trail.size < MAX_TRAIL) trail.set(span.start, span);
    absence ??= found.absence;
    return found.open === true ? { kind: 'open' } : { kind: 'value', text: found.text };
  };
  const expanded = expandWord(text, { escapeSign: tree.escape, lookUp });
  if (expanded.text.length > MAX_EXPANDED + text.length)
    throw new LimitError(`a value grows past the limit of ${MAX_EXPANDED} characters`, place(at.start, at.end));
  const shown = { text: expanded.text, at, trail: [...trail.values()] };
  if (!hasHole(expanded.text)) return shown;
  const why = expanded.problem ?? 'the text cannot be resolved';
  return { ...shown, absence: absence ?? { reason: why, at: place(at.start, at.end) } };
}

/** A text for a message: not too long, with a sign where a value is not known. */
export function shorten(text: string): string {
  return showHoles(text.length > 100 ? `${text.slice(0, 100)}...` : text);
}

/** The place of a resolved text. */
export function originOf({ at, trail }: Pick<Resolved, 'at' | 'trail'>, { place }: Source): Origin {
  const own = place(at.start, at.end);
  if (trail.length === 0) return { at: own };
  return { at: own, related: trail.map(({ start, end }) => place(start, end)) };
}

/** The text where all of it is known. */
export function knownText({ text }: Resolved): string | undefined {
  return hasHole(text) ? undefined : text;
}

/** Why a resolved text is not known. */
export function absenceOf({ absence, at }: Resolved, { place }: Source): Absence {
  return { reason: 'the text cannot be resolved', at: place(at.start, at.end), ...absence };
}

/** A value that is not known. */
export function unknownValue(at: Span, absence: Absence): Value {
  return { text: HOLE, at, trail: [], absence };
}
