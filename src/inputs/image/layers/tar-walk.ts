// One way to go through the entries of a tar, whether its bytes pass by once or lie in a file.
import { InputError } from '../../../model/errors.ts';
import type { TarEntry } from '../../../parse/tar/entry.ts';
import { quoteName } from '../../../parse/tar/problems.ts';

/** At once where the bytes are at hand, so that a million entries cost no million promises. */
export type MaybePromise<T> = T | Promise<T>;

/** A walk through a tar. What is not taken of a body is skipped by the next step. Throws InputError where the tar is malformed or cut off. */
export interface TarWalk {
  /** The next entry, `undefined` after the last. */
  next(): MaybePromise<TarEntry | undefined>;
  /** The first `bytes` bytes of the body of the present entry, or all of a shorter one. Good until the next step, and once for each entry. */
  take(bytes: number): MaybePromise<Uint8Array>;
  /** What was odd and did not stop the walk. */
  problems(): readonly string[];
}

/** The error of a tar that ends too soon; `path` is the last entry that was seen. */
export function cutOff(path: string): InputError {
  return new InputError(
    path === '' ? 'the archive is cut off near its beginning' : `the archive is cut off in or after ${quoteName(path)}`,
  );
}
