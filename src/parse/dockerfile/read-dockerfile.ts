// Reads the text of a Dockerfile into instructions with offsets. The one importer of dockerfile-ast.
import { DockerfileParser, type Instruction, type ParserDirective } from 'dockerfile-ast';
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
  const heads = readHeads(text, lines);
  const instructions = lines.map((line, index) => readInstruction(base, line, heads[index] ?? { keyword: line }));
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

/** Directives can only stand in the comments at the top; the library is shown nothing else. */
function readDirectives(text: string): { directives: Directive[]; escape: '\\' | '`' } {
  const head = /^(?:[ \t]*#[^\n=]*=[^\n]*(?:\n|$))*/.exec(text.slice(0, 10_000))?.[0] ?? '';
  const file = DockerfileParser.parse(head);
  const at = offsetFinder(head);
  const directives = file.getDirectives().map((directive: ParserDirective) => ({
    name: directive.getName().toLowerCase(),
    value: directive.getValue(),
    ...at(directive.getRange()),
  }));
  return {
    directives: directives.filter(({ name }) => DIRECTIVES.has(name)),
    escape: file.getEscapeCharacter() === '`' ? '`' : '\\',
  };
}

/**
 * The keywords of every line. The library misreads heredocs, doubled escapes and JSON, and takes time that grows with the square of the flags and comments;
 * so it is shown an outline of the same length that holds the keywords alone, one line each.
 */
function readHeads(text: string, lines: readonly LogicalLine[]): Heads[] {
  const outline = outlineOf(text, lines);
  const at = offsetFinder(outline);
  return DockerfileParser.parse(outline)
    .getInstructions()
    .map((instruction: Instruction) => {
      const keyword = at(instruction.getInstructionRange());
      if (instruction.getKeyword() !== 'ONBUILD') return { keyword };
      const [first] = instruction.getArguments();
      return first === undefined ? { keyword } : { keyword, trigger: at(first.getRange()) };
    });
}

function outlineOf(text: string, lines: readonly LogicalLine[]): string {
  const pieces: string[] = [];
  let at = 0;
  const keep = (from: number, to: number) => {
    pieces.push(' '.repeat(from - at), text.slice(from, to).replaceAll(/[^\w\s]/g, '_'));
    at = to;
  };
  for (const { segments, end } of lines) {
    const words: Span[] = [];
    for (const segment of segments) {
      const pattern = /\S+/g;
      pattern.lastIndex = segment.start;
      for (let found = pattern.exec(text); found !== null && words.length < 2; found = pattern.exec(text)) {
        if (found.index >= segment.end) break;
        words.push({ start: found.index, end: Math.min(found.index + found[0].length, segment.end) });
      }
      if (words.length === 2) break;
    }
    const [keyword, second] = words;
    if (keyword !== undefined) keep(keyword.start, keyword.end);
    if (keyword !== undefined && second !== undefined && /^onbuild$/i.test(text.slice(keyword.start, keyword.end)))
      keep(second.start, second.end);
    pieces.push(' '.repeat(end - at), '\n');
    at = end + 1;
  }
  return pieces.join('');
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

interface LineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

function offsetFinder(text: string): (range: LineRange) => Span {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ start, end }) => ({
    start: (starts[start.line] ?? 0) + start.character,
    end: (starts[end.line] ?? 0) + end.character,
  });
}
