// The health check of an image or a service, with the times that only the engine's own document tells.
import type { SandboxWish } from '../../model/sandbox.ts';
import { isObject } from '../../parse/json-object.ts';

const SECOND = 1_000_000_000;

/** Times of the engine where nothing is written; of the timeout what is left is bounded anyway. */
const USUAL = { timeoutNs: 30 * SECOND, retries: 3, startPeriodNs: 0 };

interface Facts {
  readonly healthcheck?: string | undefined;
  readonly healthcheckTest?: readonly (string | undefined)[] | undefined;
}

/** The part of a wish that says how health is checked. A check of which a word is not known is none. */
export function readHealthcheck(
  { healthcheck, healthcheckTest = [] }: Facts,
  document: unknown,
): Pick<SandboxWish, 'healthcheck' | 'healthcheckDisabled'> {
  if (healthcheck === 'disabled') return { healthcheckDisabled: true };
  const test = healthcheckTest.filter((word) => word !== undefined);
  if (healthcheck !== 'defined' || test.length === 0 || test.length < healthcheckTest.length) return {};
  return { healthcheck: { test, ...USUAL, ...timesOf(test, document) } };
}

/** The times of the image count as long as its check does. */
function timesOf(test: readonly string[], document: unknown): Partial<typeof USUAL> {
  const config = isObject(document) ? document.Config : undefined;
  const own = isObject(config) ? config.Healthcheck : undefined;
  if (!isObject(own) || JSON.stringify(own.Test) !== JSON.stringify(test)) return {};
  const { Timeout, Retries, StartPeriod, Interval } = own;
  const written = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0;
  const retries = written(Retries) ? Retries : USUAL.retries;
  // An image that is asked every ten seconds has that long before the first failure counts at all.
  const before = Math.max(written(StartPeriod) ? StartPeriod : 0, written(Interval) ? Interval : 0);
  return { retries, startPeriodNs: before, ...(written(Timeout) ? { timeoutNs: Timeout } : {}) };
}
