// Checks a merged model against the table of what a compose file may hold.
import { nearest } from '../../parse/nearest.ts';
import type { MapNode } from './node.ts';
import { refuse } from './refusal.ts';
import { boolOrWord, integer, listOrMap, NAME, optionTexts, string, strings } from './schema-parts.ts';
import { service } from './schema-service.ts';
import { either, findMismatch, listOf, namesTo, record, type Shape, scalar } from './schema-shape.ts';

const external = either(boolOrWord, record({ name: string }));
const looseExternal: Shape = { ...boolOrWord, map: { keys: new Map([['name', string]]), open: true } };
const addresses = namesTo(string, /.+/s);

const network = either(
  scalar('null'),
  record({
    name: string,
    driver: string,
    driver_opts: optionTexts,
    ipam: record({
      driver: string,
      config: listOf(record({ subnet: string, ip_range: string, gateway: string, aux_addresses: addresses })),
      options: addresses,
    }),
    external,
    internal: boolOrWord,
    enable_ipv4: boolOrWord,
    enable_ipv6: boolOrWord,
    attachable: boolOrWord,
    labels: listOrMap,
  }),
);

const volume = either(
  scalar('null'),
  record({ name: string, driver: string, driver_opts: optionTexts, external, labels: listOrMap }),
);

const secret = record({
  name: string,
  environment: string,
  file: string,
  external: looseExternal,
  labels: listOrMap,
  driver: string,
  driver_opts: optionTexts,
  template_driver: string,
});

const config = record({
  name: string,
  content: string,
  environment: string,
  file: string,
  external: looseExternal,
  labels: listOrMap,
  template_driver: string,
});

const model = record({ name: string, model: string, context_size: integer, runtime_flags: strings }, ['model']);

const FILE: Shape = record({
  version: string,
  name: string,
  include: listOf({ anything: true }),
  services: namesTo(service, NAME),
  models: namesTo(model, NAME, true),
  networks: namesTo(network, NAME, true),
  volumes: namesTo(volume, NAME),
  secrets: namesTo(secret, NAME),
  configs: namesTo(config, NAME),
});

/** The keys of a service, for suggestions. */
const SERVICE_KEYS = [...(service.map?.keys.keys() ?? [])];
const LEGACY: ReadonlyMap<string, string> = new Map([
  ['net', 'write network_mode'],
  ['log_driver', 'write logging: {driver: ...}'],
  ['log_opt', 'write logging: {options: ...}'],
  ['dockerfile', 'write build: {dockerfile: ...}'],
  ['volume_driver', 'set the driver of the volume under the top-level key volumes'],
  ['cpu_set', 'write cpuset'],
]);

/** Checks a model. Throws InputError at the first value that Compose would refuse. */
export function checkSchema(model: MapNode, file: string): void {
  const found = findMismatch(model, FILE);
  if (found === undefined) return;
  const path = found.path.join('.');
  refuse(`validating ${file}: ${path === '' ? 'the file' : path} ${found.reason}${advise(model, found)}`, found.at);
}

function advise(model: MapNode, found: { readonly path: readonly string[]; readonly reason: string }): string {
  const key = /^additional properties '(.*)' not allowed$/s.exec(found.reason)?.[1];
  if (key === undefined) return '';
  if (found.path.length === 0 && !model.entries.has('services') && model.entries.get(key)?.node.kind === 'map')
    return '; if it is a service, as in files of version 1, put it under the top-level key services';
  if (found.path.length !== 2 || found.path[0] !== 'services') return '';
  const legacy = LEGACY.get(key);
  if (legacy !== undefined) return `; ${legacy}`;
  const near = nearest(key, SERVICE_KEYS);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
