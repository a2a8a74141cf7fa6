// Ties together what looks at a container: its processes and limits in /proc, its log, its numbers.
import type { ContainerEngine } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import type { HardenedRun } from '../../model/sandbox.ts';
import type { SmokeProcess } from '../../model/smoke-record.ts';
import { unattested } from '../observe/attest.ts';
import { openLogWatch } from '../observe/log-watch.ts';
import { openProcWatch, type ProcWatch } from '../observe/proc-watch.ts';
import { openSamplePeaks } from '../observe/sample-peaks.ts';
import type { RunDeps } from './deps.ts';
import type { RunObserver } from './observer.ts';

/** Milliseconds after the start at which it is looked at; from then on once in the last of them. */
const LOOKS = [0, 60, 250, 600] as const;
const EVERY = 1000;

const FAR = 'the engine runs on another machine, whose /proc is not seen here';

/** Begins to look at a container that has been made. */
export function openObserver(id: string, run: HardenedRun, deps: RunDeps): RunObserver {
  const log = openLogWatch();
  const samples = openSamplePeaks();
  let watch: ProcWatch | undefined;
  let byEngine: readonly SmokeProcess[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lookLater = (count: number): void => {
    const wait = LOOKS[count] === undefined ? EVERY : LOOKS[count] - (LOOKS[count - 1] ?? 0);
    timer = setTimeout(() => {
      watch?.look();
      lookLater(count + 1);
    }, wait);
  };
  return {
    begin({ pid }) {
      if (deps.host.local) {
        watch = openProcWatch({ id, pid, init: run.asked.init }, run.asked, deps);
        lookLater(0);
      }
    },
    log: (piece) => log.add(piece),
    sample: (sample) => samples.add(sample),
    async end() {
      clearTimeout(timer);
      watch?.look();
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
        denied: log.denied(),
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
