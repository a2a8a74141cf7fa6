// Repeats a request that failed for a moment: a few times, later each time, and as late as GitHub asks.
import type { HttpAnswer, HttpFault } from './transport.ts';

export interface Patience {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds since 1970: limits are lifted at a time of day. */
  readonly now: () => number;
  /** From 0 to 1: spreads the requests of many jobs. */
  readonly random: () => number;
}

export interface RetryOptions {
  /** Carrying it out twice would do harm, so it is repeated only where nothing was done the first time. */
  readonly isOnce: boolean;
  /** GitHub was down a moment ago: one try tells whether it still is. */
  readonly wasDown: boolean;
}

const MOST_TRIES = 5;
/** Longest that one request waits in all. A limit that is lifted later than that is not waited for: the job costs money meanwhile. */
const LONGEST_WAIT = 150_000;
/** What GitHub asks for after a secondary limit that names no time. */
const SECONDARY_WAIT = 60_000;
const TRANSIENT = new Set([408, 500, 502, 503, 504]);

/** Asks until there is an answer that will stay as it is, or patience ends. The last answer is given back whatever it says. */
export async function askPatiently(
  ask: () => Promise<HttpAnswer | HttpFault>,
  patience: Patience,
  { isOnce, wasDown }: RetryOptions,
): Promise<{ readonly answer: HttpAnswer | HttpFault; readonly tries: number }> {
  let waited = 0;
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    const wait =
      tries === MOST_TRIES || (wasDown && isDown(answer)) ? undefined : waitFor(answer, isOnce, patience.now());
    if (wait === undefined) return { answer, tries };
    const backoff = 1000 * 2 ** (tries - 1) * (1 + patience.random() / 4);
    const pause = Math.round(Math.max(wait, backoff));
    waited += pause;
    if (waited > LONGEST_WAIT) return { answer, tries };
    await patience.sleep(pause);
  }
}

/** Milliseconds to wait at least before another try; `undefined` where another try is of no use. */
function waitFor(answer: HttpAnswer | HttpFault, isOnce: boolean, now: number): number | undefined {
  if (answer.kind === 'fault') return answer.isTransient && (!isOnce || answer.isUnsent) ? 0 : undefined;
  // A request that a limit turned away was not carried out.
  if (isLimited(answer)) return limitWait(answer, now);
  if (!TRANSIENT.has(answer.status) || isOnce) return undefined;
  return retryAfter(answer, now) ?? 0;
}

/** Whether GitHub, or the way to it, is out of order. */
export function isDown(answer: HttpAnswer | HttpFault): boolean {
  return answer.kind === 'fault' ? answer.isTransient : TRANSIENT.has(answer.status);
}

/** Whether a limit of requests turned the request away. GitHub says so with 429 or with 403. */
export function isLimited({ status, header, text }: HttpAnswer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return header('retry-after') !== '' || header('x-ratelimit-remaining') === '0' || /\brate limit\b/i.test(text);
}

/** Milliseconds until a limit is lifted. */
export function limitWait(answer: HttpAnswer, now: number): number {
  const asked = retryAfter(answer, now);
  if (asked !== undefined) return asked;
  const reset = answer.header('x-ratelimit-reset');
  if (answer.header('x-ratelimit-remaining') === '0' && /^\d{1,12}$/.test(reset))
    return Math.max(0, Number(reset) * 1000 - now);
  return SECONDARY_WAIT;
}

/** `Retry-After`: seconds or a date. */
function retryAfter({ header }: HttpAnswer, now: number): number | undefined {
  const text = header('retry-after');
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
