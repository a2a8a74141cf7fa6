// Values of several parts in their canonical form: commands as words, variables as mappings, hosts as texts.
import { InputError } from '../../model/errors.ts';
import { splitCommand } from '../../parse/compose-command.ts';
import { scalarText } from '../../parse/compose-scalar.ts';
import { hasHole } from '../../parse/hole.ts';
import { entryAt, makeList, makeMap, makeScalar, mapEntries, partOf } from './build-node.ts';
import { hostsToTexts } from './merge-texts.ts';
import type { Entry, Node, ScalarNode } from './node.ts';
import { locate, refuse } from './refusal.ts';

/** A command as words. A hole as a whole stays: it may hold any number of words. */
export function decodeCommand(node: Node, path: string): Node {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const text = node.value;
  const words = locate(node.origin.at, path, () => {
    try {
      return splitCommand(text);
    } catch (error) {
      if (node.hole !== undefined && error instanceof InputError) return undefined;
      throw error;
    }
  });
  if (words === undefined || (words.length === 1 && words.every(hasHole))) return node;
  return makeList(
    words.map((word) => partOf(node, word)),
    node.origin,
  );
}

/** The test of a health check as words; one string is run by the shell. */
export function decodeHealthTest(node: Node): Node {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  return makeList([makeScalar('CMD-SHELL', node.origin), node], node.origin);
}

/** Pairs as a mapping of texts. A key without a value is null or the text given. */
export function decodePairs(bare: 'null' | ''): (node: Node, path: string) => Node {
  const absent = bare === 'null' ? null : '';
  const text = (node: ScalarNode): Node =>
    node.value === null
      ? makeScalar(absent, node.origin, node.hole)
      : typeof node.value === 'string'
        ? node
        : makeScalar(scalarText(node.value, node.float), node.origin);
  return (node, path) => {
    if (node.kind === 'map') return mapEntries(node, (child) => (child.kind === 'scalar' ? text(child) : child));
    if (node.kind !== 'list') return node;
    const entries = new Map<string, Entry>();
    for (const item of node.items) {
      if (item.kind !== 'scalar') return node;
      const whole = scalarText(item.value);
      const cut = whole.indexOf('=');
      const key = cut === -1 ? whole : whole.slice(0, cut);
      if (/\s$/.test(key))
        refuse(
          `${path}: environment variable ${JSON.stringify(key)} is declared with a trailing space`,
          item.origin.at,
        );
      // A key that is a hole brings a value that is not known either.
      const value =
        cut === -1
          ? makeScalar(absent, item.origin, hasHole(key) ? item.hole : undefined)
          : partOf(item, whole.slice(cut + 1));
      entries.set(key, entryAt(value));
    }
    return makeMap(entries, node.origin);
  };
}

/** The value of an option of a provider as a list of texts. */
export function decodeOptionTexts(node: Node): Node {
  const items = node.kind === 'list' ? node.items : [node];
  const texts = items.map((item) =>
    item.kind === 'scalar' && item.hole === undefined ? makeScalar(scalarText(item.value), item.origin) : item,
  );
  return makeList(texts, node.origin);
}

/** Hosts as a sorted list of `host=ip` texts. */
export function decodeHosts(node: Node, path: string): Node {
  const list = hostsToTexts(node);
  if (list.kind !== 'list') return node;
  const items = list.items.flatMap((item) => (item.kind === 'scalar' ? splitHost(item, path) : [item]));
  return makeList(
    items.sort((a, b) => compare(a, b)),
    node.origin,
  );
}

function splitHost(item: ScalarNode, path: string): readonly Node[] {
  const text = scalarText(item.value);
  const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  if (cut === -1 && item.hole !== undefined) return [item];
  if (cut === -1)
    return refuse(`${path}: invalid additional host ${text}, missing IP; write host=address`, item.origin.at);
  const host = text.slice(0, cut);
  if (host === '' || host.includes(':')) return refuse(`${path}: bad host name in ${text}`, item.origin.at);
  return text
    .slice(cut + 1)
    .split(',')
    .map((address) => partOf(item, `${host}=${address.replace(/^\[(.*)\]$/, '$1')}`));
}

function compare(a: Node, b: Node): number {
  const [left, right] = [a, b].map((node) => (node.kind === 'scalar' ? scalarText(node.value) : ''));
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}
