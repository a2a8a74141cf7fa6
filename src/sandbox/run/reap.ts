// Removes what earlier runs had to leave behind: a killed process, an engine that was gone at the wrong moment.
import type { ContainerEngine, ContainerState } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import { ask, PATIENCE } from './ask.ts';
import { ownerState } from './owner.ts';
import { containerName, PROOF_LABEL, type RunMark, readMark } from './proof.ts';
import type { StateEntry, StateFolder } from './state.ts';

export interface ReapDeps {
  readonly engine: ContainerEngine;
  readonly state: StateFolder;
  readonly procRoot: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What was removed, by name, and what could not be, with the reason. */
export interface Reaped {
  readonly containers: readonly string[];
  readonly images: readonly string[];
  readonly failures: readonly string[];
}

/** A run whose process hangs is over this long after its deadline. */
const GRACE = 10 * 60_000;

/** Removes containers and images of runs that are over, in this engine. Those of a living run and of anybody else stay. */
export async function reapOrphans(deps: ReapDeps): Promise<Reaped> {
  const containers: string[] = [];
  const images: string[] = [];
  const failures: string[] = [];
  /** One that cannot be removed now must not keep the others from being removed. */
  const attempt = async (name: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures.push(`${name}: ${error.message}`);
      return false;
    }
  };
  const removeAll = async (entry: StateEntry): Promise<void> => {
    const found = await findContainer(entry, deps);
    if (found !== undefined) {
      await removeFound(found, deps);
      containers.push(found.name);
    }
    for (const image of entry.images ?? []) {
      await removeImage(image, deps);
      images.push(image);
    }
    deps.state.forget(entry.runId);
  };

  for (const entry of deps.state.list()) {
    if (entry.endpoint === deps.engine.endpoint && isOver(entry, deps))
      await attempt(entry.container?.name ?? `run ${entry.runId}`, () => removeAll(entry));
  }
  // A container can come into being after its process died and its entry was seen to: the engine still had the request.
  await attempt('containers of earlier runs', async () => {
    for (const container of await listMarked(deps)) {
      const mark = readMark(container, deps.state.secret);
      if (mark === undefined || !isOver(mark, deps)) continue;
      if (await attempt(container.name, () => removeFound(container, deps))) containers.push(container.name);
    }
  });
  return { containers, images, failures };
}

/** Of a process that cannot be looked at from here, the deadline alone tells. */
function isOver({ owner, deadline }: RunMark, { procRoot, now }: ReapDeps): boolean {
  return ownerState(procRoot, owner) === 'dead' || now() > deadline + GRACE;
}

/** The container of an entry. One that is known by name alone must bear our mark. */
async function findContainer(
  { runId, container }: StateEntry,
  { engine, state }: ReapDeps,
): Promise<ContainerState | undefined> {
  if (container === undefined) return undefined;
  const id = container.id ?? container.name;
  const found = await ask(PATIENCE.state, 'describe a container', (options) => engine.state(id, options));
  if (found === undefined || container.id === found.id) return found;
  return containerName(runId) === container.name && readMark(found, state.secret)?.runId === runId ? found : undefined;
}

function listMarked({ engine }: ReapDeps): Promise<readonly ContainerState[]> {
  return ask(PATIENCE.state, 'list containers', (options) => engine.labelled(PROOF_LABEL, options));
}

function removeFound({ id }: ContainerState, { engine }: ReapDeps): Promise<void> {
  return ask(PATIENCE.remove, 'remove a container', (options) => engine.remove(id, options));
}

function removeImage(name: string, { engine }: ReapDeps): Promise<void> {
  return ask(PATIENCE.remove, 'remove an image', (options) => engine.removeImage(name, options));
}
