// What a trace comes to: the result and its reason in words.

import type { SandboxLimits } from '../../model/sandbox.ts';
import type { AskedHardening, SmokeResult } from '../../model/smoke-record.ts';
import type { ExecutionFault } from './execution-fault.ts';
import { exitWords, TOO_LARGE_FILE } from './exit-words.ts';
import type { Observed } from './observer.ts';
import { explainFailedStart } from './start-fault.ts';
import type { FollowedRun, Trace } from './trace.ts';

export interface Outcome {
  readonly result: SmokeResult;
  /** One sentence without a full stop. */
  readonly reason: string;
  /** Of one that ended by itself. */
  readonly exitCode?: number;
  /** Limits that it ran into. */
  readonly exceeded: readonly string[];
}

/** What was asked of a run, as far as its result depends on it. */
export interface Asked {
  readonly words: readonly string[];
  readonly platform: string;
  readonly hardening: AskedHardening;
  readonly limits: SandboxLimits;
}

/** Of a process that is killed: for want of memory, or by somebody. */
const KILLED = 137;

/** Judges a trace. `fault` is why its program could not be executed, where that was found out. */
export function conclude(trace: Trace, observed: Observed | undefined, asked: Asked, fault?: ExecutionFault): Outcome {
  if (trace.kind === 'refused') {
    const failed = { ...asked, exitCode: trace.exitCode ?? 0, text: trace.refusal.message };
    return { result: 'not-started', reason: explainFailedStart(failed), exceeded: [] };
  }
  const exitCode = trace.ending.kind === 'exited' ? trace.state?.exitCode : undefined;
  const ended = exitCode === undefined ? {} : { exitCode };
  if (fault !== undefined)
    return { result: 'not-started', reason: explainFailedStart({ ...asked, ...fault }), ...ended, exceeded: [] };
  const exceeded = exceededBy(trace, observed, asked, exitCode);
  return { ...describe(trace, asked, exitCode), ...ended, exceeded };
}

function describe(
  { ending, seconds, health, sawOom }: FollowedRun,
  { limits, hardening }: Asked,
  exitCode: number | undefined,
): Pick<Outcome, 'result' | 'reason'> {
  switch (ending.kind) {
    case 'healthy':
      return { result: 'healthy', reason: `its health check passed after ${show(health?.seconds ?? seconds)}` };
    case 'unhealthy':
      return {
        result: 'unhealthy',
        reason: `its health check failed ${health?.failures ?? 0} times in a row, the last after ${show(health?.seconds ?? seconds)}`,
      };
    case 'watched':
      return { result: 'running', reason: `it was still running after ${show(seconds)}; it has no health check` };
    case 'deadline':
      return {
        result: 'timed-out',
        reason: `its health check had not decided after ${limits.deadlineSeconds} s`,
      };
    case 'log-flood':
      return {
        result: 'log-flood',
        reason: `its log passed the budget of ${limits.logBytes} bytes within ${show(seconds)}`,
      };
    case 'lost':
      return { result: 'engine-lost', reason: `it could not be followed to the end: ${ending.why}` };
    case 'exited':
      return describeExit({ seconds, sawOom, wasHealthy: health?.status === 'healthy' }, hardening, exitCode);
  }
}

function describeExit(
  { seconds, sawOom, wasHealthy }: { readonly seconds: number; readonly sawOom: boolean; readonly wasHealthy: boolean },
  { memoryBytes }: AskedHardening,
  exitCode: number | undefined,
): Pick<Outcome, 'result' | 'reason'> {
  if (exitCode === undefined) return { result: 'engine-lost', reason: 'it ended, and the engine does not say how' };
  const after = `after ${show(seconds)}${wasHealthy ? ', although its health check had passed' : ''}`;
  if (sawOom && exitCode === KILLED)
    return {
      result: 'out-of-memory',
      reason: `it was killed ${after} for want of memory; it had ${memoryBytes} bytes`,
    };
  if (exitCode === 0) return { result: 'completed', reason: `it ended with 0 ${after}` };
  const memory = sawOom ? '; memory ran out for one of its processes before' : '';
  return { result: 'failed', reason: `it ended ${exitWords(exitCode)} ${after}${memory}` };
}

function exceededBy(
  { ending, sawOom }: FollowedRun,
  observed: Observed | undefined,
  { hardening }: Asked,
  exitCode: number | undefined,
): string[] {
  const seen = new Set(observed?.exceeded ?? []);
  if (sawOom) seen.add('memory');
  if ((observed?.peaks.pids ?? 0) >= hardening.pids) seen.add('pids');
  if (ending.kind === 'log-flood') seen.add('log');
  if (ending.kind === 'deadline') seen.add('time');
  if (exitCode === TOO_LARGE_FILE) seen.add('file-size');
  return [...seen].sort();
}

function show(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
