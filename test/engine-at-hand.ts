// Finds the engines that the tests may use: those that answer, as the environment of the tests names them.
import { homedir } from 'node:os';
import { connectEngine, type OpenedEngine, openEngine } from '../src/engine/open.ts';
import { openContainerEngine } from '../src/engine/open-container-engine.ts';
import type { Engine } from '../src/model/connections.ts';
import type { ContainerEngine } from '../src/model/container-engine.ts';
import { InputError } from '../src/model/errors.ts';

/** Where an engine is, as a shell would be told. */
export interface EngineAtHand {
  /** `Docker 28.5.2 (API 1.51)`. */
  readonly name: string;
  readonly place: { readonly environment: Readonly<Record<string, string>>; readonly home: string };
}

/** Every engine that SEAWORTHY_TEST_ENGINES names (addresses with commas between them) and that answers; else the one at hand. None is said aloud. */
export async function enginesAtHand(): Promise<readonly EngineAtHand[]> {
  const hosts = (process.env.SEAWORTHY_TEST_ENGINES ?? '').split(',').filter((host) => host !== '');
  const places = hosts.length === 0 ? [place()] : hosts.map((host) => place({ DOCKER_HOST: host }));
  const found = await Promise.all(
    places.map(async (at) => {
      const opened = await open(at);
      await opened?.transport.close();
      return opened === undefined ? [] : [{ name: opened.version.name, place: at }];
    }),
  );
  return found.flat();
}

/** Those of them that are Docker: on a machine without systemd Podman runs no health check. */
export async function dockersAtHand(): Promise<readonly EngineAtHand[]> {
  return (await enginesAtHand()).filter(({ name }) => name.startsWith('Docker'));
}

/** Opens the engine at hand, or says aloud that the tests of a file are skipped. `scripts/engine.sh` starts one. */
export function engineAtHand(): Promise<OpenedEngine | undefined> {
  return open(place());
}

/** Opens an engine as a shell would, the one at hand where none is named. */
export function openEngineAtHand(at: EngineAtHand['place'] = place()): Promise<Engine> {
  return openEngine(at);
}

/** Opens an engine for running containers. */
export function openContainerEngineAtHand(at: EngineAtHand['place'] = place()): Promise<ContainerEngine> {
  return openContainerEngine(at);
}

async function open(at: EngineAtHand['place']): Promise<OpenedEngine | undefined> {
  try {
    return await connectEngine(at);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    process.stderr.write(`skipped: no Docker engine (${error.message})\n`);
    return undefined;
  }
}

function place(changes: Readonly<Record<string, string>> = {}): EngineAtHand['place'] {
  const variables = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { environment: { ...Object.fromEntries(variables), ...changes }, home: homedir() };
}
