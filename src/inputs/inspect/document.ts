// An inspect document as the common form of engine documents.
import { InputError } from '../../model/errors.ts';
import type { Location, Origin } from '../../model/location.ts';
import type { JsonNode } from '../../parse/json-tree.ts';
import type { EngineDocument, Json, Path } from '../engine/document.ts';

/** Wraps the object of one container. `place` turns offsets into a location. */
export function inspectDocument(node: JsonNode, place: (start: number, end: number) => Location): EngineDocument {
  const root = plainValue(node);
  const placeOf = (path: Path): Location | undefined => {
    const span = spanAt(node, path);
    return span === undefined ? undefined : place(span[0], span[1]);
  };
  const origin = (path: Path): Origin | undefined => {
    const at = placeOf(path);
    return at === undefined ? undefined : { at };
  };
  return {
    root,
    kind: 'inspect',
    engine: isPodman(root) ? 'podman' : 'docker',
    declared: placeOf(['Name']) ?? place(node.start, node.start + 1),
    origin,
    absence: () => undefined,
    explain: () => ({ reason: 'holds a character that stands for something unknown' }),
    spell: (text) => text,
    literal: () => false,
    fromFile: () => false,
    fail: (path, wanted) => {
      throw new InputError(`${path.join('.')} should be ${wanted}`, placeOf(path));
    },
  };
}

function plainValue(node: JsonNode): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  const object: { [key: string]: Json } = Object.create(null);
  for (const [key, entry] of node.entries) object[key] = plainValue(entry.node);
  return object;
}

/** A scalar is shown with its key; a list or an object by its key alone. */
function spanAt(root: JsonNode, path: Path): readonly [number, number] | undefined {
  let node = root;
  let span: readonly [number, number] | undefined;
  for (const key of path) {
    if (node.kind === 'object' && typeof key === 'string') {
      const entry = node.entries.get(key);
      if (entry === undefined) return undefined;
      node = entry.node;
      span = [entry.keyStart, node.kind === 'scalar' ? node.end : entry.keyEnd];
    } else if (node.kind === 'list' && typeof key === 'number') {
      const item = node.items[key];
      if (item === undefined) return undefined;
      node = item;
      span = [item.start, item.kind === 'scalar' ? item.end : item.start + 1];
    } else return undefined;
  }
  return span;
}

const PODMAN_KEYS = ['BoundingCaps', 'EffectiveCaps', 'OCIRuntime', 'IsInfra', 'lockNumber'];

function isPodman(root: Json): boolean {
  if (!isObject(root)) return false;
  if (PODMAN_KEYS.some((key) => Object.hasOwn(root, key))) return true;
  const config = root.Config ?? null;
  if (isObject(config) && Object.hasOwn(config, 'CreateCommand')) return true;
  const host = root.HostConfig ?? null;
  const windows = root.Platform === 'windows';
  return (
    !windows &&
    isObject(host) &&
    host.Privileged !== true &&
    Object.hasOwn(host, 'MaskedPaths') &&
    host.MaskedPaths === null
  );
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
