// The value of `--network`: a mode or name, or several keys and values.
import { InputError } from '../model/errors.ts';
import { parseCsv } from './csv.ts';
import type { EndpointSettings } from './docker-request.ts';
import { parseGoInt } from './go-values.ts';
import { isMacAddress } from './mac-address.ts';

export interface NetworkRequest {
  readonly target: string;
  readonly endpoint: EndpointSettings;
}

/** Reads a network as docker does. Throws InputError. */
export function parseNetworkFlag(text: string): NetworkRequest {
  if (!/\w+=\w+/.test(text)) {
    if (text.trim() === '') throw new InputError('the network has no name');
    return { target: text, endpoint: {} };
  }
  let target = '';
  const endpoint: EndpointSettings = {};
  const addresses: NonNullable<EndpointSettings['IPAMConfig']> = {};
  for (const field of parseCsv(text)) {
    const [key, value] = cutField(field.toLowerCase());
    if (key === 'name') target = value;
    else if (key === 'alias') endpoint.Aliases = [...(endpoint.Aliases ?? []), value];
    else if (key === 'ip') addresses.IPv4Address = value;
    else if (key === 'ip6') addresses.IPv6Address = value;
    else if (key === 'link-local-ip') addresses.LinkLocalIPs = [...(addresses.LinkLocalIPs ?? []), value];
    else if (key === 'mac-address') endpoint.MacAddress = value;
    else if (key === 'driver-opt')
      endpoint.DriverOpts = Object.fromEntries([...Object.entries(endpoint.DriverOpts ?? {}), cutField(value)]);
    else if (key === 'gw-priority') endpoint.GwPriority = parseGoInt(value, 64);
    else throw new InputError(`a network has no key \`${key}\``);
  }
  if (target === '') throw new InputError('the network has no name; add name=NETWORK');
  if (Object.keys(addresses).length > 0) endpoint.IPAMConfig = addresses;
  return { target, endpoint };
}

/** Tells whether a network mode names a network of the user's own. */
export function isUserDefined(mode: string): boolean {
  return !/^(?:|default|bridge|host|none|container(?::.*)?)$/s.test(mode);
}

/** Throws InputError unless the text is empty or a hardware address. */
export function checkMacAddress(text: string): void {
  if (text !== '' && !isMacAddress(text.trim())) throw new InputError(`\`${text}\` is no MAC address`);
}

function cutField(field: string): readonly [string, string] {
  const cut = field.indexOf('=');
  if (cut < 1) throw new InputError(`\`${field}\` is not KEY=VALUE`);
  return [field.slice(0, cut).trim(), field.slice(cut + 1).trim()];
}
