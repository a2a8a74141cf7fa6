// Keys of a service that only swarm mode honours.
import { child, entriesOf, itemsOf, known, readBool, readText } from './container-read.ts';
import { type Part, type ServiceContext, state } from './container-state.ts';
import type { Node } from './node.ts';

const DEPLOY_KEYS = ['endpoint_mode', 'placement', 'rollback_config', 'update_config'] as const;

/** Keys that only swarm mode honours. */
export const swarmParts: readonly Part[] = [
  { keys: ['deploy', 'secrets', 'configs', 'networks'], state: stateSwarmKeys },
];

/** States the swarm keys in a fixed order. Limits, replicas and the restart policy are honoured without a swarm and are no hint of one. */
function stateSwarmKeys(service: ServiceContext): void {
  const found = [
    ...deployKeys(service.node),
    ...externalKeys(service, 'secrets'),
    ...externalKeys(service, 'configs'),
    ...overlays(service),
  ];
  const first = found[0];
  if (first === undefined) return;
  const keys = found.map(({ key }) => key);
  state(service, 'swarmKeys', known(keys, first.node.origin));
  for (const [index, { node }] of found.entries()) service.facts.locate(`swarmKeys[${index}]`, node.origin);
}

interface SwarmKey {
  readonly key: string;
  readonly node: Node;
}

function deployKeys(service: Node): SwarmKey[] {
  if (child(service, 'deploy') === undefined) return [];
  const mode = child(service, 'deploy', 'mode');
  const word = readText(mode, 'replicated');
  const other =
    mode !== undefined && word.known && word.value !== 'replicated' ? [{ key: 'deploy.mode', node: mode }] : [];
  const rest = DEPLOY_KEYS.flatMap((name) => {
    const node = child(service, 'deploy', name);
    return node === undefined ? [] : [{ key: `deploy.${name}`, node }];
  });
  return [...other, ...rest];
}

function externalKeys({ node, project }: ServiceContext, section: 'secrets' | 'configs'): SwarmKey[] {
  return itemsOf(child(node, section)).flatMap((item) => {
    const source = readText(item.kind === 'scalar' ? item : child(item, 'source'));
    if (!source.known) return [];
    const external = child(project[section].get(source.value)?.node, 'external');
    const reading = readBool(external);
    return external !== undefined && reading.known && reading.value
      ? [{ key: `${section}.${source.value}.external`, node: external }]
      : [];
  });
}

function overlays({ node, project }: ServiceContext): SwarmKey[] {
  return entriesOf(child(node, 'networks')).flatMap(([name]) => {
    const driver = child(project.networks.get(name)?.node, 'driver');
    const word = readText(driver);
    return driver !== undefined && word.known && word.value === 'overlay'
      ? [{ key: `networks.${name}.driver`, node: driver }]
      : [];
  });
}
