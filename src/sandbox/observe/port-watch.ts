// The ports that a container listens on, gathered from look to look.
import type { ListeningPort } from '../../model/smoke-record.ts';
import { LISTENING, parseSockets } from '../../parse/proc/sockets.ts';
import { socketsInUse } from '../../parse/proc/sockets-in-use.ts';
import { type ProcFiles, textOf } from './proc-files.ts';
import { sorted } from './sorted.ts';

export interface PortWatch {
  /** Reads the sockets of the namespace of a process. */
  look(pid: number): void;
  /** Reads them when their number has changed since the last time: the kernel walks all sockets of the machine to list those of one. */
  glance(pid: number): void;
  /** By number; undefined where they could not be seen. */
  listening(): readonly ListeningPort[] | undefined;
}

/** Different ports that are told. */
const MAX_PORTS = 64;
/** Where the addresses for leaving ports begin: a bound UDP port above it is that of a client. */
const EPHEMERAL = 32_768;
/** Of the engine, in networks with names. */
const RESOLVER = '127.0.0.11';

/** Begins with none. */
export function openPortWatch(proc: ProcFiles): PortWatch {
  const ports = new Map<string, ListeningPort>();
  let isSeen = false;
  let inUse = '';
  const count = (pid: number): string =>
    ['sockstat', 'sockstat6'].map((name) => socketsInUse(textOf(proc.process(pid, `net/${name}`)) ?? '')).join(' ');
  const read = (pid: number, now: string): void => {
    inUse = now;
    isSeen = notePorts(proc, pid, ports) || isSeen;
  };
  return {
    // Counted before they are read: one that comes in between is read at the next glance.
    look: (pid) => read(pid, count(pid)),
    glance(pid) {
      const now = count(pid);
      if (now !== inUse) read(pid, now);
    },
    listening: () => (isSeen ? [...sorted(ports)].sort((a, b) => a.port - b.port) : undefined),
  };
}

function notePorts(proc: ProcFiles, pid: number, into: Map<string, ListeningPort>): boolean {
  let seen = false;
  for (const protocol of ['tcp', 'udp'] as const) {
    for (const family of ['', '6']) {
      const text = textOf(proc.process(pid, `net/${protocol}${family}`));
      if (text === undefined) continue;
      seen = true;
      for (const { address, port, state, unconnected } of parseSockets(text)) {
        const isOpen = protocol === 'tcp' ? state === LISTENING : unconnected && port !== 0 && port < EPHEMERAL;
        if (isOpen && address !== RESOLVER && into.size < MAX_PORTS)
          into.set(`${protocol} ${address} ${port}`, { protocol, address, port });
      }
    }
  }
  return seen;
}
