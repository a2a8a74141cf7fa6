// Looks at a container from the host about once a second: its processes, its ports, what it uses and what is in force.
import type { AskedHardening, Attestation, ListeningPort, SmokePeaks, SmokeProcess } from '../../model/smoke-record.ts';
import { LISTENING, parseSockets } from '../../parse/proc/sockets.ts';
import { attest, attestSentry, unattested } from './attest.ts';
import { sharesNetwork } from './attest-namespaces.ts';
import { readUse } from './cgroup-numbers.ts';
import { type ContainerProcesses, findProcesses, type Sought } from './container-processes.ts';
import { joinAttestations } from './join-attestations.ts';
import { openProcFiles, type ProcFiles, textOf } from './proc-files.ts';
import { openUseMeter } from './use-meter.ts';

export interface ProcWatch {
  /** Looks at everything once. */
  look(): void;
  /** Looks at processes and what they use, which costs little: the kernel walks all sockets of the machine to list those of one. */
  glance(): void;
  seen(): WatchedProcesses;
}

export interface WatchedProcesses {
  readonly attestation: Attestation;
  readonly processes: readonly SmokeProcess[];
  /** Absent where they could not be seen. */
  readonly listening?: readonly ListeningPort[];
  readonly peaks: Omit<SmokePeaks, 'logBytes'>;
  /** `pids` and `memory`, where the kernel says so. */
  readonly exceeded: readonly string[];
  /** The processes could be seen at least once. */
  readonly isSeen: boolean;
}

/** Different processes and ports that are told. */
const MAX_PROCESSES = 64;
const MAX_PORTS = 64;
/** Where the addresses for leaving ports begin: a bound UDP port above it is that of a client. */
const EPHEMERAL = 32_768;
/** Of the engine, in networks with names. */
const RESOLVER = '127.0.0.11';

/** Opens the watch of one container. `monotonic` counts milliseconds. */
export function openProcWatch(
  sought: Sought,
  asked: AskedHardening,
  { procRoot, monotonic }: { readonly procRoot: string; readonly monotonic: () => number },
): ProcWatch {
  const proc = openProcFiles(procRoot);
  const processes = new Map<string, SmokeProcess>();
  const ports = new Map<string, ListeningPort>();
  const meter = openUseMeter(monotonic);
  let latest: Attestation | undefined;
  let reason = 'it was not looked at';
  let hidden: Attestation | undefined;
  let portsSeen = false;
  const glance = (): ReturnType<typeof findProcesses> => {
    const found = findProcesses(proc, sought);
    if (found.kind === 'unseen') {
      reason = found.reason;
      return found;
    }
    meter.take(readUse(proc, found.kind === 'seen' ? found.processes.groups : found.groups));
    if (found.kind === 'seen') noteProcesses(found.processes, processes);
    return found;
  };
  return {
    glance: () => void glance(),
    look() {
      const found = glance();
      if (found.kind === 'sentry') hidden = attestSentry(proc, sought.pid, found.groups, asked);
      if (found.kind !== 'seen') return;
      const { started, groups } = found.processes;
      // The ports of the host would be told in place of its own.
      if (sharesNetwork({ proc, pid: started.pid, groups }) !== true)
        portsSeen = notePorts(proc, started.pid, ports) || portsSeen;
      const now = attest(proc, found.processes, asked);
      latest = latest === undefined ? now : joinAttestations(latest, now);
    },
    seen() {
      return {
        attestation: latest ?? hidden ?? unattested(asked, reason),
        processes: sorted(processes),
        ...(portsSeen ? { listening: sorted(ports).sort((a, b) => a.port - b.port) } : {}),
        ...meter.read(),
        isSeen: latest !== undefined,
      };
    },
  };
}

/** By their keys: which look saw them first is chance. */
function sorted<T>(found: ReadonlyMap<string, T>): T[] {
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function noteProcesses({ own }: ContainerProcesses, into: Map<string, SmokeProcess>): void {
  for (const { name, uids } of own) {
    const [, uid] = uids;
    if (into.size < MAX_PROCESSES)
      into.set(`${name} ${uid}`, { name: printableName(name), ...(uid === undefined ? {} : { uid }) });
  }
}

/** A program chooses its name itself. */
function printableName(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '?').slice(0, 15);
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
