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

/** Reads `80`, `80/udp` or `8000-8010/tcp`; `undefined` where it is none or not known. */
export function readPortRange(text: string): PortRange | undefined {
  const [ports = '', protocol = 'tcp'] = text.split('/', 2);
  if (hasHole(text)) return undefined;
  try {
    return { ...parsePortRange(ports), protocol: protocol.toLowerCase() };
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
  const found = new Map<string, { port: ExposedPort; index: number }>();
  ranges.forEach((range, index) => {
    if (range === undefined) {
      found.set(`?${index}`, { port: {}, index });
      return;
    }
    for (let port = range.start; port <= range.end; port += 1) {
      const text = `${port}/${range.protocol}`;
      if (!found.has(text)) found.set(text, { port: { port, protocol: range.protocol, text }, index });
    }
  });
  return [...found.values()];
}
