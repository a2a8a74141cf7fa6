// Rules between the keys of one mapping, checked once a model is merged.
import { isIpAddress } from '../../parse/ip-address.ts';
import { childOf, isNull, knownText } from './build-node.ts';
import type { MapNode, Node } from './node.ts';
import { pathTable, rewrite } from './path-table.ts';
import { refuse } from './refusal.ts';

type Check = (node: MapNode, path: string) => void;

const CHECKS = pathTable<Check>([
  ['volumes.*', checkExternalVolume],
  ['configs.*', (node, path) => checkSources(node, path, ['file', 'environment', 'content'])],
  ['secrets.*', (node, path) => checkSources(node, path, ['file', 'environment'])],
  ['services.*.ports[]', checkHostIp],
  ['services.*.develop.watch[]', checkWatchPath],
  ['services.*.deploy.resources.reservations.devices[]', checkDeviceRequest],
  ['services.*.gpus[]', checkDeviceRequest],
]);

/** Checks a model. Throws InputError at the first rule broken. */
export function validateModel(model: MapNode): void {
  rewrite(model, CHECKS, (node: Node, check, path) => {
    if (node.kind === 'map') check(node, path);
    return node;
  });
}

/** Tells whether a resource is declared outside the project; a hole counts as not known, so as not declared here. */
export function isExternal(node: Node | undefined): boolean {
  const external = childOf(node, 'external');
  return external?.kind === 'scalar' && (external.value === true || external.hole !== undefined);
}

function checkExternalVolume(volume: MapNode, path: string): void {
  const external = childOf(volume, 'external');
  if (external?.kind !== 'scalar' || external.value !== true) return;
  for (const [key, entry] of volume.entries)
    if (key !== 'external' && key !== 'name' && !key.startsWith('x-'))
      refuse(
        `${path}: conflicting parameters "external" and ${JSON.stringify(key)} specified; keep one of them`,
        entry.key,
      );
}

function checkSources(node: MapNode, path: string, keys: readonly string[]): void {
  const set = keys.filter((key) => !isNull(childOf(node, key)));
  if (set.length > 1)
    refuse(`${path}: ${set.join('|')} attributes are mutually exclusive; keep one of them`, node.origin.at);
  if (set.length === 1 || isExternal(node) || !isNull(childOf(node, 'driver'))) return;
  refuse(`${path}: one of ${keys.join('|')} must be set`, node.origin.at);
}

function checkHostIp(port: MapNode, path: string): void {
  const node = childOf(port, 'host_ip');
  const text = knownText(node);
  if (node !== undefined && text !== undefined && text !== '' && !isIpAddress(text))
    refuse(`${path}.host_ip: invalid ip address: ${text}`, node.origin.at);
}

function checkWatchPath(watch: MapNode, path: string): void {
  const node = childOf(watch, 'path');
  if (node !== undefined && knownText(node) === '') refuse(`${path}.path: value can't be blank`, node.origin.at);
}

function checkDeviceRequest(request: MapNode, path: string): void {
  if (isNull(childOf(request, 'count')) || isNull(childOf(request, 'device_ids'))) return;
  refuse(`${path}: "count" and "device_ids" attributes are exclusive; keep one of them`, request.origin.at);
}
