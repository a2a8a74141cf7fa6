// Namespaces of a service: which are shared, and whether the sharing ends at the host.
import type { Location, Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import { child, entriesOf, known, type Reading, readBool, readKey, readText, unknown } from './container-read.ts';
import { type Part, type ServiceContext, state, textPart } from './container-state.ts';
import type { ComposeProject, Node } from './node.ts';

type Namespace = 'network_mode' | 'pid' | 'ipc';

/** The namespaces as written and, for those that can be handed on, whether they are the host's in the end. */
export const namespaceParts: readonly Part[] = [
  textPart('pid', 'pid'),
  textPart('ipc', 'ipc'),
  textPart('uts', 'uts'),
  textPart('usernsMode', 'userns_mode'),
  textPart('cgroup', 'cgroup'),
  textPart('cgroupParent', 'cgroup_parent'),
  textPart('hostname', 'hostname'),
  { keys: ['network_mode', 'networks'], state: stateNetworkMode },
  { keys: ['pid'], state: (service) => state(service, 'hostPid', sharesHost(service, 'pid')) },
  { keys: ['ipc'], state: (service) => state(service, 'hostIpc', sharesHost(service, 'ipc')) },
];

function stateNetworkMode(service: ServiceContext): void {
  state(service, 'networkMode', readNetworkMode(service));
  state(service, 'hostNetwork', sharesHost(service, 'network_mode'));
}

/** The mode as the rules know it: `default` is the engine's default bridge, and so is an external network that is named so. */
function readNetworkMode({ project, node }: ServiceContext): Reading<string> {
  const mode = readText(child(node, 'network_mode'));
  if (!mode.known) return mode;
  if (mode.value === 'default') return known('bridge', mode.origin);
  if (mode.value !== '') return mode;
  const networks = realNetworks(project, node);
  const bridge = networks.find((network) => network.known && network.value === 'bridge');
  return bridge ?? networks.find((network) => !network.known) ?? known('');
}

/** Longest way from container to container that is followed. */
const MAX_STEPS = 50;

/** Follows `service:` and `container:` to the end. A circle, which Compose refuses, ends without the host. */
function sharesHost(service: ServiceContext, namespace: Namespace): Reading<boolean> {
  const way: Origin[] = [];
  const seen: Node[] = [];
  let node: Node = service.node;
  while (!seen.includes(node)) {
    seen.push(node);
    const mode = readText(child(node, namespace));
    if (!mode.known) return unknown(mode.absence, joinWay(way, mode.origin));
    if (mode.value === '' && namespace === 'network_mode') return relate(way, joinsHostNetwork(service.project, node));
    const [kind, name] = cut(mode.value);
    if (kind !== 'service' && kind !== 'container') return relate(way, known(mode.value === 'host', mode.origin));
    if (mode.origin !== undefined) way.push(mode.origin);
    const next = kind === 'service' ? service.neighbours.service(name) : service.neighbours.container(name);
    if (next === undefined || way.length > MAX_STEPS) return unknown(explainEnd(mode.value, way), joinWay(way));
    node = next.node;
  }
  return known(false, joinWay(way));
}

function explainEnd(mode: string, way: readonly Origin[]): Absence {
  const at = way.at(-1)?.at;
  const place = at === undefined ? {} : { at };
  if (way.length > MAX_STEPS) return { reason: `it is shared over more than ${MAX_STEPS} containers`, ...place };
  return {
    reason: `\`${mode}\` is not part of this project`,
    hint: 'scan it together with what declares it, or name a service of this project with `service:`',
    ...place,
  };
}

function relate(way: readonly Origin[], end: Reading<boolean>): Reading<boolean> {
  const origin = joinWay(way, end.origin);
  return end.known ? known(end.value, origin) : unknown(end.absence, origin);
}

/** The place to edit is the first on the way; the others took part. */
function joinWay(way: readonly Origin[], end?: Origin): Origin | undefined {
  const [first, ...others] = end === undefined ? way : [...way, end];
  if (first === undefined || others.length === 0) return first;
  return { at: first.at, related: [...(first.related ?? []), ...others.map((origin) => origin.at)] };
}

function cut(mode: string): readonly [kind: string, name: string] {
  const colon = mode.indexOf(':');
  return colon === -1 ? [mode, ''] : [mode.slice(0, colon), mode.slice(colon + 1)];
}

function joinsHostNetwork(project: ComposeProject, node: Node): Reading<boolean> {
  const networks = realNetworks(project, node);
  const host = networks.find((network) => network.known && network.value === 'host');
  if (host !== undefined) return known(true, host.origin);
  const open = networks.find((network) => !network.known);
  return open === undefined || open.known ? known(false) : open;
}

/** Names under which the engine knows the networks of a service. */
function realNetworks(project: ComposeProject, node: Node): readonly Reading<string>[] {
  const networks = child(node, 'networks');
  // The default network that Compose joins by itself is named nowhere in the service.
  const isWritten = networks?.origin.at !== node.origin.at;
  return entriesOf(networks).map(([key, entry]) => {
    const written = readKey(key, entry);
    if (!written.known) return written;
    const name = realName(project, key);
    return isWritten ? { ...name, origin: joinTwo(entry.key, name.origin) } : name;
  });
}

/** The place to edit is where the service names the network; its declaration took part. */
function joinTwo(at: Location, origin: Origin | undefined): Origin {
  return origin === undefined ? { at } : { at, related: [origin.at, ...(origin.related ?? [])] };
}

/** A network that this project makes is never one of the engine's own, whatever a variable calls it. */
function realName(project: ComposeProject, key: string): Reading<string> {
  const declaration = project.networks.get(key)?.node;
  const usual = `${project.name}_${key}`;
  const name = readText(child(declaration, 'name'), usual);
  const external = readBool(child(declaration, 'external'));
  return !name.known && external.known && !external.value ? known(usual) : name;
}
