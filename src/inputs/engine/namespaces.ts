// Namespaces that are shared with the host or another container, and networks.
import type { ContainerElement } from '../../model/container.ts';
import type { Absence } from '../../model/subject.ts';
import { isUserDefined } from '../../parse/docker-network.ts';
import { hasHole } from '../../parse/hole.ts';
import { type EngineDocument, keysAt, type Path, valueAt } from './document.ts';
import { change, type Found, found, lost, readText } from './found.ts';
import { type Draft, put, type Stating, state, stateTexts } from './state.ts';

const HOST = 'HostConfig';

/** States the namespaces of the container. */
export function stateNamespaces(stating: Stating): void {
  const { document } = stating;
  stateTexts(stating, {
    uts: [HOST, 'UTSMode'],
    usernsMode: [HOST, 'UsernsMode'],
    cgroupParent: [HOST, 'CgroupParent'],
  });
  const cgroup = valueAt(document, [HOST, 'CgroupnsMode']) === null ? 'CgroupMode' : 'CgroupnsMode';
  stateTexts(stating, { cgroup: [HOST, cgroup] });
  const pid = readText(document, [HOST, 'PidMode']);
  const ipc = readText(document, [HOST, 'IpcMode']);
  state(
    stating,
    'pid',
    change(pid, (mode) => (mode === 'private' ? '' : mode)),
  );
  state(stating, 'hostPid', sharesHost(document, pid, 'process'));
  state(stating, 'ipc', ipc);
  state(stating, 'hostIpc', sharesHost(document, ipc, 'IPC'));
  stateNetwork(stating);
}

/** Tells whether a namespace is that of the host; where it is that of something else, only that can tell. */
function sharesHost(document: EngineDocument, mode: Found<string>, what: string): Found<boolean> {
  if (!mode.known) return mode;
  const { value, origin } = mode;
  if (/^(?:container:|ns:|pod$)/.test(value)) {
    const reason = `it joins the ${what} namespace \`${value}\`, which is not declared here`;
    return lost({ reason, at: origin?.at ?? document.declared }, origin);
  }
  return found(value === 'host', origin);
}

function stateNetwork(stating: Stating): void {
  const { document } = stating;
  const path: Path = [HOST, 'NetworkMode'];
  const mode = readText(document, path);
  if (!mode.known) {
    for (const field of ['networkMode', 'hostNetwork', 'networks'] as const) state(stating, field, mode);
    return;
  }
  const builtIn = /^(?:|default|bridge|nat|podman)$/.test(mode.value);
  const special = /^(?:host|none|private|pod|pasta|slirp4netns|container:.*|ns:.*)$/s.test(mode.value);
  state(
    stating,
    'networkMode',
    change(mode, (value) => (builtIn ? 'bridge' : special ? value : '')),
  );
  const names = builtIn || !special ? attached(document, mode.value, builtIn) : [];
  const shared = names.includes('host') ? found(true, mode.origin) : sharesHost(document, mode, 'network');
  state(stating, 'hostNetwork', shared);
  const networks = names.map((name, index) => networkOf(stating, name, index));
  state(stating, 'networks', found(networks, names.length === 0 ? undefined : mode.origin));
}

/** Names of the networks besides the default bridge. */
function attached(document: EngineDocument, mode: string, builtIn: boolean): string[] {
  const endpoints: Path =
    document.kind === 'run' ? ['NetworkingConfig', 'EndpointsConfig'] : ['NetworkSettings', 'Networks'];
  const names = keysAt(document, endpoints).filter(
    (name) => !(builtIn && ['default', 'bridge', 'nat', 'podman'].includes(name)),
  );
  return names.length === 0 && !builtIn && isUserDefined(mode) ? [mode] : names;
}

function networkOf(stating: Stating, name: string, index: number): ContainerElement<'Network'> {
  const { document } = stating;
  const path = `networks[${index}]`;
  const element: Draft<ContainerElement<'Network'>> = { external: true };
  put(
    stating,
    path,
    element,
    'name',
    hasHole(name) ? lost(document.explain(name, ['NetworkingConfig', 'EndpointsConfig', name])) : found(name),
  );
  const origin =
    document.origin(['NetworkingConfig', 'EndpointsConfig', name]) ??
    document.origin(['NetworkSettings', 'Networks', name]) ??
    document.origin([HOST, 'NetworkMode']);
  if (origin !== undefined) stating.facts.locate(path, origin);
  const elsewhere: Absence = {
    reason: `the network \`${document.spell(name)}\` is declared elsewhere`,
    hint: `look at it with \`${document.engine} network inspect ${document.spell(name)}\``,
    at: origin?.at ?? document.declared,
  };
  put(stating, path, element, 'internal', lost(elsewhere));
  put(stating, path, element, 'driver', lost(elsewhere));
  return element;
}
