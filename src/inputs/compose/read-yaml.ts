// Turns YAML syntax trees into nodes: scalars typed as Compose types them, aliases and `<<` resolved, tags collected.
import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar as YamlScalar } from 'yaml';
import type { Location } from '../../model/location.ts';
import { resolvePlain } from '../../parse/compose-scalar.ts';
import { makeList, makeMap, makeScalar, withRelated } from './build-node.ts';
import { applyMerges, type MergeSource } from './merge-keys.ts';
import type { Entry, Node, Scalar } from './node.ts';
import { refuse, refuseLimit } from './refusal.ts';
import { type ReadDocument, stripTags, type TagMark } from './tags.ts';
import { MAX_DEPTH, parseYaml, type YamlSource } from './yaml-documents.ts';

/** Most nodes of one file, aliases expanded. */
export const MAX_NODES = 500_000;

interface Reading {
  readonly place: YamlSource['place'];
  readonly anchors: Map<string, { readonly node: Node; readonly size: number; readonly height: number }>;
  readonly open: Set<string>;
  readonly marks: Map<Node, TagMark>;
  count: number;
}

/** Reads every document of a file and counts their values. Documents without content come back with a null root. */
export function readYaml(text: string, file: string): { documents: ReadDocument[]; nodes: number } {
  const { documents, place } = parseYaml(text, file);
  let count = 0;
  const read = documents.map((document) => {
    const reading: Reading = { place, anchors: new Map(), open: new Set(), marks: new Map(), count };
    const start = document.range[0];
    const root =
      document.contents === null
        ? makeScalar(null, { at: place(start, start) })
        : convert(document.contents, [], reading);
    count = reading.count;
    return stripTags(root, reading.marks);
  });
  return { documents: read, nodes: count };
}

function convert(ast: ParsedNode, path: readonly string[], reading: Reading): Node {
  if (isAlias(ast)) return resolveAlias(ast.source, placeOf(ast, reading), path.length, reading);
  const anchor = ast.anchor;
  if (anchor !== undefined) reading.open.add(anchor);
  const node = convertPlain(ast, path, reading);
  const mark = ast.tag === '!reset' ? 'reset' : ast.tag === '!override' ? 'override' : undefined;
  if (mark !== undefined) reading.marks.set(node, mark);
  if (anchor !== undefined) {
    reading.open.delete(anchor);
    reading.anchors.set(anchor, { node, ...measure(node) });
  }
  return node;
}

function convertPlain(ast: ParsedNode, path: readonly string[], reading: Reading): Node {
  const at = placeOf(ast, reading);
  grow(reading, 1, path.length, at);
  if (isScalar(ast)) {
    const value = typeScalar(ast);
    const isFloat = typeof value === 'number' && Number.isInteger(value) && /^[-+]?[\d_]*[.eE]/.test(String(ast.value));
    return isFloat ? { kind: 'scalar', value, origin: { at }, float: true } : makeScalar(value, { at });
  }
  if (isSeq(ast)) {
    const items = ast.items.map((item, index) => convert(item as ParsedNode, [...path, String(index)], reading));
    return makeList(items, { at });
  }
  if (!isMap(ast)) refuse('not a value of YAML that Compose knows', at);
  const entries = new Map<string, Entry>();
  const merges: MergeSource[] = [];
  for (const pair of ast.items) {
    const keyNode = pair.key as ParsedNode;
    const keyPlace = placeOf(keyNode, reading);
    const isMerge = isScalar(keyNode) && keyNode.value === '<<' && keyNode.type === 'PLAIN';
    const key = isMerge ? '<<' : readKey(keyNode, keyPlace, path, reading);
    const earlier = entries.get(key)?.key ?? (isMerge ? merges[0]?.key : undefined);
    if (earlier !== undefined)
      refuse(
        `mapping key ${JSON.stringify(key)} already defined at line ${earlier.startLine}; keep one of the two`,
        keyPlace,
      );
    const value = pair.value as ParsedNode | null;
    const node =
      value === null
        ? makeScalar(null, { at: afterOf(keyPlace) })
        : convert(value, isMerge ? path : [...path, key], reading);
    if (isMerge) merges.push({ key: keyPlace, node });
    else entries.set(key, { key: keyPlace, node });
  }
  for (const merge of merges) applyMerges(entries, merge, reading.marks);
  return makeMap(entries, { at });
}

function readKey(ast: ParsedNode, at: Location, path: readonly string[], reading: Reading): string {
  const node = convert(ast, path, reading);
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  const shown = node.kind === 'scalar' ? String(node.value) : `a ${node.kind === 'map' ? 'mapping' : 'list'}`;
  return refuse(`non-string key in ${path.join('.') || 'the top level'}: ${shown}; put it in quotes`, at);
}

function resolveAlias(name: string, at: Location, depth: number, reading: Reading): Node {
  if (reading.open.has(name)) refuse(`alias *${name} stands inside its own anchor: cycle detected`, at);
  const anchored = reading.anchors.get(name);
  if (anchored === undefined)
    return refuse(`unknown anchor "${name}": an anchor must come before its alias, in the same document`, at);
  grow(reading, anchored.size, depth + anchored.height, at);
  const node = withRelated({ ...anchored.node, origin: { at } }, [anchored.node.origin.at]);
  const mark = reading.marks.get(anchored.node);
  if (mark !== undefined) reading.marks.set(node, mark);
  return node;
}

function grow(reading: Reading, nodes: number, depth: number, at: Location): void {
  reading.count += nodes;
  if (reading.count > MAX_NODES)
    refuseLimit(`excessive aliasing or size: the file holds more than the limit of ${MAX_NODES} values`, at);
  if (depth > MAX_DEPTH) refuseLimit(`YAML is nested deeper than the limit of ${MAX_DEPTH} levels`, at);
}

function measure(node: Node): { size: number; height: number } {
  if (node.kind === 'scalar') return { size: 1, height: 0 };
  const children = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.node);
  let size = 1;
  let height = 0;
  for (const child of children) {
    const inner = measure(child);
    size += inner.size;
    height = Math.max(height, inner.height + 1);
  }
  return { size, height };
}

function typeScalar(ast: YamlScalar.Parsed): Scalar {
  const text = String(ast.value);
  const tag = ast.tag;
  if (tag === undefined) return ast.type === 'PLAIN' ? resolvePlain(text) : text;
  if (tag === 'tag:yaml.org,2002:null') return null;
  return /^tag:yaml\.org,2002:(int|float|bool)$/.test(tag) ? resolvePlain(text) : text;
}

function placeOf(ast: ParsedNode, reading: Reading): Location {
  return reading.place(ast.range[0], ast.range[1]);
}

function afterOf(key: Location): Location {
  return { ...key, startLine: key.endLine, startColumn: key.endColumn };
}
