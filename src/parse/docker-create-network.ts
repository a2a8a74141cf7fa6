// Ports and networks of a create request.

import { LimitError } from '../model/errors.ts';
import { type Answers, pathKey, type RequestPath } from './docker-answers.ts';
import { orNull } from './docker-create-host.ts';
import type { CreateContext } from './docker-env-file.ts';
import type { Given } from './docker-flags.ts';
import { checkMacAddress, isUserDefined, type NetworkRequest, parseNetworkFlag } from './docker-network.ts';
import { Refusal, refuseAt } from './docker-refusal.ts';
import type { CreateRequest, EndpointSettings, PortBinding } from './docker-request.ts';
import { hasHole } from './hole.ts';
import { podmanNetworks } from './podman-network.ts';
import { parseExpose, parsePublish } from './port.ts';

/** Most ports that one container may name. */
const MAX_PORTS = 65_536;

/** Adds published and exposed ports and the networks with their endpoints. */
export function addNetworks(answers: Answers, request: CreateRequest, context: CreateContext): void {
  addPorts(answers, request);
  const links = answers.texts('link', ['HostConfig', 'Links']);
  const mac = answers.last('mac-address');
  if (mac !== undefined && !hasHole(mac.text))
    refuseAt('client', mac.span, '--mac-address', () => checkMacAddress(mac.text));
  const given = answers.all('network').filter(({ text }) => context.program === 'docker' || text !== '');
  const networks = given.flatMap((one): { network: NetworkRequest; given: Given }[] =>
    context.program === 'podman'
      ? podmanNetworks(one.text).map((network) => ({ network, given: one }))
      : [{ network: refuseAt('client', one.span, '--network', () => readNetwork(one.text)), given: one }],
  );
  const [first] = networks;
  if (first === undefined) leaveToPod(answers);
  const mode = first?.network.target ?? 'default';
  if (first !== undefined) answers.note(['HostConfig', 'NetworkMode'], first.given);
  request.HostConfig.NetworkMode = mode;
  request.HostConfig.Links = orNull(links);
  if (context.program === 'docker') checkCombination(networks);
  const endpoints = request.NetworkingConfig.EndpointsConfig;
  for (const { network, given: one } of networks.length > 0
    ? networks
    : [{ network: { target: 'default', endpoint: {} }, given: undefined }]) {
    const isFirst = network === first?.network || first === undefined;
    const endpoint = isFirst ? withFlags(answers, network, links) : network.endpoint;
    if (
      endpoint.MacAddress !== undefined &&
      endpoint.MacAddress !== '' &&
      one !== undefined &&
      !hasHole(endpoint.MacAddress)
    )
      refuseAt('client', one.span, '--network', () => checkMacAddress(endpoint.MacAddress ?? ''));
    if (networks.length < 2 && Object.keys(endpoint).length === 0) continue;
    endpoints[network.target] = endpoint;
    if (one !== undefined) answers.note(['NetworkingConfig', 'EndpointsConfig', network.target], one);
  }
}

/** A pod that exists already decides on the namespaces that the line does not name. */
function leaveToPod(answers: Answers): void {
  const pod = answers.last('pod') ?? answers.last('pod-id-file');
  if (pod === undefined || pod.text.startsWith('new:')) return;
  for (const [field, flag] of POD_NAMESPACES) {
    if (answers.last(flag) !== undefined) continue;
    const key = pathKey(['HostConfig', field]);
    answers.trace.places.set(key, pod.span);
    answers.trace.unknown.set(key, { reason: `the pod decides on the ${flag} namespace` });
  }
}

const POD_NAMESPACES = [
  ['NetworkMode', 'network'],
  ['IpcMode', 'ipc'],
  ['UTSMode', 'uts'],
] as const;

function readNetwork(text: string): NetworkRequest {
  return hasHole(text) && !text.includes('name=') ? { target: text, endpoint: {} } : parseNetworkFlag(text);
}

function addPorts(answers: Answers, request: CreateRequest): void {
  const bindings = new Map<string, PortBinding[]>();
  const exposed = new Set<string>();
  let count = 0;
  const room = (given: Given) => {
    count += 1;
    if (count > MAX_PORTS) throw new LimitError(`${given.flag}: more than ${MAX_PORTS} ports`);
  };
  for (const given of answers.all('publish')) {
    for (const { port, binding } of refuseAt('client', given.span, '--publish', () => parsePublish(given.text))) {
      room(given);
      const list = bindings.get(port) ?? [];
      answers.note(['HostConfig', 'PortBindings', port, list.length], given);
      list.push(binding);
      bindings.set(port, list);
      exposed.add(port);
    }
  }
  for (const given of answers.all('expose')) {
    for (const port of refuseAt('client', given.span, '--expose', () => parseExpose(given.text))) {
      room(given);
      if (!exposed.has(port)) answers.note(['Config', 'ExposedPorts', port], given);
      exposed.add(port);
    }
  }
  request.HostConfig.PortBindings = Object.fromEntries(bindings);
  if (exposed.size > 0) request.Config.ExposedPorts = Object.fromEntries([...exposed].map((port) => [port, {}]));
  request.HostConfig.PublishAllPorts = answers.bool('publish-all', ['HostConfig', 'PublishAllPorts']);
}

function checkCombination(networks: readonly { readonly network: NetworkRequest; readonly given: Given }[]): void {
  const seen = new Set<string>();
  for (const { network, given } of networks) {
    if (hasHole(network.target)) continue;
    if (seen.has(network.target))
      throw new Refusal('client', `the network ${network.target} is named twice`, { span: given.span });
    seen.add(network.target);
    if (!isUserDefined(network.target) && (network.endpoint.Aliases ?? []).length > 0)
      throw new Refusal('client', `the network ${network.target} is built in and takes no alias`, { span: given.span });
    const [first] = networks;
    if (
      first !== undefined &&
      !hasHole(first.network.target) &&
      isUserDefined(first.network.target) !== isUserDefined(network.target)
    )
      throw new Refusal(
        'client',
        `the networks ${first.network.target} and ${network.target} cannot be combined: one is built in`,
        {
          span: given.span,
        },
      );
  }
}

const SHARED: readonly (readonly [flag: string, has: (endpoint: EndpointSettings) => boolean])[] = [
  ['network-alias', (endpoint) => endpoint.Aliases !== undefined],
  ['ip', (endpoint) => endpoint.IPAMConfig?.IPv4Address !== undefined],
  ['ip6', (endpoint) => endpoint.IPAMConfig?.IPv6Address !== undefined],
  ['link-local-ip', (endpoint) => endpoint.IPAMConfig?.LinkLocalIPs !== undefined],
  ['mac-address', (endpoint) => endpoint.MacAddress !== undefined],
];

/** The endpoint of the first network, to which the flags about one network belong. */
function withFlags(answers: Answers, { target, endpoint }: NetworkRequest, links: readonly string[]): EndpointSettings {
  for (const [flag, has] of SHARED) {
    const given = answers.last(flag);
    if (given !== undefined && has(endpoint))
      throw new Refusal('client', `--${flag} is also given inside --network`, { span: given.span });
  }
  const alias = answers.last('network-alias');
  if (alias !== undefined && !isUserDefined(target) && !hasHole(target))
    throw new Refusal('client', '--network-alias needs a network of your own: add --network NAME', {
      span: alias.span,
    });
  const result: EndpointSettings = { ...endpoint };
  const path: RequestPath = ['NetworkingConfig', 'EndpointsConfig', target];
  const addresses = { ...endpoint.IPAMConfig };
  const ip = answers.text('ip', [...path, 'IPAMConfig', 'IPv4Address']);
  const ip6 = answers.text('ip6', [...path, 'IPAMConfig', 'IPv6Address']);
  const local = answers.texts('link-local-ip', [...path, 'IPAMConfig', 'LinkLocalIPs']);
  const mac = answers.text('mac-address', [...path, 'MacAddress']);
  const aliases = answers.texts('network-alias', [...path, 'Aliases']);
  if (ip !== '') addresses.IPv4Address = ip;
  if (ip6 !== '') addresses.IPv6Address = ip6;
  if (local.length > 0) addresses.LinkLocalIPs = local;
  if (Object.keys(addresses).length > 0) result.IPAMConfig = addresses;
  if (mac !== '') result.MacAddress = mac;
  if (aliases.length > 0) result.Aliases = aliases;
  if (links.length > 0 && isUserDefined(target)) result.Links = [...links];
  return result;
}
