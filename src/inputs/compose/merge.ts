// Merges one model onto another by the rules of override files.

import { childOf, isNull, knownText, makeList, placesOf, withRelated } from './build-node.ts';
import { dependsOnToMap, namesToMap, stringToList } from './canonical.ts';
import { mapAt } from './canonical-ports.ts';
import { hostsToTexts, pairsToTexts } from './merge-texts.ts';
import type { Entry, ListNode, MapNode, Node } from './node.ts';
import { joinKey, type PathTable, pathTable } from './path-table.ts';
import { refuse } from './refusal.ts';

type Rule = 'replace' | 'pairs' | 'texts' | 'hosts' | 'dependsOn' | 'names' | 'build' | 'logging' | 'pools';

const RULES = pathTable<Rule>([
  ['services.*.{command,entrypoint}', 'replace'],
  ['services.*.healthcheck.test', 'replace'],
  ['services.*.ulimits.*', 'replace'],
  ['services.*.{environment,labels,annotations,sysctls}', 'pairs'],
  ['services.*.build.{args,labels,additional_contexts}', 'pairs'],
  ['services.*.deploy.labels', 'pairs'],
  ['{networks,volumes}.*.labels', 'pairs'],
  ['services.*.{dns,dns_search,dns_opt,tmpfs,env_file,label_file}', 'texts'],
  ['services.*.extra_hosts', 'hosts'],
  ['services.*.build.extra_hosts', 'hosts'],
  ['services.*.depends_on', 'dependsOn'],
  ['services.*.{networks,models}', 'names'],
  ['services.*.build', 'build'],
  ['services.*.logging', 'logging'],
  ['networks.*.ipam.config', 'pools'],
]);

/** Merges a model onto the one before it. Throws InputError where the kinds of two values differ. */
export function mergeModels(base: MapNode, override: MapNode): MapNode {
  return mergeMaps(base, override, RULES, '');
}

/** Merges a service onto the one it extends. */
export function mergeServices(base: MapNode, override: MapNode, name: string): MapNode {
  return mergeMaps(base, override, RULES.named.get('services')?.any, `services.${name}`);
}

function mergeMaps(base: MapNode, override: MapNode, rules: PathTable<Rule> | undefined, path: string): MapNode {
  if (override.entries.size === 0) return base;
  const entries = new Map(base.entries);
  for (const [key, entry] of override.entries) {
    const before = entries.get(key);
    const below = rules?.named.get(key) ?? rules?.any;
    entries.set(key, before === undefined ? entry : mergeEntry(before, entry, below, joinKey(path, key)));
  }
  return { kind: 'map', entries, origin: override.origin };
}

function mergeEntry(before: Entry, after: Entry, rules: PathTable<Rule> | undefined, path: string): Entry {
  const node = mergeNodes(before.node, after.node, rules, path);
  if (node === before.node) return before;
  // A mapping that grows keeps the key where it began: what it lacks is added there.
  const grown =
    before.node.kind === 'map' &&
    node.kind === 'map' &&
    after.node.kind === 'map' &&
    after.node.entries !== node.entries;
  return { key: grown ? before.key : after.key, node };
}

function mergeNodes(base: Node, override: Node, rules: PathTable<Rule> | undefined, path: string): Node {
  if (rules?.value === 'replace') return withRelated(override, placesOf(base));
  const prepare = rules?.value === undefined ? undefined : PREPARE[rules.value];
  const typed = rules?.value === 'build' || rules?.value === 'logging' || rules?.value === 'dependsOn';
  if (isNull(override) && !(typed && base.kind !== 'scalar')) return base;
  const [left, right] = prepare === undefined ? [base, override] : [prepare(base), prepare(override)];
  if (left.kind === 'map') {
    if (right.kind !== 'map') return differ(path, right);
    if (rules?.value === 'logging' && driversDiffer(left, right)) return withRelated(right, placesOf(left));
    return mergeMaps(left, right, rules, path);
  }
  if (left.kind === 'list') {
    if (right.kind !== 'list') return differ(path, right);
    return rules?.value === 'pools' ? mergePools(left, right, rules.items, path) : append(left, right);
  }
  return isNull(left) ? right : withRelated(right, placesOf(left));
}

const PREPARE: Readonly<Partial<Record<Rule, (node: Node) => Node>>> = {
  pairs: pairsToTexts,
  texts: stringToList,
  hosts: hostsToTexts,
  dependsOn: dependsOnToMap,
  names: namesToMap,
  build: (node) => (node.kind === 'scalar' && typeof node.value === 'string' ? mapAt(node, { context: node }) : node),
};

function append(base: ListNode, override: ListNode): ListNode {
  if (override.items.length === 0) return base;
  return makeList([...base.items, ...override.items], withRelated(override, placesOf(base)).origin);
}

function driversDiffer(base: MapNode, override: MapNode): boolean {
  const [before, after] = [childOf(base, 'driver'), childOf(override, 'driver')];
  if (before === undefined || after === undefined) return false;
  const [left, right] = [knownText(before), knownText(after)];
  return left === undefined || right === undefined || left !== right;
}

function mergePools(base: ListNode, override: ListNode, rules: PathTable<Rule> | undefined, path: string): ListNode {
  const items = [...base.items];
  const bySubnet = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const subnet = knownText(childOf(item, 'subnet'));
    if (subnet !== undefined && !bySubnet.has(subnet)) bySubnet.set(subnet, index);
  }
  for (const pool of override.items) {
    const at = bySubnet.get(knownText(childOf(pool, 'subnet')) ?? '');
    const before = at === undefined ? undefined : items[at];
    if (at !== undefined && before?.kind === 'map' && pool.kind === 'map')
      items[at] = mergeMaps(before, pool, rules, path);
    else items.push(pool);
  }
  return makeList(items, override.origin);
}

function differ(path: string, override: Node): never {
  return refuse(
    `cannot override ${path}: it is of another kind in an earlier file or in the service extended`,
    override.origin.at,
  );
}
