// Ties together what looks at a container: its processes and limits in /proc, its log, its numbers.
import { dirname, join } from 'node:path';
import type { ContainerEngine } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import type { HardenedRun } from '../../model/sandbox.ts';
import type { DeniedAttempt, SmokeProcess } from '../../model/smoke-record.ts';
import { unattested } from '../observe/attest.ts';
import { type KernelLog, lastRecord, openKernelLog } from '../observe/kernel-log.ts';
import { openLogWatch } from '../observe/log-watch.ts';
import { openProcFiles } from '../observe/proc-files.ts';
import { openProcWatch, type ProcWatch } from '../observe/proc-watch.ts';
import { openSamplePeaks } from '../observe/sample-peaks.ts';
import type { Sightings } from './audit.ts';
import type { RunDeps } from './deps.ts';
import type { RunObserver } from './observer.ts';

/** Milliseconds after the start at which everything is looked at; from then on what changes every second, and everything again now and then. */
const LOOKS = [0, 60, 250, 600] as const;
const EVERY = 1000;
const EVERYTHING = 15;
/** The log of the kernel is read more often, as processes must still be there to be told apart. */
const KERNEL_EVERY = 100;

const FAR = 'the engine runs on another machine, whose /proc is not seen here';

/** Begins to look at a container that has been made. What the audit log wants to know at once goes to `sightings`. */
export function openObserver(id: string, run: HardenedRun, sightings: Sightings, deps: RunDeps): RunObserver {
  const log = openLogWatch();
  const samples = openSamplePeaks();
  const kernelPath = join(dirname(deps.procRoot), 'dev/kmsg');
  const past = deps.host.local ? lastRecord(kernelPath) : 0;
  let kernel: KernelLog | undefined;
  let kernelTimer: ReturnType<typeof setInterval> | undefined;
  let watch: ProcWatch | undefined;
  let byEngine: readonly SmokeProcess[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (kind: 'look' | 'glance'): void => {
    if (watch === undefined) return;
    watch[kind]();
    for (const limit of watch.exceeded()) sightings.exceeded(limit);
    for (const setting of watch.deviations()) sightings.deviates(setting);
  };
  const deny = (attempts: readonly DeniedAttempt[] = []): void => {
    for (const attempt of attempts) sightings.denied(attempt);
  };
  const lookLater = (count: number): void => {
    const wait = LOOKS[count] === undefined ? EVERY : LOOKS[count] - (LOOKS[count - 1] ?? 0);
    timer = setTimeout(() => {
      look(count < LOOKS.length || count % EVERYTHING === 0 ? 'look' : 'glance');
      lookLater(count + 1);
    }, wait).unref();
  };
  return {
    begin({ pid }) {
      if (!deps.host.local) return;
      watch = openProcWatch({ id, pid, init: run.asked.init }, run.asked, deps);
      look('look');
      lookLater(1);
      kernel = openKernelLog(kernelPath, past, openProcFiles(deps.procRoot), { id, uid: run.asked.uid });
      kernelTimer = setInterval(() => deny(kernel?.read()), KERNEL_EVERY).unref();
    },
    isMeasured: () => watch?.isMeasured() === true,
    event({ action }) {
      if (action === 'oom') sightings.exceeded('memory');
    },
    log: (piece) => deny(log.add(piece)),
    sample: (sample) => samples.add(sample),
    async end() {
      clearTimeout(timer);
      look('look');
      clearInterval(kernelTimer);
      deny(kernel?.read());
      kernel?.close();
      if (watch?.seen().isSeen !== true) byEngine = await askProcesses(deps.engine, id);
    },
    seen() {
      const seen = watch?.seen();
      const { attestation, processes = [], listening, peaks = {}, exceeded = [] } = seen ?? {};
      return {
        attestation:
          attestation ?? unattested(run.asked, deps.host.local ? 'it had ended before it could be looked at' : FAR),
        processes: processes.length > 0 ? processes : byEngine,
        ...(listening === undefined ? {} : { listening }),
        denied: [...log.denied(), ...(kernel?.denied() ?? [])],
        peaks: { ...samples.peaks(), ...peaks },
        exceeded,
        logTail: log.tail(),
        notices: [],
      };
    },
  };
}

/** What the engine tells of processes that the host does not show. */
async function askProcesses(engine: ContainerEngine, id: string): Promise<SmokeProcess[]> {
  try {
    const found = await engine.top(id);
    return found.map(({ name, uid }) => ({ name, ...(uid === undefined ? {} : { uid }) }));
  } catch (error) {
    // One that has ended has none, and some hosts cannot list them.
    if (error instanceof InputError) return [];
    throw error;
  }
}
