// Addresses of a container in the Engine API.
import { InputError } from '../model/errors.ts';
import type { EngineVersion } from './version.ts';

/** Path of a container, or of what is below it. `id` is a name, an id or the beginning of an id; no other text leads anywhere. */
export function containerPath({ api }: EngineVersion, id: string, below = ''): string {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(id))
    throw new InputError(`${JSON.stringify(id.slice(0, 80))} is neither a name nor an id of a container`);
  return `/v${api}/containers/${id}${below}`;
}
