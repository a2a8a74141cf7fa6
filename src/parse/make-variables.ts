// Expands the variables of make in a line of a recipe: a literal value where there is one, else a hole.
import type { HoleKind } from './hole-marks.ts';
import { joinPieces, type TextPiece } from './shell/offsets.ts';

/** Values by name; `undefined` where the value is not one literal. */
export type MakeVariables = ReadonlyMap<string, string | undefined>;

export interface MakeExpansion {
  readonly values: MakeValues;
  readonly target: string;
  readonly mark: (source: string, kind: HoleKind) => string;
}

/** Answers the value of a variable; holes stand in it for what is not known, and nothing is answered where all of it is unknown. */
export type MakeValues = (name: string) => string | undefined;

export interface ExpandedLine {
  readonly text: string;
  readonly at: (offset: number) => number;
}

/** Deepest chain of variables that name others. */
const MAX_DEPTH = 10;
/** Longest value that is put in. */
const MAX_VALUE = 10_000;
/** Most characters that values put into one Makefile. */
const MAX_ADDED = 4 << 20;
const HERE = new Set(['CURDIR', 'PWD', 'shell pwd']);

/** The values of a Makefile: each is worked out once, and all of them together put in no more than a limit. */
export function makeValues(variables: MakeVariables, mark: MakeExpansion['mark']): MakeValues {
  const known = new Map<string, string | undefined>();
  let left = MAX_ADDED;
  const find = (name: string, depth: number): string | undefined => {
    const written = variables.get(name);
    if (written === undefined || depth > MAX_DEPTH || written.length > MAX_VALUE) return undefined;
    if (!known.has(name)) {
      // One that names itself has no value.
      known.set(name, undefined);
      known.set(
        name,
        expandValue(written, (inner) => find(inner, depth + 1), mark),
      );
    }
    return known.get(name);
  };
  return (name) => {
    const value = find(name, 0);
    left -= value?.length ?? 0;
    return left < 0 ? undefined : value;
  };
}

/** Expands one logical line. */
export function expandMake(line: string, context: MakeExpansion): ExpandedLine {
  const pieces: TextPiece[] = [];
  const add = (text: string, start: number, end: number) => {
    if (text !== '') pieces.push({ text, start, end });
  };
  let from = 0;
  for (let at = line.indexOf('$'); at !== -1; at = line.indexOf('$', from)) {
    add(line.slice(from, at), from, at);
    const { end, value } = readReference(line, at, context);
    if (line[at + 1] === '$') add('$', at + 1, end);
    else add(value, at, end);
    from = end;
  }
  add(line.slice(from), from, line.length);
  return joinPieces(pieces);
}

function readReference(line: string, at: number, context: MakeExpansion): { end: number; value: string } {
  const next = line[at + 1];
  if (next === undefined) return { end: at + 1, value: '' };
  if (next === '$') return { end: at + 2, value: '$' };
  if (next !== '(' && next !== '{') return { end: at + 2, value: resolve(next, line.slice(at, at + 2), context) };
  const end = closing(line, at + 1, next, next === '(' ? ')' : '}');
  const source = line.slice(at, end);
  return { end, value: resolve(source.slice(2, -1).trim(), source, context) };
}

/** The offset behind the bracket that closes the one at `from`, or the end of the line. */
function closing(line: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === open) depth += 1;
    else if (line[at] === close) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return line.length;
}

function resolve(name: string, source: string, { values, target, mark }: MakeExpansion): string {
  if (name === '@' && /^[\w./-]+$/.test(target)) return target;
  return values(name) ?? holeFor(name, source, mark);
}

function holeFor(name: string, source: string, mark: MakeExpansion['mark']): string {
  const spelled = source.replaceAll(/\s+/g, ' ').slice(0, 200);
  return mark(spelled, HERE.has(name) ? 'here' : name === 'HOME' ? 'home' : 'any');
}

/** A value with those of the variables in it. `$$` in it stays a dollar of the shell. */
function expandValue(value: string, values: MakeValues, mark: MakeExpansion['mark']): string | undefined {
  let unknown = '';
  const noted: MakeExpansion['mark'] = (source, kind) => {
    const hole = mark(source, kind);
    if (kind === 'any') unknown = hole;
    return hole;
  };
  let text = '';
  let from = 0;
  for (let at = value.indexOf('$'); at !== -1; at = value.indexOf('$', from)) {
    const reference = readReference(value, at, { values, target: '', mark: noted });
    text += value.slice(from, at) + reference.value;
    if (text.length > MAX_VALUE) return undefined;
    from = reference.end;
  }
  const whole = text + value.slice(from);
  // What is nothing but one unknown goes by the name that stands in the recipe.
  return whole !== '' && whole === unknown ? undefined : whole;
}
