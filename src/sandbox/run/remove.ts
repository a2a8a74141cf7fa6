// Takes a container away, whatever happened before: again and again for a few seconds when the engine does not manage.
import type { ContainerEngine } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import { ask, PATIENCE, pause } from './ask.ts';

/** Milliseconds before each try. */
const TRIES = [0, 500, 1500, 3000];
/** Milliseconds after which no further try is made. */
const ENOUGH = 15_000;

/** Removes a container by id or name. Answers with the engine's reason when it may still be there. */
export async function removeContainer(engine: ContainerEngine, id: string): Promise<string | undefined> {
  let reason = '';
  let late = false;
  const timer = setTimeout(() => {
    late = true;
  }, ENOUGH);
  try {
    for (const wait of TRIES) {
      if (wait > 0) await pause(wait);
      try {
        await ask(PATIENCE.remove, 'remove a container', (options) => engine.remove(id, options));
        return undefined;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        reason = error.message;
      }
      if (late) break;
    }
    return reason;
  } finally {
    clearTimeout(timer);
  }
}
