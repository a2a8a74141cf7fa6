// The whole of YAML by way of the library, within limits on nesting; loaded only when a file needs it.
import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
  type Scalar as YamlScalar,
} from 'yaml';
import { BeyondPlainYaml, type YamlSyntax } from '../../parse/yaml-syntax.ts';
import { readSource, type YamlFile } from './read-yaml.ts';
import { refuse, refuseLimit } from './refusal.ts';
import { type PlaceOf, placeFinder } from './text-places.ts';
import { MAX_DEPTH, parsePlain, type YamlSource } from './yaml-source.ts';

/** Most tokens of one file. */
export const MAX_TOKENS = 500_000;

/** Reads a file in any YAML. Throws InputError at the first syntax error. */
export function readAnyFile(text: string, file: string): YamlFile {
  return readSource(parseAny(text, file));
}

function parseAny(text: string, file: string): YamlSource {
  try {
    return parsePlain(text, file);
  } catch (error) {
    if (error instanceof BeyondPlainYaml) return parseComplete(text, file);
    throw error;
  }
}

/** Parses every document of a text by the library alone. Throws InputError at the first syntax error. */
export function parseComplete(text: string, file: string): YamlSource {
  const place = placeFinder(text, file);
  const control = text.indexOf('\0');
  if (control !== -1) refuse('the file holds a NUL character, which YAML does not allow', place(control, control + 1));
  const documents: YamlSource['documents'][number][] = [];
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
    const root = document.contents;
    documents.push({ start: document.range[0], root: root === null ? undefined : simplify(root as ParsedNode) });
  }
  return { documents, place };
}

function* tokensOf(text: string, place: PlaceOf): Generator<CST.Token> {
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

/** The syntax of a node without what only the library needs. Its depth is bounded by that of the tokens. */
function simplify(node: ParsedNode): YamlSyntax {
  const [start, end] = node.range;
  if (isAlias(node)) return { kind: 'alias', name: node.source, start, end };
  const { anchor, tag } = node;
  if (isScalar(node)) return simplifyScalar(node);
  if (isSeq(node)) {
    const items = node.items.map((item) => simplify(item as ParsedNode));
    return { kind: 'list', items, start, end: node.flow === true ? end : (items.at(-1)?.end ?? end), anchor, tag };
  }
  if (!isMap(node)) throw new Error('the YAML library gives a node of no known kind');
  const pairs = node.items.map((pair) => ({
    key: simplify(pair.key as ParsedNode),
    value: pair.value === null ? undefined : simplify(pair.value as ParsedNode),
  }));
  const last = pairs.at(-1);
  return {
    kind: 'map',
    pairs,
    start,
    end: node.flow === true ? end : ((last?.value ?? last?.key)?.end ?? end),
    anchor,
    tag,
  };
}

function simplifyScalar({ range: [start, end], value, type, anchor, tag }: YamlScalar.Parsed): YamlSyntax {
  return { kind: 'text', text: String(value), plain: type === 'PLAIN', start, end, anchor, tag };
}
