// Expands the variables of make in a line of a recipe: a literal value where there is one, else a hole.
import type { HoleKind } from './hole-marks.ts';
import { joinPieces, type TextPiece } from './shell/offsets.ts';

/** Values by name; `undefined` where the value is not one literal. */
export type MakeVariables = ReadonlyMap<string, string | undefined>;

export interface MakeExpansion {
  readonly variables: MakeVariables;
  readonly target: string;
  readonly mark: (source: string, kind: HoleKind) => string;
}

export interface ExpandedLine {
  readonly text: string;
  readonly at: (offset: number) => number;
}

/** Deepest chain of variables that name others. */
const MAX_DEPTH = 10;
/** Longest value that is put in. */
const MAX_VALUE = 10_000;
const HERE = new Set(['CURDIR', 'PWD', 'shell pwd']);

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

function resolve(name: string, source: string, context: MakeExpansion): string {
  if (name === '@' && /^[\w./-]+$/.test(context.target)) return context.target;
  const value = constantOf(name, context.variables, 0);
  if (value !== undefined) return value;
  const spelled = source.replaceAll(/\s+/g, ' ').slice(0, 200);
  return context.mark(spelled, HERE.has(name) ? 'here' : name === 'HOME' ? 'home' : 'any');
}

/** The value of a variable whose value, and those of the variables in it, are literal. `$$` in it stays a dollar of the shell. */
function constantOf(name: string, variables: MakeVariables, depth: number): string | undefined {
  const value = variables.get(name);
  if (value === undefined || depth > MAX_DEPTH || value.length > MAX_VALUE) return undefined;
  let text = '';
  let from = 0;
  for (let at = value.indexOf('$'); at !== -1; at = value.indexOf('$', from)) {
    text += value.slice(from, at);
    const inner = /^\$(?:\$|\(([\w.-]+)\)|\{([\w.-]+)\})/.exec(value.slice(at, at + 200));
    if (inner === null) return undefined;
    const part = inner[0] === '$$' ? '$' : constantOf(inner[1] ?? inner[2] ?? '', variables, depth + 1);
    if (part === undefined) return undefined;
    text += part;
    if (text.length > MAX_VALUE) return undefined;
    from = at + inner[0].length;
  }
  return text + value.slice(from);
}
