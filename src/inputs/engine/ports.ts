// Published and exposed ports, names of other hosts, links.
import type { Port } from '../../model/container.ts';
import { hasHole } from '../../parse/hole.ts';
import { hostAddress } from '../../parse/host-address.ts';
import { type EngineDocument, itemsAt, keysAt, type Path, valueAt } from './document.ts';
import { type Found, found, lost, readText } from './found.ts';
import { type Draft, put, type Stating, state, stateFlags, stateLists } from './state.ts';

const HOST = 'HostConfig';

/** States ports and what the container knows of other hosts. */
export function statePorts(stating: Stating): void {
  const { document } = stating;
  stateFlags(stating, { publishAll: [HOST, 'PublishAllPorts'] });
  stateLists(stating, { extraHosts: [HOST, 'ExtraHosts'], dns: [HOST, 'Dns'], links: [HOST, 'Links'] });
  const published = bindingsOf(document);
  state(stating, 'ports', found(published.map((binding, index) => portOf(stating, binding, index))));
  stateExposed(stating, new Set(published.map(({ port }) => port)));
}

interface Binding {
  readonly port: string;
  readonly path: Path;
}

/** Bindings that were asked for; where every exposed port is published, also those that the engine made. */
function bindingsOf(document: EngineDocument): Binding[] {
  const list = (path: Path): Binding[] =>
    keysAt(document, path).flatMap((port) =>
      itemsAt(document, [...path, port]).map((binding) => ({ port, path: binding })),
    );
  const asked = list([HOST, 'PortBindings']);
  if (document.kind === 'run' || valueAt(document, [HOST, 'PublishAllPorts']) !== true) return asked;
  const known = new Set(asked.map(({ port }) => port));
  return [...asked, ...list(['NetworkSettings', 'Ports']).filter(({ port }) => !known.has(port))];
}

function portOf(stating: Stating, { port, path }: Binding, index: number): Port {
  const { document } = stating;
  const at = `ports[${index}]`;
  const origin = document.origin(path);
  if (origin !== undefined) stating.facts.locate(at, origin);
  const [target = '', protocol = 'tcp'] = port.split('/');
  const hostIp = readText(document, [...path, 'HostIp']);
  const hostPort = readText(document, [...path, 'HostPort']);
  const [first, last] = rangeOf(document, [...path, 'HostPort'], hostPort);
  const element: Draft<Port> = {};
  put(
    stating,
    at,
    element,
    'target',
    hasHole(target) ? lost(document.explain(target, path)) : number(document, path, target),
  );
  put(stating, at, element, 'hostPort', first);
  put(stating, at, element, 'hostPortEnd', last);
  put(stating, at, element, 'hostIp', hostIp.known ? found(hostAddress(hostIp.value)) : hostIp);
  put(stating, at, element, 'protocol', hasHole(protocol) ? lost(document.explain(protocol, path)) : found(protocol));
  const raw = (key: string) => {
    const value = valueAt(document, [...path, key]);
    return typeof value === 'string' ? document.spell(value) : '';
  };
  const address = raw('HostIp') === '' ? '' : `${raw('HostIp').includes(':') ? `[${raw('HostIp')}]` : raw('HostIp')}:`;
  const outside = raw('HostPort') === '' && address === '' ? '' : `${raw('HostPort')}:`;
  put(stating, at, element, 'text', found(`${address}${outside}${document.spell(protocol === 'tcp' ? target : port)}`));
  return element;
}

function rangeOf(document: EngineDocument, path: Path, text: Found<string>): readonly [Found<number>, Found<number>] {
  if (!text.known) return [text, text];
  const [first = '', last = first] = text.value.split('-');
  return [number(document, path, first), number(document, path, last)];
}

function number(document: EngineDocument, path: Path, digits: string): Found<number> {
  if (digits === '') return found(0);
  return /^\d{1,5}$/.test(digits) ? found(Number(digits)) : document.fail(path, 'a port');
}

function stateExposed(stating: Stating, published: ReadonlySet<string>): void {
  const { document } = stating;
  const path: Path = ['Config', 'ExposedPorts'];
  const ports = keysAt(document, path).filter((port) => !published.has(port));
  for (const [index, port] of ports.entries()) {
    const origin = document.origin([...path, port]);
    if (origin !== undefined) stating.facts.locate(`expose[${index}]`, origin);
    if (hasHole(port)) stating.facts.unknown(`expose[${index}]`, document.explain(port, [...path, port]));
  }
  state(stating, 'expose', found(ports.map((port) => (hasHole(port) ? undefined : port.replace(/\/tcp$/, '')))));
}
