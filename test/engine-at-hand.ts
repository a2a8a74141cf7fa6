// Finds the Docker engine that the tests may use: the one that answers, as the environment of the tests names it.
import { homedir } from 'node:os';
import { connectEngine, type OpenedEngine, openEngine } from '../src/engine/open.ts';
import type { Engine } from '../src/model/connections.ts';
import { InputError } from '../src/model/errors.ts';

/** Opens the engine at hand, or says aloud that the tests of a file are skipped. `scripts/engine.sh` starts one. */
export async function engineAtHand(): Promise<OpenedEngine | undefined> {
  try {
    return await connectEngine(place());
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    process.stderr.write(`skipped: no Docker engine (${error.message})\n`);
    return undefined;
  }
}

/** Opens the same engine as a shell would. */
export function openEngineAtHand(): Promise<Engine> {
  return openEngine(place());
}

function place(): { readonly environment: Record<string, string>; readonly home: string } {
  const variables = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { environment: Object.fromEntries(variables), home: homedir() };
}
