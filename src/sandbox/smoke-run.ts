// One run in the sandbox, from the wish to the record: hardened, followed, looked at, taken away.
import { RefusalError } from '../engine/answer.ts';
import type { HardenedRun, SandboxWish } from '../model/sandbox.ts';
import type { SmokeRecord } from '../model/smoke-record.ts';
import { changedPaths } from './observe/changed-paths.ts';
import { brokenOffEvent, openTrail, type Sightings, startedEvent } from './run/audit.ts';
import { chooseRuntime } from './run/choose-runtime.ts';
import { withContainer } from './run/container.ts';
import type { RunDeps } from './run/deps.ts';
import { findExecutionFault } from './run/execution-fault.ts';
import { type FollowPlan, followContainer } from './run/follow.ts';
import type { Observed } from './run/observer.ts';
import { openObserver } from './run/open-observer.ts';
import { conclude } from './run/outcome.ts';
import { toRecord } from './run/record.ts';
import type { Trace } from './run/trace.ts';
import { hardenRun } from './spec/harden.ts';
import type { SandboxSeccomp } from './spec/seccomp.ts';

export interface SmokeDeps extends RunDeps {
  readonly seccomp: SandboxSeccomp;
}

/**
 * Runs what is wished for and tells everything that was seen. Throws InputError when it cannot be run at all: the
 * image or the engine cannot be hardened, a runtime is not there, the engine does not answer, the signal ended it.
 */
export async function smokeRun(wish: SandboxWish, deps: SmokeDeps): Promise<SmokeRecord> {
  const harden = (runtime: string) => hardenRun(wish, deps.host, deps.seccomp, { runtime });
  const chosen = await chooseRuntime(wish.runtime, harden, deps);
  const run = harden(chosen.name);
  deps.onEvent(startedEvent(wish, run));
  const trail = openTrail(wish.reference, deps.onEvent);
  try {
    const record = await recordRun({ wish, run, sightings: trail }, chosen.notices, deps);
    trail.finish(record);
    return record;
  } catch (error) {
    deps.onEvent(brokenOffEvent(wish, error));
    throw error;
  }
}

/** What is run, and who is told what is seen of it. */
interface Job {
  readonly wish: SandboxWish;
  readonly run: HardenedRun;
  readonly sightings: Sightings;
}

async function recordRun(job: Job, surroundings: readonly string[], deps: SmokeDeps): Promise<SmokeRecord> {
  const { wish, run } = job;
  const { trace, observed, notices } = await runSteadily(job, deps);
  const logTail = observed?.logTail ?? [];
  const fault = trace.kind === 'followed' ? await findExecutionFault(trace, logTail, run, deps) : undefined;
  const asked = {
    words: [...wish.entrypoint, ...wish.command],
    platform: `${deps.host.os}/${deps.host.architecture}`,
    hardening: run.asked,
    limits: wish.limits,
  };
  const outcome = conclude(trace, observed, asked, fault);
  return toRecord({
    wish,
    host: deps.host,
    run,
    trace,
    ...(observed === undefined ? {} : { observed }),
    outcome,
    ...(trace.kind === 'followed' && trace.changes !== undefined ? { changed: changedPaths(trace.changes) } : {}),
    notices: [...surroundings, ...notices],
  });
}

interface Once {
  readonly trace: Trace;
  /** Absent when it was not started. */
  readonly observed?: Observed;
  readonly notices: readonly string[];
}

/** Tries of a runtime with a kernel of its own. */
const TRIES = 3;
/** Code with which the kernel of gVisor ends when it falls over: some builds of it panic in one start of ten over the number of a goroutine. */
const FALLEN = 2;
/** Seconds within which it does. A program that ends so by itself is only run again. */
const FALLS_WITHIN = 5;

/** Runs it, and once more where the runtime fell over rather than the image. */
async function runSteadily(job: Job, deps: SmokeDeps): Promise<Once> {
  const { run } = job;
  let once = await runOnce(job, deps);
  for (let tries = 1; tries < TRIES && fellOver(once, run); tries += 1) {
    const again = await runOnce(job, deps);
    const notice = `${run.asked.runtime} ended with ${FALLEN} soon and without a word; it was tried again`;
    once = { ...again, notices: [...again.notices, notice] };
  }
  return once;
}

/** Soon, and before the program could say anything. */
function fellOver({ trace }: Once, { asked }: HardenedRun): boolean {
  if (trace.kind !== 'followed' || trace.ending.kind !== 'exited' || !/runsc/.test(asked.runtime)) return false;
  return trace.state?.exitCode === FALLEN && trace.logBytes === 0 && trace.seconds < FALLS_WITHIN;
}

async function runOnce({ wish, run, sightings }: Job, deps: SmokeDeps): Promise<Once> {
  const plan: FollowPlan = {
    hasHealthcheck: wish.healthcheck !== undefined && wish.healthcheckDisabled !== true,
    isWritable: !run.asked.readOnlyRoot,
    limits: wish.limits,
  };
  try {
    const done = await withContainer(run, wish.limits.deadlineSeconds, deps, async ({ id, warnings }) => {
      const observer = openObserver(id, run, sightings, deps);
      const trace = await followContainer(id, plan, observer, deps);
      return { trace, observed: observer.seen(), warnings };
    });
    const { trace, observed, warnings } = done.value;
    const notices = [...warnings, ...done.notices];
    return trace.kind === 'refused' ? { trace, notices } : { trace, observed, notices };
  } catch (error) {
    // What is not there cannot be refused: the image went away, or is one for another machine.
    if (!(error instanceof RefusalError) || error.status === NOT_THERE) throw error;
    return { trace: { kind: 'refused', refusal: error }, notices: [] };
  }
}

const NOT_THERE = 404;
