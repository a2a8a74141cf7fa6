// Reads a policy or settings file: YAML checked against a shape, every problem named with its file, line and column.
import * as v from 'valibot';
import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';
import type { Location } from '../model/location.ts';
import { type Blame, policyError } from './blame.ts';
import { describeIssue, isUnknownKey, pathOf } from './shape-issue.ts';

/** Largest number of aliases that a file may use. */
const MAX_ALIASES = 100;
/** Deepest nesting of a file. */
const MAX_DEPTH = 50;
/** Largest file, in characters. */
const MAX_TEXT = 1024 * 1024;
/** Problems shown at once; the rest is counted. */
const MAX_PROBLEMS = 20;

/** Keys and indexes that lead to a value. */
export type Path = readonly (string | number)[];

export interface YamlFile<T> {
  readonly value: T;
  /** Where the value at a path stands; the nearest parent where there is none. `offset` counts characters inside a one-line text. */
  locate(path: Path, offset?: number): Location;
}

export interface Problem {
  readonly at: Location;
  readonly message: string;
}

/** Parses the text of `file` and checks it against `shape`. Throws one error that lists every problem, for the one who can mend it. */
export function readYaml<TShape extends v.GenericSchema>(
  text: string,
  file: string,
  shape: TShape,
  blame: Blame,
): YamlFile<v.InferOutput<TShape>> {
  if (text.length > MAX_TEXT) throw policyError(blame, `${file}: larger than the limit of ${MAX_TEXT} characters`);
  refuseDeepFlow(text, file, blame);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const place = (start: number, end: number): Location => locationOf(file, lines, start, end);
  const locate = (path: Path, offset?: number): Location => {
    const [start, end, inner] = rangeOf(document.contents, path);
    return offset !== undefined && inner !== undefined
      ? place(inner + offset, Math.max(end, inner + offset))
      : place(start, end);
  };
  const excess = findExcess(document.contents);
  if (excess !== undefined) throw policyError(blame, `${file}: ${excess}`);
  const syntax = [...document.errors, ...document.warnings].map((error) => ({
    at: place(error.pos[0], error.pos[1]),
    message:
      error.code === 'DUPLICATE_KEY' ? describeRepeat(text, error.pos[0]) : (error.message.split('\n', 1)[0] ?? ''),
  }));
  if (syntax.length > 0) throw policyError(blame, listProblems(syntax));

  const result = v.safeParse(shape, toValue(document, file, blame), { abortPipeEarly: true });
  if (result.success) return { value: result.output, locate };
  const problems = result.issues.map((issue) => ({
    at: isUnknownKey(issue) ? place(...keySpan(document.contents, pathOf(issue))) : locate(pathOf(issue)),
    message: describeIssue(issue, shape),
  }));
  throw policyError(blame, listProblems(problems));
}

/** One line per problem, each with its place. */
export function listProblems(problems: readonly Problem[]): string {
  const all = [
    ...new Set(problems.map(({ at, message }) => `${at.file}:${at.startLine}:${at.startColumn}: ${message}`)),
  ];
  const rest = all.length - MAX_PROBLEMS;
  return [...all.slice(0, MAX_PROBLEMS), ...(rest > 0 ? [`and ${rest} more problems`] : [])].join('\n');
}

function toValue(document: Document, file: string, blame: Blame): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    // What aliases stand for may be larger than the file by any factor; the library stops at the limit.
    if (!(error instanceof ReferenceError)) throw error;
    throw policyError(blame, `${file}: aliases stand for more than the limit of ${MAX_ALIASES} copies`, {
      cause: error,
    });
  }
}

/** Start and end of the key at the end of a path. */
function keySpan(contents: unknown, path: Path): readonly [number, number] {
  let node = contents;
  for (const step of path.slice(0, -1)) node = isCollection(node) ? node.get(step, true) : undefined;
  const key = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(path.at(-1)))?.key
    : undefined;
  return spanOf(key) ?? spanOf(node) ?? [0, 0];
}

/** Start and end of the value at a path, and for a one-line text the offset of its first character. */
function rangeOf(contents: unknown, path: Path): readonly [start: number, end: number, inner: number | undefined] {
  let node = contents;
  let shown = spanOf(contents) ?? [0, 0];
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) return [shown[0], shown[0], undefined];
      node = pair.value;
      shown = spanOf(pair.value) ?? spanOf(pair.key) ?? shown;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      shown = spanOf(node) ?? shown;
    } else return [shown[0], shown[0], undefined];
  }
  return [shown[0], shown[1], isScalar(node) ? innerStart(node) : undefined];
}

function spanOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range == null || range[0] === range[1] ? undefined : [range[0], range[1]];
}

function innerStart(node: Scalar): number | undefined {
  if (node.range == null) return undefined;
  if (node.type === 'PLAIN') return node.range[0];
  return node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? node.range[0] + 1 : undefined;
}

/** The parser recurses into brackets, so their number on one path is bounded before it runs. */
function refuseDeepFlow(text: string, file: string, blame: Blame): void {
  let depth = 0;
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    if (depth > 1000) throw policyError(blame, `${file}: nested deeper than the limit of ${MAX_DEPTH} levels`);
  }
}

function findExcess(contents: Node | null): string | undefined {
  let aliases = 0;
  let problem: string | undefined;
  visit(contents, {
    Node(_key, _node, parents) {
      if (parents.length <= MAX_DEPTH * 2) return undefined;
      problem = `nested deeper than the limit of ${MAX_DEPTH} levels`;
      return visit.BREAK;
    },
    Alias() {
      aliases += 1;
      if (aliases <= MAX_ALIASES) return undefined;
      problem = `more than the limit of ${MAX_ALIASES} aliases`;
      return visit.BREAK;
    },
  });
  return problem;
}

function locationOf(file: string, lines: LineCounter, start: number, end: number): Location {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  const line = Math.max(1, from.line);
  const column = Math.max(1, from.col);
  return {
    file,
    startLine: line,
    startColumn: column,
    endLine: Math.max(line, to.line),
    endColumn: Math.max(1, to.col),
  };
}

function describeRepeat(text: string, start: number): string {
  const key = /^[^\s:,{}]+/.exec(text.slice(start, start + 200))?.[0] ?? '';
  return `the key \`${key}\` is given twice; keys must be unique`;
}
