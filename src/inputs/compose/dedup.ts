// Entries of a list that mean the same thing: the later one takes the place of the earlier.
import { scalarText } from '../../parse/compose-scalar.ts';
import { parseComposeVolume } from '../../parse/compose-volume.ts';
import { hasHole } from '../../parse/hole.ts';
import { childOf, isNull, makeList, placesOf, withRelated } from './build-node.ts';
import type { ListNode, MapNode, Node } from './node.ts';
import { pathTable, rewrite } from './path-table.ts';
import { locate, refuse } from './refusal.ts';

/** Gives the key of an entry; nothing where it is not known or the entry is of no form that has one. */
type KeyOf = (item: Node, path: string) => string | undefined;

const KEYS = pathTable<KeyOf>([
  ['services.*.{environment,labels,annotations,sysctls}', beforeEquals],
  ['services.*.{dns,dns_opt,dns_search,cap_add,cap_drop,profiles,links,tmpfs}', beforeEquals],
  ['services.*.build.{args,labels,additional_contexts,tags}', beforeEquals],
  ['services.*.deploy.labels', beforeEquals],
  ['{networks,volumes}.*.labels', beforeEquals],
  ['services.*.networks.*.{aliases,link_local_ips}', beforeEquals],
  ['services.*.extra_hosts', wholeText],
  ['services.*.build.extra_hosts', wholeText],
  ['services.*.volumes', volumeTarget],
  ['services.*.devices', deviceTarget],
  ['services.*.secrets', grantTarget('/run/secrets')],
  ['services.*.configs', grantTarget('')],
  ['services.*.ports', portIdentity],
  ['services.*.expose', wholeText],
  ['services.*.env_file', envFilePath],
]);

/** Drops redefined entries of every list of a model. */
export function dropDuplicates(model: MapNode): MapNode {
  const result = rewrite(model, KEYS, (node, keyOf, path) => (node.kind === 'list' ? dedup(node, keyOf, path) : node));
  return result.kind === 'map' ? result : model;
}

function dedup(list: ListNode, keyOf: KeyOf, path: string): ListNode {
  const items: Node[] = [];
  const positions = new Map<string, number>();
  list.items.forEach((item, index) => {
    const key = keyOf(item, `${path}[${index}]`);
    const at = key === undefined ? undefined : positions.get(key);
    const before = at === undefined ? undefined : items[at];
    if (at !== undefined && before !== undefined) {
      items[at] = before === item ? item : withRelated(item, placesOf(before));
      return;
    }
    if (key !== undefined) positions.set(key, items.length);
    items.push(item);
  });
  return items.length === list.items.length ? list : makeList(items, list.origin);
}

function known(text: string): string | undefined {
  return hasHole(text) ? undefined : text;
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? scalarText(node.value) : undefined;
}

function beforeEquals(item: Node): string | undefined {
  if (item.kind !== 'scalar' || typeof item.value !== 'string') return undefined;
  const [key = ''] = item.value.split('=', 1);
  return known(key);
}

function wholeText(item: Node): string | undefined {
  const text = textOf(item);
  return text === undefined ? undefined : known(text);
}

function volumeTarget(item: Node, path: string): string | undefined {
  if (item.kind === 'scalar') {
    if (typeof item.value !== 'string') return undefined;
    const text = item.value;
    const target = locate(item.origin.at, path, () => parseComposeVolume(text))?.target;
    return target === undefined ? undefined : known(target);
  }
  const target = childOf(item, 'target');
  if (item.kind === 'map' && (isNull(target) || target?.kind !== 'scalar'))
    refuse(`service volume ${path} is missing a mount target; add target: /path`, item.origin.at);
  return wholeText(target ?? item);
}

function deviceTarget(item: Node, path: string): string | undefined {
  if (item.kind === 'scalar') {
    const [source = '', target = source] = scalarText(item.value).split(':');
    return known(target);
  }
  const target = textOf(childOf(item, 'target'));
  if (item.kind === 'map' && target === undefined)
    refuse(`service device ${path} is missing a target; add target: /dev/name`, item.origin.at);
  return target === undefined ? undefined : known(target);
}

function grantTarget(directory: string): KeyOf {
  return (item) => {
    const name = item.kind === 'scalar' ? textOf(item) : textOf(childOf(item, 'source'));
    const target = textOf(childOf(item, 'target')) ?? (name === undefined ? undefined : `${directory}/${name}`);
    return target === undefined ? undefined : known(target);
  };
}

function portIdentity(item: Node, path: string): string | undefined {
  if (item.kind !== 'map') return wholeText(item);
  const target = childOf(item, 'target');
  if (isNull(target)) refuse(`service ports ${path} is missing a target port; add target: PORT`, item.origin.at);
  const address = textOf(childOf(item, 'host_ip')) ?? '0.0.0.0';
  const published = textOf(childOf(item, 'published')) ?? '';
  const protocol = textOf(childOf(item, 'protocol')) ?? 'tcp';
  return known(`${address}:${published}:${textOf(target) ?? ''}/${protocol}`);
}

function envFilePath(item: Node): string | undefined {
  const path = item.kind === 'scalar' ? item : childOf(item, 'path');
  return path === undefined ? undefined : wholeText(path);
}
