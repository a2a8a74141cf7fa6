// Errors about a compose file, each with the place to look at.
import { InputError, LimitError } from '../../model/errors.ts';
import type { Location } from '../../model/location.ts';
import { HOLE } from '../../parse/hole.ts';

/** Refuses the file at a place, as Compose would. */
export function refuse(message: string, at?: Location): never {
  throw new InputError(readable(message), at);
}

/** Refuses the file because a limit on hostile input was passed. */
export function refuseLimit(message: string, at?: Location): never {
  throw new LimitError(message, at);
}

/** Runs a parser of a small language; an error it throws is given the path and the place. */
export function locate<T>(at: Location, path: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InputError) || error.at !== undefined) throw error;
    const Kind = error instanceof LimitError ? LimitError : InputError;
    throw new Kind(readable(path === '' ? error.message : `${path}: ${error.message}`), at, { cause: error });
  }
}

function readable(message: string): string {
  return message.replaceAll(HOLE, '?');
}
