// Looks at a container from the host about once a second: its processes, its ports, what it uses and what is in force.
import type { AskedHardening, Attestation, ListeningPort, SmokePeaks, SmokeProcess } from '../../model/smoke-record.ts';
import { LISTENING, parseSockets } from '../../parse/proc/sockets.ts';
import { attest, attestSentry, unattested } from './attest.ts';
import { type CgroupUse, readUse } from './cgroup-numbers.ts';
import { type ContainerProcesses, findProcesses, type Sought } from './container-processes.ts';
import { openProcFiles, type ProcFiles, textOf } from './proc-files.ts';

export interface ProcWatch {
  /** Looks once. */
  look(): void;
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

/** Opens the watch of one container. `monotonic` counts milliseconds. */
export function openProcWatch(
  sought: Sought,
  asked: AskedHardening,
  { procRoot, monotonic }: { readonly procRoot: string; readonly monotonic: () => number },
): ProcWatch {
  const proc = openProcFiles(procRoot);
  const processes = new Map<string, SmokeProcess>();
  const ports = new Map<string, ListeningPort>();
  const meter = openMeter(monotonic);
  const held = new Set<string>();
  let latest: Attestation | undefined;
  let reason = 'it was not looked at';
  let hidden: Attestation | undefined;
  let portsSeen = false;
  return {
    look() {
      const found = findProcesses(proc, sought);
      if (found.kind === 'unseen') {
        reason = found.reason;
        return;
      }
      const { groups } = found.kind === 'seen' ? found.processes : found;
      meter.take(readUse(proc, groups));
      if (found.kind === 'sentry') {
        hidden = attestSentry(proc, sought.pid, groups, asked);
        return;
      }
      noteProcesses(found.processes, processes);
      portsSeen = notePorts(proc, found.processes.started.pid, ports) || portsSeen;
      latest = attest(proc, found.processes, asked);
      for (const name of latest.capabilities ?? []) held.add(name);
    },
    seen() {
      const attestation = latest === undefined ? hidden : withHeld(latest, held);
      return {
        attestation: attestation ?? unattested(asked, reason),
        processes: [...processes.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
        ...(portsSeen ? { listening: [...ports.values()].sort((a, b) => a.port - b.port) } : {}),
        ...meter.read(),
        isSeen: latest !== undefined,
      };
    },
  };
}

/** Rights that a process had once, although it gave them up later. */
function withHeld(attestation: Attestation, held: ReadonlySet<string>): Attestation {
  return attestation.capabilities === undefined ? attestation : { ...attestation, capabilities: [...held].sort() };
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
        if (isOpen && into.size < MAX_PORTS) into.set(`${protocol} ${address} ${port}`, { protocol, address, port });
      }
    }
  }
  return seen;
}

/** The highest of what was used, and the share of a CPU between two looks. */
function openMeter(monotonic: () => number) {
  let memoryBytes: number | undefined;
  let pids: number | undefined;
  let cpuPercent: number | undefined;
  let last: { readonly cpuNs: number; readonly at: number } | undefined;
  const exceeded = new Set<string>();
  const higher = (known: number | undefined, found: number | undefined) =>
    found === undefined ? known : Math.max(known ?? 0, found);
  return {
    take(use: CgroupUse): void {
      memoryBytes = higher(memoryBytes, use.memoryPeakBytes ?? use.memoryBytes);
      pids = higher(pids, use.pidsPeak ?? use.pids);
      if ((use.pidsRefused ?? 0) > 0) exceeded.add('pids');
      if ((use.memoryKills ?? 0) > 0) exceeded.add('memory');
      const at = monotonic();
      if (use.cpuNs === undefined) return;
      // Over less than half a second the share is chance.
      if (last !== undefined && at - last.at < 500) return;
      if (last !== undefined) cpuPercent = higher(cpuPercent, (use.cpuNs - last.cpuNs) / (at - last.at) / 10_000);
      last = { cpuNs: use.cpuNs, at };
    },
    read(): Pick<WatchedProcesses, 'peaks' | 'exceeded'> {
      return {
        peaks: {
          ...(memoryBytes === undefined ? {} : { memoryBytes }),
          ...(pids === undefined ? {} : { pids }),
          ...(cpuPercent === undefined ? {} : { cpuPercent: Math.round(cpuPercent * 10) / 10 }),
        },
        exceeded: [...exceeded].sort(),
      };
    },
  };
}
