// JSON with comments and trailing commas, with the place of every key and value.
import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { InputError, LimitError } from '../model/errors.ts';
import type { JsonNode } from './json-tree.ts';
import { placeFinder } from './text-place.ts';

/** Deepest nesting that is read. */
const MAX_DEPTH = 200;

/** Messages for what people get wrong; others are spelled out of their code. */
const MESSAGES: ReadonlyMap<string, string> = new Map([
  ['InvalidSymbol', 'this is no JSON value; texts stand in double quotes'],
  ['PropertyNameExpected', 'a key in double quotes should stand here'],
  ['ValueExpected', 'a value should stand here'],
  ['ColonExpected', 'a colon should stand here'],
  ['CommaExpected', 'a comma should stand here'],
  ['CloseBraceExpected', 'a closing } should stand here; is the document cut off?'],
  ['CloseBracketExpected', 'a closing ] should stand here; is the document cut off?'],
  ['EndOfFileExpected', 'there is more text after the end of the document'],
]);

/** Reads a text. Throws InputError with the place where it is none, LimitError where it is nested too deep. */
export function parseJsoncTree(text: string, file: string): JsonNode {
  const place = (start: number, length: number) =>
    placeFinder(file, text)(start, Math.min(start + length, text.length));
  refuseDepth(text, (at) => {
    throw new LimitError(`${file}: nested deeper than the limit of ${MAX_DEPTH}`, place(at, 1));
  });
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    const code = error === undefined ? 'ValueExpected' : printParseErrorCode(error.error);
    const message = MESSAGES.get(code) ?? code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
    throw new InputError(`${file}: ${message}`, place(error?.offset ?? text.length, error?.length ?? 0));
  }
  return convert(root);
}

/** The tree is built by recursion, so its depth is bounded before. */
function refuseDepth(text: string, refuse: (at: number) => void): void {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let end = -1; scanner.getPosition() !== end; ) {
    end = scanner.getPosition();
    scanner.scan();
    const sign = scanner.getTokenLength() === 1 ? text[scanner.getTokenOffset()] : '';
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > MAX_DEPTH) refuse(scanner.getTokenOffset());
  }
}

function convert(node: Node): JsonNode {
  const placed = { start: node.offset, end: node.offset + node.length };
  const children = node.children ?? [];
  if (node.type === 'array') return { kind: 'list', items: children.map(convert), ...placed };
  if (node.type !== 'object') return { kind: 'scalar', value: scalarOf(node.value), ...placed };
  const entries = new Map<string, { keyStart: number; keyEnd: number; node: JsonNode }>();
  for (const { children: pair = [] } of children) {
    const [key, value] = pair;
    if (key === undefined || value === undefined) continue;
    const name: unknown = key.value;
    const place = { keyStart: key.offset, keyEnd: key.offset + key.length };
    entries.set(String(name), { ...place, node: convert(value) });
  }
  return { kind: 'object', entries, ...placed };
}

function scalarOf(value: unknown): null | boolean | number | string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
