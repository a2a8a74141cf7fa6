// The health check of a run: that of the image or the service, asked often, and bounded.
import type { SandboxHealthcheck, SandboxLimits } from '../../model/sandbox.ts';

const SECOND = 1_000_000_000;
const INTERVAL = 0.3 * SECOND;
const MOST_TIMEOUT = 10 * SECOND;
const MOST_RETRIES = 10;

/** Engines from 1.44 on ask at this interval, and not at the other one, until the start period is over. */
const WHILE_STARTING = { StartInterval: INTERVAL };

/**
 * The `Healthcheck` of the request. Probes follow each other so fast that a slow start would count as ill: failures do not count before
 * the program has had the time that one without a health check is watched, or longer where its own start period says so.
 */
export function healthRequest(
  healthcheck: SandboxHealthcheck | undefined,
  { watchSeconds, deadlineSeconds }: SandboxLimits,
): Readonly<Record<string, unknown>> {
  if (healthcheck === undefined || healthcheck.test.length === 0) return { Test: ['NONE'] };
  const { test, timeoutNs, retries, startPeriodNs } = healthcheck;
  const patience = Math.max(startPeriodNs, watchSeconds * SECOND);
  return {
    Test: test,
    Interval: INTERVAL,
    Timeout: clamp(timeoutNs, SECOND, MOST_TIMEOUT),
    Retries: clamp(retries, 1, MOST_RETRIES),
    StartPeriod: Math.min(patience, Math.max(1, deadlineSeconds - 5) * SECOND),
    ...WHILE_STARTING,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(Math.trunc(value), least), most);
}
