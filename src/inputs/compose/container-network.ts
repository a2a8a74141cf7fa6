// Networks, published ports and name resolution of a service.
import type { Origin } from '../../model/location.ts';
import { HOLE, hasHole, showHoles } from '../../parse/hole.ts';
import { hostAddress } from '../../parse/host-address.ts';
import {
  child,
  entriesOf,
  holeOf,
  itemsOf,
  known,
  mapReading,
  plain,
  type Reading,
  readBool,
  readInteger,
  readKey,
  readText,
  unknown,
} from './container-read.ts';
import {
  type ElementDraft,
  listPart,
  type Part,
  type ServiceContext,
  stateElements,
  stateList,
} from './container-state.ts';
import type { Entry, Node } from './node.ts';

/** What the container is attached to and what it offers. */
export const networkParts: readonly Part[] = [
  { keys: ['networks', 'network_mode'], state: stateNetworks },
  { keys: ['ports'], state: statePorts },
  listPart('expose', 'expose'),
  listPart('extraHosts', 'extra_hosts', (text) => text.replace('=', ':')),
  listPart('dns', 'dns'),
  { keys: ['links', 'external_links'], state: stateLinks },
];

function stateNetworks(service: ServiceContext): void {
  const node = child(service.node, 'networks');
  const mode = readText(child(service.node, 'network_mode'));
  // The default network that Compose joins by itself stands at the place of the service.
  const isWritten = node?.origin.at !== service.node.origin.at;
  const named = mode.known && isNetworkName(mode.value) ? [draftForeign(mode.value, mode.origin)] : [];
  stateElements(
    service,
    'networks',
    [...named, ...entriesOf(node).map((entry) => draftNetwork(service, entry, isWritten))],
    isWritten ? node?.origin : undefined,
  );
}

function isNetworkName(mode: string): boolean {
  return mode !== '' && !mode.includes(':') && !['host', 'none', 'bridge', 'default', 'disabled', 'nat'].includes(mode);
}

function draftForeign(name: string, origin: Origin | undefined): ElementDraft<'networks'> {
  return {
    ...(origin === undefined ? {} : { origin }),
    fields: { name: known(name), external: known(true, origin) },
    absence: {
      reason: `the network \`${name}\` is declared outside this project`,
      ...(origin === undefined ? {} : { at: origin.at }),
    },
  };
}

function draftNetwork(
  { project }: ServiceContext,
  [name, entry]: readonly [string, Entry],
  isWritten: boolean,
): ElementDraft<'networks'> {
  const place = isWritten ? { origin: { at: entry.key } } : {};
  const written = readKey(name, entry);
  if (!written.known) return { ...place, absence: written.absence, fields: {} };
  const declaration = project.networks.get(name)?.node;
  const external = readBool(child(declaration, 'external'));
  if (external.known && external.value) return { ...draftForeign(name, external.origin), ...place };
  const internal = readBool(child(declaration, 'internal'));
  const driver = readText(child(declaration, 'driver'));
  return { ...place, fields: { name: written, external, internal, driver } };
}

/** Ports stay listed beside the network of the host, where the engine ignores them: that they have no effect is for a rule to say. */
function statePorts(service: ServiceContext): void {
  const node = child(service.node, 'ports');
  stateElements(service, 'ports', itemsOf(node).map(draftPort), node?.origin);
}

function draftPort(node: Node): ElementDraft<'ports'> {
  const hole = holeOf(node);
  if (hole !== undefined)
    return { origin: node.origin, absence: hole, fields: { text: known(showHoles(plain(node))) } };
  const published = child(node, 'published');
  const [low, high] = readRange(published);
  return {
    origin: node.origin,
    fields: {
      target: readInteger(child(node, 'target')),
      hostPort: low,
      hostPortEnd: high,
      hostIp: readHostIp(node, low),
      protocol: mapReading(readText(child(node, 'protocol'), 'tcp'), (protocol) => protocol.toLowerCase()),
      text: known(writePort(node)),
    },
  };
}

/** What stands in the place of the port may be an address as well; then neither is known. */
function readHostIp(node: Node, port: Reading<number>): Reading<string> {
  const written = child(node, 'published');
  if (!port.known && written !== undefined && holeOf(written) === undefined) return port;
  return mapReading(readText(child(node, 'host_ip')), hostAddress);
}

function readRange(node: Node | undefined): readonly [low: Reading<number>, high: Reading<number>] {
  if (node === undefined) return [known(0), known(0)];
  const hole = holeOf(node);
  if (hole !== undefined) return [unknown(hole, node.origin), unknown(hole, node.origin)];
  const [low = '', high = low] = plain(node).split('-', 2);
  if (/^\d*$/.test(low) && /^\d*$/.test(high))
    return [known(Number(low), node.origin), known(Number(high), node.origin)];
  const absence = { reason: `\`${plain(node)}\` is no port`, at: node.origin.at };
  return [unknown(absence, node.origin), unknown(absence, node.origin)];
}

function writePort(node: Node): string {
  const [hostIp = '', published = '', target = '', protocol = ''] = ['host_ip', 'published', 'target', 'protocol'].map(
    (key) => plain(child(node, key)),
  );
  // A variable that may bring the address along stands in both places; it was written once.
  const isOneVariable = hostIp === HOLE && hasHole(published);
  const address = hostIp.includes(':') && !hostIp.startsWith('[') ? `[${hostIp}]` : hostIp;
  const host = hostIp !== '' && !isOneVariable ? `${address}:${published}:` : published !== '' ? `${published}:` : '';
  return showHoles(`${host}${target}${protocol === '' || protocol === 'tcp' ? '' : `/${protocol}`}`);
}

function stateLinks(service: ServiceContext): void {
  const own = child(service.node, 'links');
  const external = child(service.node, 'external_links');
  const origin = own?.origin ?? external?.origin;
  if (origin === undefined || external === undefined) return void stateList(service, 'links', own);
  stateList(service, 'links', { kind: 'list', origin, items: [...itemsOf(own), ...itemsOf(external)] });
}
