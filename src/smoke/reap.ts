// Removes what earlier runs had to leave behind, and says so.
import { reapOrphans } from '../sandbox/run/reap.ts';
import type { SmokeDeps } from '../sandbox/smoke-run.ts';

/** A start of the sandbox begins with this. */
export async function reapAndTell(
  deps: Pick<SmokeDeps, 'engine' | 'state' | 'procRoot' | 'now' | 'log'>,
): Promise<void> {
  const { containers, images, failures } = await reapOrphans(deps);
  const removed = [...containers, ...images];
  if (removed.length > 0) deps.log.notice(`removed what earlier runs left behind: ${removed.join(', ')}`);
  for (const failure of failures) deps.log.warning(`left behind by an earlier run and not removed: ${failure}`);
}
