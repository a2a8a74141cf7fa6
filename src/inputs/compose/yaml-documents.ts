// Parses YAML text into syntax trees within limits on nesting; what the trees mean is decided elsewhere.
import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser } from 'yaml';
import type { Location } from '../../model/location.ts';
import { refuse, refuseLimit } from './refusal.ts';

/** Deepest nesting of mappings and lists, aliases expanded. */
export const MAX_DEPTH = 100;

/** Most tokens of one file. */
export const MAX_TOKENS = 500_000;

export interface YamlSource {
  readonly documents: readonly Document.Parsed<ParsedNode>[];
  /** The place of a range of the text. */
  readonly place: (start: number, end: number) => Location;
}

/** Parses every document of a text. Throws InputError at the first syntax error. */
export function parseYaml(text: string, file: string): YamlSource {
  const place = placeFinder(text, file);
  const control = text.indexOf('\0');
  if (control !== -1) refuse('the file holds a NUL character, which YAML does not allow', place(control, control + 1));
  const documents: Document.Parsed<ParsedNode>[] = [];
  // The failsafe schema leaves every scalar a text: the reader of Compose types them by rules of its own.
  const composer = new Composer({
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  for (const document of composer.compose(tokensOf(text, place))) {
    const error = document.errors[0];
    if (error !== undefined) refuse(`not valid YAML: ${error.message.trim()}`, place(error.pos[0], error.pos[1]));
    documents.push(document as Document.Parsed<ParsedNode>);
  }
  return { documents, place };
}

function* tokensOf(text: string, place: YamlSource['place']): Generator<CST.Token> {
  const parser = new Parser();
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    count += 1;
    if (count > MAX_TOKENS)
      refuseLimit(`YAML holds more than the limit of ${MAX_TOKENS} tokens`, place(parser.offset, parser.offset));
    // The tree is built by recursion, so its depth is bounded while it grows.
    if (parser.stack.length > MAX_DEPTH + 2)
      refuseLimit(`YAML is nested deeper than the limit of ${MAX_DEPTH} levels`, place(parser.offset, parser.offset));
  }
  yield* parser.end();
}

function placeFinder(text: string, file: string): YamlSource['place'] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return (start, end) => {
    let last = Math.min(Math.max(start, end), text.length);
    while (last > start && /\s/.test(text[last - 1] ?? '')) last -= 1;
    const from = lineOf(start);
    const next = starts[from + 1] ?? Number.POSITIVE_INFINITY;
    const to = last < next ? from : lineOf(last);
    return {
      file,
      startLine: from + 1,
      startColumn: start - (starts[from] ?? 0) + 1,
      endLine: to + 1,
      endColumn: last - (starts[to] ?? 0) + 1,
    };
  };
}
