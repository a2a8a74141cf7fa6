// Turns YAML syntax trees into nodes: scalars typed as Compose types them, aliases and `<<` resolved, tags collected.
import type { Location } from '../../model/location.ts';
import { resolvePlain } from '../../parse/compose-scalar.ts';
import type { YamlMap, YamlSyntax, YamlText } from '../../parse/yaml-syntax.ts';
import { makeList, makeMap, makeScalar, withRelated } from './build-node.ts';
import { applyMerges, type MergeSource } from './merge-keys.ts';
import type { Entry, Node, Scalar } from './node.ts';
import { refuse, refuseLimit } from './refusal.ts';
import { type ReadDocument, stripTags, type TagMark } from './tags.ts';
import type { PlaceOf } from './text-places.ts';
import { MAX_DEPTH, parsePlain, type YamlSource } from './yaml-source.ts';

/** Most nodes of one file, aliases expanded. */
export const MAX_NODES = 500_000;

interface Reading {
  readonly place: PlaceOf;
  readonly anchors: Map<string, { readonly node: Node; readonly size: number; readonly height: number }>;
  readonly open: Set<string>;
  readonly marks: Map<Node, TagMark>;
  /** Keys and positions that lead to the value being read. */
  readonly path: string[];
  count: number;
}

export interface YamlFile {
  readonly documents: readonly ReadDocument[];
  /** How many values they hold. */
  readonly nodes: number;
}

/** Reads the text of a file; the second argument is its name. */
export type ReadYaml = (text: string, file: string) => YamlFile;

/** Reads a file of one plain document. Throws BeyondPlainYaml where the complete parser has to. */
export function readPlainFile(text: string, file: string): YamlFile {
  return readSource(parsePlain(text, file));
}

/** Reads every document of a file. Documents without content come back with a null root. */
export function readSource({ documents, place }: YamlSource): YamlFile {
  let count = 0;
  const read = documents.map(({ start, root: syntax }) => {
    const reading: Reading = { place, anchors: new Map(), open: new Set(), marks: new Map(), path: [], count };
    const root = syntax === undefined ? makeScalar(null, { at: place(start, start) }) : convert(syntax, reading);
    count = reading.count;
    return stripTags(root, reading.marks);
  });
  return { documents: read, nodes: count };
}

function convert(syntax: YamlSyntax, reading: Reading): Node {
  const at = reading.place(syntax.start, syntax.end);
  if (syntax.kind === 'alias') return resolveAlias(syntax.name, at, reading);
  const { anchor } = syntax;
  if (anchor !== undefined) reading.open.add(anchor);
  const node = convertPlain(syntax, at, reading);
  const mark = syntax.tag === '!reset' ? 'reset' : syntax.tag === '!override' ? 'override' : undefined;
  if (mark !== undefined) reading.marks.set(node, mark);
  if (anchor !== undefined) {
    reading.open.delete(anchor);
    reading.anchors.set(anchor, { node, ...measure(node) });
  }
  return node;
}

function convertPlain(syntax: Exclude<YamlSyntax, { kind: 'alias' }>, at: Location, reading: Reading): Node {
  grow(reading, 1, 0, at);
  if (syntax.kind === 'map') return convertMap(syntax, at, reading);
  if (syntax.kind === 'list')
    return makeList(
      syntax.items.map((item, index) => convertBelow(item, String(index), reading)),
      { at },
    );
  const value = typeText(syntax);
  const isFloat = typeof value === 'number' && Number.isInteger(value) && /^[-+]?[\d_]*[.eE]/.test(syntax.text);
  const node = makeScalar(value, { at });
  return isFloat ? { ...node, float: true } : node;
}

function convertBelow(syntax: YamlSyntax, key: string, reading: Reading): Node {
  reading.path.push(key);
  const node = convert(syntax, reading);
  reading.path.pop();
  return node;
}

function convertMap({ pairs }: YamlMap, at: Location, reading: Reading): Node {
  const entries = new Map<string, Entry>();
  const merges: MergeSource[] = [];
  for (const { key: written, value } of pairs) {
    const keyPlace = reading.place(written.start, written.end);
    const isMerge = written.kind === 'text' && written.plain && written.text === '<<';
    const key = isMerge ? '<<' : readKey(written, keyPlace, reading);
    const earlier = entries.get(key)?.key ?? (isMerge ? merges[0]?.key : undefined);
    if (earlier !== undefined)
      refuse(
        `mapping key ${JSON.stringify(key)} already defined at line ${earlier.startLine}; keep one of the two`,
        keyPlace,
      );
    const node =
      value === undefined
        ? makeScalar(null, { at: afterOf(keyPlace) })
        : isMerge
          ? convert(value, reading)
          : convertBelow(value, key, reading);
    if (isMerge) merges.push({ key: keyPlace, node });
    else entries.set(key, { key: keyPlace, node });
  }
  for (const merge of merges) applyMerges(entries, merge, reading.marks);
  return makeMap(entries, { at });
}

function readKey(syntax: YamlSyntax, at: Location, reading: Reading): string {
  if (syntax.kind === 'text' && syntax.anchor === undefined && syntax.tag === undefined) {
    grow(reading, 1, 0, at);
    const value = typeText(syntax);
    if (typeof value === 'string') return value;
  }
  const node = convert(syntax, reading);
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  const shown = node.kind === 'scalar' ? String(node.value) : `a ${node.kind === 'map' ? 'mapping' : 'list'}`;
  return refuse(`non-string key in ${reading.path.join('.') || 'the top level'}: ${shown}; put it in quotes`, at);
}

function resolveAlias(name: string, at: Location, reading: Reading): Node {
  if (reading.open.has(name)) refuse(`alias *${name} stands inside its own anchor: cycle detected`, at);
  const anchored = reading.anchors.get(name);
  if (anchored === undefined)
    return refuse(`unknown anchor "${name}": an anchor must come before its alias, in the same document`, at);
  grow(reading, anchored.size, anchored.height, at);
  const node = withRelated({ ...anchored.node, origin: { at } }, [anchored.node.origin.at]);
  const mark = reading.marks.get(anchored.node);
  if (mark !== undefined) reading.marks.set(node, mark);
  return node;
}

function grow(reading: Reading, nodes: number, height: number, at: Location): void {
  reading.count += nodes;
  if (reading.count > MAX_NODES)
    refuseLimit(`excessive aliasing or size: the file holds more than the limit of ${MAX_NODES} values`, at);
  if (reading.path.length + height > MAX_DEPTH)
    refuseLimit(`YAML is nested deeper than the limit of ${MAX_DEPTH} levels`, at);
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

function typeText({ text, plain, tag }: YamlText): Scalar {
  if (tag === undefined) return plain ? resolvePlain(text) : text;
  if (tag === 'tag:yaml.org,2002:null') return null;
  return /^tag:yaml\.org,2002:(int|float|bool)$/.test(tag) ? resolvePlain(text) : text;
}

function afterOf(key: Location): Location {
  return { ...key, startLine: key.endLine, startColumn: key.endColumn };
}
