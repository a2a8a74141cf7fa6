// Which services a service needs: those it names, and those it shares something with.
import { scalarText } from '../../parse/compose-scalar.ts';
import { hasHole } from '../../parse/hole.ts';
import { childOf, entryAt, knownText, makeMap, makeScalar } from './build-node.ts';
import type { Entry, MapNode, Node } from './node.ts';

const NAMESPACES = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'] as const;

/** The mapping of dependencies with those that links and shared namespaces or volumes imply; nothing when there are none to add. */
export function implicitDependencies(service: MapNode): MapNode | undefined {
  const declared = childOf(service, 'depends_on');
  const before = declared?.kind === 'map' ? declared : makeMap(new Map(), service.origin);
  const added = new Map<string, Entry>();
  const add = (name: string, node: Node, restart: boolean): void => {
    if (before.entries.has(name) || added.has(name) || hasHole(name)) return;
    const value = (of: string | boolean): ReturnType<typeof entryAt> => entryAt(makeScalar(of, node.origin));
    const parts: [string, ReturnType<typeof entryAt>][] = [
      ['condition', value('service_started')],
      ...(restart ? [['restart', value(true)] satisfies [string, unknown]] : []),
      ['required', value(true)],
    ];
    added.set(name, entryAt(makeMap(new Map(parts), node.origin)));
  };
  for (const link of textsOf(childOf(service, 'links'))) add(link.text.split(':', 1)[0] ?? '', link.node, true);
  for (const key of NAMESPACES) {
    const node = childOf(service, key);
    const text = knownText(node);
    if (node !== undefined && text?.startsWith('service:')) add(text.slice('service:'.length), node, true);
  }
  for (const from of textsOf(childOf(service, 'volumes_from')))
    if (!from.text.startsWith('container:')) add(from.text.split(':', 1)[0] ?? '', from.node, false);
  return added.size === 0 ? undefined : makeMap(new Map([...before.entries, ...added]), before.origin);
}

function textsOf(node: Node | undefined): { text: string; node: Node }[] {
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => (item.kind === 'scalar' ? [{ text: scalarText(item.value), node: item }] : []));
}

/** The names a service depends on, each with whether it is required; names that are not known are left out. */
export function dependenciesOf(service: Node): { name: string; required: boolean; node: Node }[] {
  const map = childOf(service, 'depends_on');
  if (map?.kind !== 'map') return [];
  return [...map.entries].flatMap(([name, { node }]) => {
    if (hasHole(name)) return [];
    const required = childOf(node, 'required');
    return [{ name, required: !(required?.kind === 'scalar' && required.value === false), node }];
  });
}
