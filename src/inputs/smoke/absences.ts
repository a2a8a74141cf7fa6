// Why a run did not show something, said so that a person can make it show it.
import { goodResults, type SmokeRecord } from '../../model/smoke-record.ts';
import type { Absence } from '../../model/subject.ts';

/** How far a run came. Only a `whole` one shows what the image does when it works. */
export type Course = 'never' | 'unclear' | 'cut short' | 'whole';

/** The course of a run; `unclear` where the engine was lost before anything was seen. */
export function courseOf({ result, seconds, processes, attestation }: SmokeRecord): Course {
  if (result === 'not-started') return 'never';
  if (goodResults.includes(result)) return 'whole';
  const wasSeen = seconds > 0 || processes.length > 0 || attestation !== undefined;
  return result === 'engine-lost' && !wasSeen ? 'unclear' : 'cut short';
}

/** Why something is not known of a run that did not end well. */
export function notSeen({ reason, result }: SmokeRecord, course: Course): Absence {
  if (course === 'never')
    return { reason: `it was never started: ${reason}`, hint: 'mend what kept it from starting and run it again' };
  if (result === 'engine-lost') return { reason: `the engine was lost: ${reason}`, hint: 'run it again' };
  return {
    reason: `it did not work in the sandbox, so not all that it does was seen: ${reason}`,
    hint: 'mend what stopped it, or loosen the sandbox with `--allow`, and run it again',
  };
}

/** Why what is in force is not known. */
export function notAttested(record: SmokeRecord, course: Course): Absence {
  if (course === 'never' || course === 'unclear') return notSeen(record, course);
  return {
    reason: record.attestation?.reason ?? 'its processes could not be seen in /proc of the host',
    hint: hasOwnKernel(record)
      ? 'run it with `--runtime runc` as well'
      : 'run it where the engine runs: on the same machine, as root, outside any container',
  };
}

/** Of such a runtime the host shows only a part, wherever one looks from. */
function hasOwnKernel({ engine, attestation }: SmokeRecord): boolean {
  return /runsc|kata/.test(engine.runtime) && attestation?.reason !== undefined;
}
