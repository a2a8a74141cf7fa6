// The two kinds of error a user can mend; anything else that is thrown is a bug of ours (exit 70).
import type { Location } from './location.ts';

/** The command, a flag or the configuration is wrong. The message says what, where, and what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An input cannot be read or is refused by the tool that would run it. `at` is the place to look at, where there is one. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly at: Location | undefined;

  constructor(message: string, at?: Location, options?: ErrorOptions) {
    super(message, options);
    this.at = at;
  }
}

/** A limit on hostile input was passed. The message names the limit; the target becomes an error, never clean. */
export class LimitError extends InputError {}

/** A built-in rule, list or profile is broken: our bug, exit 70. */
export class BrokenPolicyError extends Error {
  override readonly name = 'BrokenPolicyError';
}
