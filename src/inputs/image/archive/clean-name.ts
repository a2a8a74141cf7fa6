// Names of members as documents inside an archive write them.
import { posix } from 'node:path';
import { InputError } from '../../../model/errors.ts';

/** The clean form of a name; one that leads out of the archive is an error. */
export function cleanName(name: string, label: string): string {
  const clean = posix.normalize(name);
  if (name === '' || clean.startsWith('/') || clean === '..' || clean.startsWith('../'))
    throw new InputError(`${label}: ${JSON.stringify(name.slice(0, 200))} is no name of a member of the archive`);
  return clean;
}
