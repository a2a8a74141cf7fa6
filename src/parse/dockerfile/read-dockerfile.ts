// Reads the text of a Dockerfile into instructions with offsets.
import { LimitError } from '../../model/errors.ts';
import type { Span } from '../shell/script.ts';
import { readFlags } from './flags.ts';
import { joinText } from './joined-text.ts';
import { readJsonWords } from './json-words.ts';
import { type LogicalLine, readLogicalLines } from './logical-lines.ts';
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
  const words = instructions.reduce((sum, { trigger, ...outer }) => sum + countWords(trigger ?? outer), 0);
  if (words > MAX_WORDS) throw new LimitError(`the Dockerfile holds more than the limit of ${MAX_WORDS} words`);
  return { ...base, instructions, problems: findProblems({ ...base, instructions }, lines) };
}

function countWords({ keyword, flags, rest, json }: DockerfileInstruction): number {
  if (json !== undefined) return flags.length + json.length;
  if (SCRIPTS.has(keyword)) return flags.length;
  let words = 0;
  const pattern = /\S+/g;
  while (words <= MAX_WORDS && pattern.test(rest.text)) words += 1;
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
  const outer = readPart(base, { start: line.start, end: line.end }, heads.keyword, codeEnd);
  if (outer.keyword !== 'ONBUILD') return { ...outer, heredocs: line.heredocs };
  if (heads.trigger === undefined) return { ...outer, heredocs: [] };
  const trigger = readPart(base, { start: heads.trigger.start, end: line.end }, heads.trigger, codeEnd);
  return { ...outer, heredocs: [], trigger: { ...trigger, heredocs: line.heredocs } };

  function readPart(tree: Base, span: Span, word: Span, end: number): DockerfileInstruction {
    const keyword = text.slice(word.start, word.end).toUpperCase();
    const joined = joinText(tree, { start: word.end, end });
    const { flags, rest } = FLAGGED.has(keyword)
      ? readFlags(joined, 0)
      : { flags: [], rest: leadingBlanks(joined.text) };
    const last = joined.text.trimEnd().length;
    const place = rest >= last ? { start: end, end } : joined.span(rest, last);
    const json = readJsonWords(joined.text.slice(rest, last), 0)?.map((found) => ({
      ...found,
      ...joined.span(rest + found.start, rest + found.end),
    }));
    return {
      keyword,
      keywordSpan: word,
      flags,
      rest: { ...place, text: blankedText(tree, place) },
      ...(json === undefined ? {} : { json }),
      heredocs: [],
      ...span,
    };
  }
}

/** The source with everything that is no code blanked. */
function blankedText(tree: Base, place: Span): string {
  const slice = tree.text.slice(place.start, place.end);
  if (!slice.includes('\n')) return slice;
  const joined = joinText(tree, place);
  const pieces: string[] = [];
  let at = place.start;
  for (const { start, end } of joined.segments) {
    pieces.push(' '.repeat(start - at), tree.text.slice(start, end));
    at = end;
  }
  pieces.push(' '.repeat(place.end - at));
  return pieces.join('');
}

function leadingBlanks(text: string): number {
  return text.length - text.trimStart().length;
}
