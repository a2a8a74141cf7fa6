// The short form of a port in a compose file: `[[ip:][published]:]target[/protocol]`, ranges expanded.
import { InputError } from '../model/errors.ts';
import { HOLE, hasHole } from './hole.ts';
import { isIpAddress } from './ip-address.ts';

export interface ComposePort {
  readonly target: string;
  readonly protocol: string;
  /** A port, or a range from which the engine picks; absent when it picks any. */
  readonly published?: string;
  readonly hostIp?: string;
}

type Pair = readonly [target: string, published: string | undefined];

const PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);

/** Reads a short port. Gives nothing where the whole entry is a hole. Throws InputError where Compose refuses it. */
export function parseComposePort(text: string): ComposePort[] | undefined {
  if (text.replaceAll(HOLE, '') === '' && text !== '') return undefined;
  const parts = text.split(':');
  const [target = '', protocol] = splitProtocol(parts.at(-1) ?? '');
  let published = parts.at(-2);
  const address = parts.length > 2 ? parts.slice(0, -2).join(':') : undefined;
  let hostIp = address === undefined || address === '' ? undefined : readAddress(address);
  // What comes from outside may bring fields of its own: `${X}:80` an address, `${X}/udp` all of them.
  if (parts.length === 1 && hasHole(target)) published = HOLE;
  if (parts.length <= 2 && published !== undefined && hasHole(published)) hostIp = HOLE;
  if (target === '') throw new InputError(`no port specified: ${text}`);
  if (!hasHole(protocol) && !PROTOCOLS.has(protocol))
    throw new InputError(`invalid proto ${JSON.stringify(protocol)} in the port ${text}; use tcp, udp or sctp`);
  return expand(text, target, published === '' ? undefined : published).map(([inside, outside]) => ({
    target: inside,
    protocol,
    ...(outside === undefined ? {} : { published: outside }),
    ...(hostIp === undefined ? {} : { hostIp }),
  }));
}

/** The number of ports that a short port expands to at most, known before it is expanded. */
export function countComposePorts(text: string): number {
  const [target = ''] = text.slice(text.lastIndexOf(':') + 1).split('/', 1);
  const range = /^(\d{1,9})-(\d{1,9})$/.exec(target);
  return range === null ? 1 : Math.max(1, Math.min(65536, Number(range[2]) - Number(range[1]) + 1));
}

function splitProtocol(text: string): [port: string, protocol: string] {
  const [port = '', protocol = ''] = text.split('/');
  return [port, protocol === '' ? 'tcp' : protocol.toLowerCase()];
}

function readAddress(text: string): string {
  if (hasHole(text)) return text;
  const bracketed = /^\[(.*)\]$/.exec(text)?.[1];
  const address = bracketed ?? text;
  if (!isIpAddress(address)) throw new InputError(`invalid IP address: ${text}`);
  return address;
}

function expand(text: string, target: string, published: string | undefined): Pair[] {
  if (hasHole(target)) return [[target, published]];
  const inside = readRange(target, `invalid container port ${target} in ${text}`);
  const count = inside.end - inside.start + 1;
  const targets = Array.from({ length: count }, (_, index) => String(inside.start + index));
  if (published === undefined) return byTarget(targets.map((port): Pair => [port, undefined]));
  if (hasHole(published)) return byTarget(targets.map((port): Pair => [port, count === 1 ? published : HOLE]));
  const outside = readRange(published, `invalid host port ${published} in ${text}`);
  if (count === 1)
    return [
      [String(inside.start), outside.end > outside.start ? `${outside.start}-${outside.end}` : String(outside.start)],
    ];
  if (outside.end - outside.start + 1 !== count)
    throw new InputError(`invalid ranges specified for container and host ports in ${text}: they differ in length`);
  return byTarget(targets.map((port, index): Pair => [port, String(outside.start + index)]));
}

/** Compose lists the ports of a range by the text of the target. */
function byTarget(ports: Pair[]): Pair[] {
  return ports.sort(([a], [b]) => (`${a}/` < `${b}/` ? -1 : 1));
}

function readRange(text: string, problem: string): { start: number; end: number } {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const start = Number(match?.[1] ?? Number.NaN);
  const end = match?.[2] === undefined ? start : Number(match[2]);
  if (!(start <= end && end <= 65535)) throw new InputError(`${problem}; ports go from 0 to 65535, ranges upwards`);
  return { start, end };
}
