// Ties together what looks at a container: its processes and limits in /proc, its log, its numbers.
import type { HardenedRun } from '../../model/sandbox.ts';
import type { RunDeps } from './deps.ts';
import type { RunObserver } from './observer.ts';

/** Begins to look at a container that has been made. */
export function openObserver(_id: string, _run: HardenedRun, _deps: RunDeps): RunObserver {
  return {
    begin() {},
    log() {},
    sample() {},
    async end() {},
    seen: () => ({ processes: [], denied: [], peaks: {}, exceeded: [], logTail: [], notices: [] }),
  };
}
