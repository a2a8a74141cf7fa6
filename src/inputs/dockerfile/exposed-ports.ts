// The ports that EXPOSE names.
import { InputError } from '../../model/errors.ts';
import type { ExposedPort } from '../../model/stage.ts';
import { hasHole } from '../../parse/hole.ts';
import { parsePortRange } from '../../parse/port.ts';

export interface PortRange {
  readonly start: number;
  readonly end: number;
  readonly protocol: string;
}

const PROTOCOLS: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

/** Reads `80`, `80/udp` or `8000-8010/tcp`; `undefined` where it is none or not known. */
export function readPortRange(text: string): PortRange | undefined {
  const [ports = '', written = ''] = text.split('/', 2);
  const protocol = written === '' ? 'tcp' : written.toLowerCase();
  if (hasHole(text) || !PROTOCOLS.has(protocol)) return undefined;
  try {
    return { ...parsePortRange(ports), protocol };
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** A range in short form: `80/tcp`, `8000-8010/tcp`. */
export function showPortRange({ start, end, protocol }: PortRange): string {
  return start === end ? `${start}/${protocol}` : `${start}-${end}/${protocol}`;
}

/** Every port of the ranges once, with the index of the first range that names it. */
export function expandPorts(ranges: readonly (PortRange | undefined)[]): { port: ExposedPort; index: number }[] {
  const found: { port: ExposedPort; index: number }[] = [];
  const free = new Map([...PROTOCOLS].map((protocol) => [protocol, freePorts()]));
  ranges.forEach((range, index) => {
    if (range === undefined) {
      found.push({ port: {}, index });
      return;
    }
    const { start, end, protocol } = range;
    for (const port of free.get(protocol)?.(start, end) ?? [])
      found.push({ port: { port, protocol, text: `${port}/${protocol}` }, index });
  });
  return found;
}

/** Hands out each port of the ranges asked for once. Wide ranges may be written many times, so those that are gone are leapt over. */
function freePorts(): (start: number, end: number) => number[] {
  const leap = new Map<number, number>();
  const firstFree = (from: number): number => {
    let free = from;
    for (let next = leap.get(free); next !== undefined; next = leap.get(free)) free = next;
    for (let at = from; at < free; ) {
      const next = leap.get(at) ?? free;
      leap.set(at, free);
      at = next;
    }
    return free;
  };
  return (start, end) => {
    const ports: number[] = [];
    for (let port = firstFree(start); port <= end; port = firstFree(port + 1)) {
      leap.set(port, port + 1);
      ports.push(port);
    }
    return ports;
  };
}
