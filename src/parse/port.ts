// The values of `-p` and `--expose`: ports, ranges, protocols and addresses.
import { InputError } from '../model/errors.ts';
import type { PortBinding } from './docker-request.ts';
import { HOLE, hasHole } from './hole.ts';
import { isIpAddress } from './ip-address.ts';

export interface PublishedPort {
  /** `80/tcp`, the key in the request. */
  readonly port: string;
  readonly binding: PortBinding;
}

/** Reads `[[ip:]host:]container[/protocol]` or the form with `target=`, with ranges expanded. Throws InputError. */
export function parsePublish(text: string): PublishedPort[] {
  const short = text.includes('=') ? shortForm(text) : text;
  const parts = short.split(':');
  const container = parts.pop() ?? '';
  const hostPort = parts.pop() ?? '';
  const address = parseAddress(parts.join(':'));
  const { ports, protocol } = splitProtocol(container, short);
  if (hasHole(ports)) {
    if (hostPort !== '' && !hasHole(hostPort)) parsePortRange(hostPort);
    const whole = ports.startsWith(HOLE) && !text.includes(':');
    const binding = whole ? { HostIp: ports, HostPort: ports } : { HostIp: address, HostPort: hostPort };
    return [{ port: `${ports}/${protocol}`, binding }];
  }
  const inside = parsePortRange(ports);
  const outside = hostPort === '' || hasHole(hostPort) ? undefined : parsePortRange(hostPort);
  const count = inside.end - inside.start;
  if (outside !== undefined && outside.end - outside.start !== count && count !== 0)
    throw new InputError(`the ranges in \`${short}\` differ in length`);
  return Array.from({ length: count + 1 }, (_, index) => ({
    port: `${inside.start + index}/${protocol}`,
    binding: { HostIp: address, HostPort: hasHole(hostPort) ? hostPort : hostPortOf(outside, index, count) },
  }));
}

/** Reads the value of `--expose`: a port or range without a mapping. */
export function parseExpose(text: string): string[] {
  if (text.includes(':')) throw new InputError(`\`${text}\` maps a port, which --expose does not; use -p`);
  // The client neither checks the protocol here nor changes its case.
  const [ports = '', written = ''] = text.split('/');
  if (ports === '') throw new InputError(`\`${text}\` names no port of the container`);
  const protocol = written === '' ? 'tcp' : written;
  if (hasHole(ports)) return [`${ports}/${protocol}`];
  const { start, end } = parsePortRange(ports);
  return Array.from({ length: end - start + 1 }, (_, index) => `${start + index}/${protocol}`);
}

/** Reads `80` or `80-90`. */
export function parsePortRange(text: string): { readonly start: number; readonly end: number } {
  const [first = '', last = first] = text.split(/-(.*)/s, 2);
  const [start, end] = [parsePort(first, text), parsePort(last, text)];
  if (end < start) throw new InputError(`the range ${text} runs backwards`);
  return { start, end };
}

function parsePort(digits: string, text: string): number {
  if (!/^\d{1,20}$/.test(digits) || Number(digits) > 65535)
    throw new InputError(`\`${text}\` is no port; write a number up to 65535 or a range such as 8000-8010`);
  return Number(digits);
}

function hostPortOf(outside: { start: number; end: number } | undefined, index: number, count: number): string {
  if (outside === undefined) return '';
  if (count === 0 && outside.start !== outside.end) return `${outside.start}-${outside.end}`;
  return String(outside.start + index);
}

function splitProtocol(container: string, whole: string): { ports: string; protocol: string } {
  const [ports = '', written = ''] = container.split('/');
  if (ports === '') throw new InputError(`\`${whole}\` names no port of the container`);
  const protocol = written === '' ? 'tcp' : written.toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(protocol) && !hasHole(protocol))
    throw new InputError(`\`${written}\` is no protocol; one of tcp, udp, sctp`);
  return { ports, protocol };
}

function parseAddress(text: string): string {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (bare !== '' && !hasHole(bare) && !isIpAddress(bare))
    throw new InputError(`\`${text}\` is no IP address; a name cannot be bound`);
  return bare;
}

function shortForm(text: string): string {
  const fields = new Map<string, string>();
  for (const field of text.split(',')) {
    const [key = '', ...rest] = field.split('=');
    if (key === '' || rest.length === 0) throw new InputError(`\`${field}\` is not KEY=VALUE`);
    fields.set(key, rest.join('='));
  }
  const [published, target, protocol] = ['published', 'target', 'protocol'].map((key) => fields.get(key) ?? '');
  return `${published}:${target}/${protocol === '' ? 'tcp' : protocol}`;
}
