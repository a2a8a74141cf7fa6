// Short forms of ports, volumes and devices of a service, made long.
import { countComposePorts, parseComposePort } from '../../parse/compose-port.ts';
import { scalarText } from '../../parse/compose-scalar.ts';
import { type ComposeVolume, parseComposeVolume } from '../../parse/compose-volume.ts';
import { HOLE } from '../../parse/hole.ts';
import { entryAt, makeList, makeMap, makeScalar, partOf } from './build-node.ts';
import { type LoadContext, spendNodes } from './load-context.ts';
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './node.ts';
import { locate, refuse } from './refusal.ts';

/** Expands every short port of a list. An entry that is a hole as a whole stays. */
export function expandPorts(list: ListNode, path: string, context: LoadContext): ListNode {
  if (list.items.every((item) => item.kind !== 'scalar')) return list;
  const items = list.items.flatMap((item, index): readonly Node[] => {
    if (item.kind !== 'scalar') return [item];
    const text = scalarText(item.value);
    spendNodes(context, 6 * countComposePorts(text), item.origin.at);
    const ports = locate(item.origin.at, `${path}[${index}]`, () => parseComposePort(text));
    if (ports === undefined) return [item];
    return ports.map((port) =>
      mapAt(item, {
        mode: makeScalar('ingress', item.origin),
        host_ip: port.hostIp,
        target: /^\d+$/.test(port.target) ? makeScalar(Number(port.target), item.origin) : port.target,
        published: port.published,
        protocol: port.protocol,
      }),
    );
  });
  return makeList(items, list.origin);
}

/** Makes a short volume long. An entry that is a hole as a whole stays. */
export function expandVolume(item: Node, path: string): Node {
  if (item.kind !== 'scalar') return item;
  const volume = locate(item.origin.at, path, () => parseComposeVolume(scalarText(item.value)));
  return volume === undefined ? item : volumeNode(item, volume);
}

function volumeNode(item: ScalarNode, volume: ComposeVolume): MapNode {
  const open = volume.openOptions;
  const isBind = volume.type !== 'volume';
  const bind = {
    propagation: open ?? volume.propagation,
    selinux: open ?? volume.selinux,
    create_host_path: isBind ? makeScalar(true, item.origin) : undefined,
  };
  const nocopy = open ?? (volume.nocopy && makeScalar(true, item.origin));
  return mapAt(item, {
    type: volume.type,
    source: volume.source,
    target: volume.target,
    read_only: open ?? (volume.readOnly && makeScalar(true, item.origin)),
    bind: isBind || bind.propagation !== undefined || bind.selinux !== undefined ? mapAt(item, bind) : undefined,
    volume: isBind && nocopy === undefined ? undefined : mapAt(item, { nocopy }),
  });
}

/** Makes a short device long. An entry that is a hole as a whole stays. */
export function expandDevice(item: Node, path: string): Node {
  if (item.kind !== 'scalar') return item;
  const text = scalarText(item.value);
  if (text.replaceAll(HOLE, '') === '' && text !== '') return item;
  const [source = '', target = source, permissions = 'rwm', ...more] = text.split(':');
  if (more.length > 0)
    refuse(`${path}: confusing device mapping ${text}; write it as {source, target, permissions}`, item.origin.at);
  return mapAt(item, { source, target, permissions });
}

/** A mapping cut out of one scalar; texts become values at its place, absent ones are left out. */
export function mapAt(whole: ScalarNode, parts: Readonly<Record<string, Node | string | undefined>>): MapNode {
  const entries = new Map<string, Entry>();
  for (const [key, part] of Object.entries(parts)) {
    if (part === undefined) continue;
    entries.set(key, entryAt(typeof part === 'string' ? partOf(whole, part) : part));
  }
  return makeMap(entries, whole.origin);
}
