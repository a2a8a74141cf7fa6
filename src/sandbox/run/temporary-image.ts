// An image that is loaded for a run alone: noted before it is loaded, and taken away afterwards.
import { rmSync } from 'node:fs';
import { InputError } from '../../model/errors.ts';
import { ask, PATIENCE } from './ask.ts';
import { newMark } from './container.ts';
import type { RunDeps } from './deps.ts';

/** Seconds for loading it and for what is done with it; after that another start may take it away. */
const LOADING = 15 * 60;

/**
 * Lends a name for an image, and the path of a file that is not there yet: whatever is loaded under the one or written to
 * the other is removed in the end, or by the next start.
 */
export async function withTemporaryImage<T>(
  name: string,
  deps: RunDeps,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const mark = newMark(LOADING, deps);
  deps.state.write({ ...mark, endpoint: deps.engine.endpoint, images: [name] });
  const file = deps.state.fileOf(mark.runId);
  try {
    return await use(file);
  } finally {
    rmSync(file, { force: true });
    if (await isRemoved(name, deps)) deps.state.forget(mark.runId);
  }
}

/** An image that stays takes nothing from what was seen. */
async function isRemoved(name: string, { engine, log }: RunDeps): Promise<boolean> {
  try {
    await ask(PATIENCE.remove, 'remove an image', (options) => engine.removeImage(name, options));
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    log.warning(`the image ${name} could not be removed: ${error.message}. The next start removes it`);
    return false;
  }
}
