// Asks an engine what it can say of a container, where no answer is an answer.
import type { ContainerEngine, ContainerState } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import { ask, PATIENCE } from './ask.ts';
import type { Changes } from './trace.ts';

/** State of a container; undefined when it is gone or the engine does not say. */
export function lookAt(engine: ContainerEngine, id: string): Promise<ContainerState | undefined> {
  return unlessSilent(ask(PATIENCE.state, 'describe a container', (options) => engine.state(id, options)));
}

/** Paths that differ from the image; undefined when the engine does not say. */
export function lookAtChanges(engine: ContainerEngine, id: string): Promise<Changes | undefined> {
  return unlessSilent(ask(PATIENCE.changes, 'list changed files', (options) => engine.changes(id, options)));
}

async function unlessSilent<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
