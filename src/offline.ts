// Connections that are not to be opened: whoever asks for one is told why.
import type { Connections } from './model/connections.ts';
import { InputError } from './model/errors.ts';

/** Connections that refuse, with the reason given. */
export function refuseConnections(reason: string): Connections {
  return {
    engine: () => Promise.reject(new InputError(`no engine is asked: ${reason}`)),
    registries: () => Promise.reject(new InputError(`no registry is asked: ${reason}`)),
  };
}
