// Facts of a layer as bytes and back, for a cache. The version changes whenever the bytes would mean something else.
import type { ContentFact, LayerFacts } from '../../../model/layer.ts';
import { packTable, unpackTable } from './pack-table.ts';

const MAGIC = 'seaworthy-layer/1\n';

/** The parts that are no bytes of their own, as JSON. */
interface Plain {
  readonly diffId: string;
  readonly bytes: number;
  readonly whiteouts: readonly string[];
  readonly opaques: readonly string[];
  readonly facts: readonly ContentFact[];
  readonly problems: readonly string[];
  /** Path and length of each kept content, in the order of their bytes. */
  readonly contents: readonly (readonly [string, number])[];
}

/** How the facts of a layer are kept: `unpack` answers `undefined` for bytes that are of another version or damaged. */
export const layerFormat = { pack: packLayer, unpack: unpackLayer };

function packLayer(facts: LayerFacts): Uint8Array {
  const { diffId, bytes, whiteouts, opaques, problems } = facts;
  const contents = [...facts.contents].map(([path, { length }]) => [path, length] as const);
  const plain: Plain = { diffId, bytes, whiteouts, opaques, facts: facts.facts, problems, contents };
  const json = Buffer.from(JSON.stringify(plain));
  const table = packTable(facts.entries);
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(json.length, 0);
  lengths.writeUInt32LE(table.length, 4);
  return Buffer.concat([Buffer.from(MAGIC), lengths, json, table, ...facts.contents.values()]);
}

function unpackLayer(bytes: Uint8Array): LayerFacts | undefined {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = MAGIC.length + 8;
  if (source.length < start || source.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const tableStart = start + source.readUInt32LE(MAGIC.length);
  const contentStart = tableStart + source.readUInt32LE(MAGIC.length + 4);
  if (contentStart > source.length) return undefined;
  const plain = readPlain(source.toString('utf8', start, tableStart));
  const entries = unpackTable(source.subarray(tableStart, contentStart));
  if (plain === undefined || entries === undefined) return undefined;
  const contents = new Map<string, Uint8Array>();
  let at = contentStart;
  for (const [path, length] of plain.contents) {
    contents.set(path, source.subarray(at, at + length));
    at += length;
  }
  if (at !== source.length) return undefined;
  return { ...plain, entries, contents };
}

function readPlain(text: string): Plain | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPlain(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPlain(value: unknown): value is Plain {
  if (typeof value !== 'object' || value === null) return false;
  const plain: Partial<Record<keyof Plain, unknown>> = value;
  return (
    typeof plain.diffId === 'string' &&
    typeof plain.bytes === 'number' &&
    [plain.whiteouts, plain.opaques, plain.problems].every((list) =>
      isListOf(list, (item) => typeof item === 'string'),
    ) &&
    isListOf(
      plain.contents,
      (item) => Array.isArray(item) && typeof item[0] === 'string' && Number.isInteger(item[1]) && item[1] >= 0,
    ) &&
    isListOf(plain.facts, isFact)
  );
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isFact(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'reader' in value &&
    typeof value.reader === 'string' &&
    'path' in value &&
    typeof value.path === 'string'
  );
}
