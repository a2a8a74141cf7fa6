// Namespaces of a service: which are shared, and whether the sharing ends at the host.
import { hasHole } from '../../parse/hole.ts';
import { child, entriesOf, known, type Reading, readBool, readKey, readText, unknown } from './container-read.ts';
import { type ServiceContext, state, stateTexts } from './container-state.ts';
import type { ComposeProject, Entry, Node } from './node.ts';

type Namespace = 'network_mode' | 'pid' | 'ipc';

/** States the namespaces as written and, for those that can be handed on, whether they are the host's in the end. */
export function stateNamespaces(service: ServiceContext): void {
  stateTexts(service, {
    pid: 'pid',
    ipc: 'ipc',
    uts: 'uts',
    usernsMode: 'userns_mode',
    cgroup: 'cgroup',
    cgroupParent: 'cgroup_parent',
    hostname: 'hostname',
  });
  state(service, 'networkMode', readNetworkMode(service));
  state(service, 'hostNetwork', sharesHost(service.project, service.node, 'network_mode'));
  state(service, 'hostPid', sharesHost(service.project, service.node, 'pid'));
  state(service, 'hostIpc', sharesHost(service.project, service.node, 'ipc'));
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

/** Follows `service:` and `container:` to the end. A circle, which Compose refuses, ends without the host. */
function sharesHost(
  project: ComposeProject,
  node: Node,
  namespace: Namespace,
  seen: ReadonlySet<Node> = new Set(),
): Reading<boolean> {
  const mode = readText(child(node, namespace));
  if (!mode.known) return mode;
  if (mode.value === '') return namespace === 'network_mode' ? joinsHostNetwork(project, node) : known(false);
  if (mode.value === 'host') return known(true, mode.origin);
  const [kind, name] = cut(mode.value);
  if (kind !== 'service' && kind !== 'container') return known(false, mode.origin);

  const other = kind === 'service' ? serviceOf(project, name) : containerOf(project, name);
  if (other === undefined)
    return unknown(
      {
        reason: `\`${mode.value}\` is not part of this project`,
        hint: 'scan it together with what declares it, or name a service of this project with `service:`',
        ...(mode.origin === undefined ? {} : { at: mode.origin.at }),
      },
      mode.origin,
    );
  if (seen.has(other.node)) return known(false, mode.origin);
  const end = sharesHost(project, other.node, namespace, new Set([...seen, other.node]));
  const origin = mode.origin ?? { at: other.key };
  const related =
    end.origin === undefined ? origin : { ...origin, related: [...(origin.related ?? []), end.origin.at] };
  return end.known ? known(end.value, related) : unknown(end.absence, related);
}

function cut(mode: string): readonly [kind: string, name: string] {
  const colon = mode.indexOf(':');
  return colon === -1 ? [mode, ''] : [mode.slice(0, colon), mode.slice(colon + 1)];
}

function serviceOf(project: ComposeProject, name: string): Entry | undefined {
  return project.services.get(name) ?? project.disabled.get(name);
}

/** The service that will run under a container name: by `container_name`, or by the name that Compose gives. */
function containerOf(project: ComposeProject, name: string): Entry | undefined {
  if (hasHole(name)) return undefined;
  for (const [service, entry] of [...project.services, ...project.disabled]) {
    const given = readText(child(entry.node, 'container_name'));
    if (given.known && (given.value === name || (given.value === '' && name === `${project.name}-${service}-1`)))
      return entry;
  }
  return undefined;
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
  return entriesOf(child(node, 'networks')).map(([key, entry]) => {
    const written = readKey(key, entry);
    return written.known ? realName(project, key) : written;
  });
}

/** A network that this project makes is never one of the engine's own, whatever a variable calls it. */
function realName(project: ComposeProject, key: string): Reading<string> {
  const declaration = project.networks.get(key)?.node;
  const usual = `${project.name}_${key}`;
  const name = readText(child(declaration, 'name'), usual);
  const external = readBool(child(declaration, 'external'));
  return !name.known && external.known && !external.value ? known(usual) : name;
}
