// Reads the text of a Dockerfile into instructions with offsets.
import { LimitError } from '../../model/errors.ts';
import type { Span } from '../shell/script.ts';
import { isBlank, skipBlanks } from './blanks.ts';
import { readFlags } from './flags.ts';
import { joinText } from './joined-text.ts';
import { readJsonWords } from './json-words.ts';
import { codeSegments, type LogicalLine, readLogicalLines } from './logical-lines.ts';
import { findProblems } from './problems.ts';
import type { Directive, DockerfileInstruction, DockerfileTree } from './tree.ts';

/** Most words that are no shell script in one file: flags, variables, sources, elements of lists. */
export const MAX_WORDS = 100_000;
/** Most instructions in one file. */
export const MAX_INSTRUCTIONS = 10_000;

const FLAGGED = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'HEALTHCHECK']);
const SCRIPTS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'MAINTAINER']);
const DIRECTIVES = new Set(['syntax', 'escape', 'check']);

/** Reads a Dockerfile; what the builder would refuse becomes a problem, and a file past the limit a LimitError. */
export function readDockerfile(source: string): DockerfileTree {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const head = readDirectives(text);
  const lines = readLogicalLines(text, head.escape, MAX_INSTRUCTIONS);
  if (lines.length > MAX_INSTRUCTIONS)
    throw new LimitError(`the Dockerfile holds more than the limit of ${MAX_INSTRUCTIONS} instructions`);
  const base = { text, ...head };
  const instructions = lines.map((line) => readInstruction(base, line, readHeads(text, line)));
  const words = instructions.reduce((sum, outer) => sum + countWords(outer.trigger ?? outer), 0);
  if (words > MAX_WORDS) throw new LimitError(`the Dockerfile holds more than the limit of ${MAX_WORDS} words`);
  return { ...base, instructions, problems: findProblems({ ...base, instructions }, lines) };
}

function countWords({ keyword, flags, rest, json }: DockerfileInstruction): number {
  if (json !== undefined) return flags.length + json.length;
  if (SCRIPTS.has(keyword)) return flags.length;
  const { text } = rest;
  let words = 0;
  for (let at = skipBlanks(text, 0); words <= MAX_WORDS && at < text.length; at = skipBlanks(text, at)) {
    while (at < text.length && !isBlank(text, at)) at += 1;
    words += 1;
  }
  return flags.length + words;
}

interface Heads {
  readonly keyword: Span;
  /** The keyword behind ONBUILD. */
  readonly trigger?: Span;
}

type Base = Pick<DockerfileTree, 'text' | 'directives' | 'escape'>;

const DIRECTIVE = /[ \t]*#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*([^\n]*)(?:\n|$)/y;

/** Directives stand in the comments at the top, up to the first line that is none. */
function readDirectives(text: string): { directives: Directive[]; escape: '\\' | '`' } {
  const directives: Directive[] = [];
  let at = 0;
  for (;;) {
    DIRECTIVE.lastIndex = at;
    const [line = '', name = '', rest = ''] = DIRECTIVE.exec(text) ?? [];
    if (line === '' || !DIRECTIVES.has(name.toLowerCase())) break;
    const start = at + line.indexOf('#');
    const value = rest.trimEnd();
    directives.push({ name: name.toLowerCase(), value, start, end: at + line.trimEnd().length });
    at += line.length;
  }
  const backtick = directives.find(({ name }) => name === 'escape')?.value === '`';
  return { directives, escape: backtick ? '`' : '\\' };
}

/** The keyword of a line, and the one behind ONBUILD. */
function readHeads(text: string, { segments, ...line }: LogicalLine): Heads {
  const words: Span[] = [];
  for (const { start, end } of segments) {
    const pattern = /\S+/g;
    pattern.lastIndex = start;
    for (let found = pattern.exec(text); found !== null && words.length < 2; found = pattern.exec(text)) {
      if (found.index >= end) break;
      words.push({ start: found.index, end: Math.min(found.index + found[0].length, end) });
    }
    if (words.length === 2) break;
  }
  const [keyword = line, second] = words;
  const isOnbuild = /^onbuild$/i.test(text.slice(keyword.start, keyword.end));
  return isOnbuild && second !== undefined ? { keyword, trigger: second } : { keyword };
}

function readInstruction(base: Base, line: LogicalLine, heads: Heads): DockerfileInstruction {
  const { text } = base;
  const codeEnd = line.segments.at(-1)?.end ?? line.end;
  const isOnbuild = text.slice(heads.keyword.start, heads.keyword.end).toUpperCase() === 'ONBUILD';
  if (!isOnbuild) return readPart(base, line, heads.keyword, line.heredocs);
  const outer = readPart(base, line, heads.keyword, []);
  if (heads.trigger === undefined) return outer;
  const inner = { start: heads.trigger.start, end: line.end };
  return { ...outer, trigger: readPart(base, inner, heads.trigger, line.heredocs) };

  function readPart(
    tree: Base,
    span: Span,
    word: Span,
    heredocs: DockerfileInstruction['heredocs'],
  ): DockerfileInstruction {
    const end = codeEnd;
    const keyword = text.slice(word.start, word.end).toUpperCase();
    const joined = joinText(tree, { start: word.end, end });
    const { flags, rest } = FLAGGED.has(keyword)
      ? readFlags(joined, 0)
      : { flags: [], rest: leadingBlanks(joined.text) };
    const last = joined.text.trimEnd().length;
    const place = rest >= last ? { start: end, end } : joined.span(rest, last);
    const json = readJsonWords(joined.text.slice(rest, last), 0)?.map((found) => {
      const at = joined.span(rest + found.start, rest + found.end);
      return { text: found.text, start: at.start, end: at.end };
    });
    const read = {
      keyword,
      keywordSpan: word,
      flags,
      rest: { start: place.start, end: place.end, text: blankedText(tree, place) },
      heredocs,
      start: span.start,
      end: span.end,
    };
    return json === undefined ? read : { ...read, json };
  }
}

/** The source with everything that is no code blanked. */
function blankedText(tree: Base, place: Span): string {
  const slice = tree.text.slice(place.start, place.end);
  if (!slice.includes('\n')) return slice;
  const pieces: string[] = [];
  let at = place.start;
  for (const { start, end } of codeSegments(tree.text, place, tree.escape)) {
    pieces.push(' '.repeat(start - at), tree.text.slice(start, end));
    at = end;
  }
  pieces.push(' '.repeat(place.end - at));
  return pieces.join('');
}

function leadingBlanks(text: string): number {
  return text.length - text.trimStart().length;
}
