// Looks at a container from the host about once a second: its processes, its ports, what it uses and what is in force.
import type { AskedHardening, Attestation, ListeningPort, SmokePeaks, SmokeProcess } from '../../model/smoke-record.ts';
import type { ProcessStatus } from '../../parse/proc/status.ts';
import { attest, attestSentry, unattested } from './attest.ts';
import { sharesNetwork } from './attest-namespaces.ts';
import { readUse } from './cgroup-numbers.ts';
import { type ContainerProcesses, type Found, findProcesses, type Sought } from './container-processes.ts';
import { joinAttestations } from './join-attestations.ts';
import { openPortWatch } from './port-watch.ts';
import { openProcFiles } from './proc-files.ts';
import { sorted } from './sorted.ts';
import { openUseMeter } from './use-meter.ts';

export interface ProcWatch {
  /** Looks at everything. */
  look(): void;
  /** Looks at processes and what they use, and at ports and rights when it seems that they have changed: this costs little. */
  glance(): void;
  /** The kernel tells what it uses. */
  isMeasured(): boolean;
  /** `pids` and `memory`, where the kernel says so. */
  exceeded(): ReadonlySet<string>;
  /** Settings that were seen not to be in force. */
  deviations(): Attestation['settings'];
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

/** Different processes that are told. */
const MAX_PROCESSES = 64;
/** Different rights that are looked at as soon as they are seen; others wait for the next look at everything. */
const MAX_RIGHTS = 64;

/** Opens the watch of one container. `monotonic` counts milliseconds. */
export function openProcWatch(
  sought: Sought,
  asked: AskedHardening,
  { procRoot, monotonic }: { readonly procRoot: string; readonly monotonic: () => number },
): ProcWatch {
  const proc = openProcFiles(procRoot);
  const processes = new Map<string, SmokeProcess>();
  const rights = new Set<string>();
  const ports = openPortWatch(proc);
  const meter = openUseMeter(monotonic);
  let latest: Attestation | undefined;
  let reason = 'it was not looked at';
  let hidden: Attestation | undefined;
  const find = (): Found => {
    const found = findProcesses(proc, sought);
    const groups = found.kind === 'seen' ? found.processes.groups : found.groups;
    if (groups !== undefined) meter.take(readUse(proc, groups));
    if (found.kind === 'unseen') reason = found.reason;
    if (found.kind === 'seen') noteProcesses(found.processes, processes);
    return found;
  };
  const judge = (found: ContainerProcesses): void => {
    const now = attest(proc, found, asked);
    latest = latest === undefined ? now : joinAttestations(latest, now);
  };
  // The ports of the host would be told in place of its own.
  const hasOwnPorts = ({ started: { pid }, groups }: ContainerProcesses) =>
    sharesNetwork({ proc, pid, groups }) !== true;
  return {
    glance() {
      const found = find();
      if (found.kind !== 'seen') return;
      const { processes: now } = found;
      if (hasOwnPorts(now)) ports.glance(now.started.pid);
      if (noteRights(now, rights)) judge(now);
    },
    look() {
      const found = find();
      if (found.kind === 'sentry') hidden = attestSentry(proc, sought.pid, found.groups, asked);
      if (found.kind !== 'seen') return;
      const { processes: now } = found;
      if (hasOwnPorts(now)) ports.look(now.started.pid);
      noteRights(now, rights);
      judge(now);
    },
    isMeasured: meter.isComplete,
    exceeded: meter.exceeded,
    deviations: () => (latest ?? hidden)?.settings.filter(({ holds }) => holds === 'no') ?? [],
    seen() {
      const listening = ports.listening();
      return {
        attestation: latest ?? hidden ?? unattested(asked, reason),
        processes: sorted(processes),
        ...(listening === undefined ? {} : { listening }),
        ...meter.read(),
        isSeen: latest !== undefined,
      };
    },
  };
}

function noteProcesses({ own }: ContainerProcesses, into: Map<string, SmokeProcess>): void {
  for (const { name, uids } of own) {
    const [, uid] = uids;
    if (into.size < MAX_PROCESSES)
      into.set(`${name} ${uid}`, { name: printableName(name), ...(uid === undefined ? {} : { uid }) });
  }
}

/** Tells whether a process may do what none before might. */
function noteRights({ all }: ContainerProcesses, known: Set<string>): boolean {
  const before = known.size;
  for (const one of all) if (known.size < MAX_RIGHTS) known.add(rightsOf(one));
  return known.size > before;
}

function rightsOf(status: ProcessStatus): string {
  const { uids, gids, groups, capabilities, boundingCapabilities, noNewPrivileges, seccomp } = status;
  return JSON.stringify([uids, gids, groups, capabilities, boundingCapabilities, noNewPrivileges, seccomp]);
}

/** A program chooses its name itself. */
function printableName(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '?').slice(0, 15);
}
