// Repeats a request that failed for a moment: a few times, later each time, and as late as the server asks.
import { setTimeout as wait } from 'node:timers/promises';
import { InputError } from '../model/errors.ts';
import { ConnectionError } from './failure.ts';
import { discard, type HttpAnswer } from './http.ts';
import type { RegistryOptions } from './options.ts';

/** Times that one request is made at most. */
export const MAX_ATTEMPTS = 4;
/** Longest that a server may ask to wait, in milliseconds; past it the run gives up. */
const MAX_WAIT = 60_000;
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

export interface Patience {
  /** Waits before attempt number `attempt` + 1. */
  pause(attempt: number, atLeast?: number): Promise<void>;
  readonly now: () => number;
}

/** Reads from the options how to wait. */
export function patienceOf({
  sleep,
  random = Math.random,
  now,
}: Pick<RegistryOptions, 'sleep' | 'random' | 'now'>): Patience {
  const rest = sleep ?? ((milliseconds: number) => wait(milliseconds));
  return {
    now,
    pause: (attempt, atLeast = 0) =>
      rest(Math.max(atLeast, Math.round(1000 * 2 ** (attempt - 1) * (1 + random() / 4)))),
  };
}

/** Asks until there is an answer that will stay as it is, or patience ends; the last answer is given back whatever it says. */
export function askPatiently(ask: () => Promise<HttpAnswer>, patience: Patience): Promise<HttpAnswer> {
  return repeat(ask, patience, (answer) => {
    if (!TRANSIENT.has(answer.status)) return undefined;
    const wait = requestedWait(answer.header('retry-after'), patience.now());
    if (wait > MAX_WAIT) return undefined;
    discard(answer);
    return wait;
  });
}

/** Does something again when the connection fails in the middle of it. */
export function doPatiently<T>(action: () => Promise<T>, patience: Patience): Promise<T> {
  return repeat(action, patience, () => undefined);
}

/** `again` says how long to wait at least before another try, or `undefined` where the result will do. */
async function repeat<T>(
  action: () => Promise<T>,
  patience: Patience,
  again: (result: T) => number | undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let wait = 0;
    try {
      const result = await action();
      if (attempt === MAX_ATTEMPTS) return result;
      const asked = again(result);
      if (asked === undefined) return result;
      wait = asked;
    } catch (error) {
      if (!isTransient(error)) throw error;
      // What failed this often is not tried again by those who wait for it.
      if (attempt === MAX_ATTEMPTS)
        throw new InputError(`${error.message} Tried ${attempt} times.`, undefined, { cause: error });
    }
    await patience.pause(attempt, wait);
  }
}

/** Tells whether a failure is one of the connection, which may be gone a little later. */
export function isTransient(error: unknown): error is InputError {
  return error instanceof ConnectionError && error.transient;
}

/** Milliseconds that `Retry-After` asks for: seconds or a date; 0 where it asks for nothing. */
export function requestedWait(header: string, now: number): number {
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
