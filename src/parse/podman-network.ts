// The value of podman's `--network`: a mode or name with options behind a colon.
import type { NetworkRequest } from './docker-network.ts';
import type { EndpointSettings } from './docker-request.ts';

const MODES_WITH_TARGET = new Set(['container', 'ns']);

/** Reads `NAME[:ip=...,alias=...]`, a mode, or the old list `name1,name2`. */
export function podmanNetworks(text: string): NetworkRequest[] {
  const cut = text.indexOf(':');
  const name = cut === -1 ? text : text.slice(0, cut);
  if (cut !== -1 && MODES_WITH_TARGET.has(name)) return [{ target: text, endpoint: {} }];
  if (cut === -1) return text.split(',').map((target) => ({ target, endpoint: {} }));
  return [{ target: name, endpoint: readOptions(text.slice(cut + 1)) }];
}

function readOptions(text: string): EndpointSettings {
  const endpoint: EndpointSettings = {};
  const options: [string, string][] = [];
  for (const field of text.split(',')) {
    const cut = field.indexOf('=');
    const key = cut === -1 ? field : field.slice(0, cut);
    const value = cut === -1 ? '' : field.slice(cut + 1);
    if (key === 'ip') endpoint.IPAMConfig = { ...endpoint.IPAMConfig, IPv4Address: value };
    else if (key === 'ip6') endpoint.IPAMConfig = { ...endpoint.IPAMConfig, IPv6Address: value };
    else if (key === 'alias') endpoint.Aliases = [...(endpoint.Aliases ?? []), value];
    else if (key === 'mac') endpoint.MacAddress = value;
    else if (key !== '') options.push([key, value]);
  }
  if (options.length > 0) endpoint.DriverOpts = Object.fromEntries(options);
  return endpoint;
}
