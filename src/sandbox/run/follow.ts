// Starts a container and follows it until it is decided how it fares; then ends it and looks at what is left.
import { RefusalError } from '../../engine/answer.ts';
import { printable } from '../../engine/printable.ts';
import type { ContainerState } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import type { SandboxLimits } from '../../model/sandbox.ts';
import type { SmokeHealth } from '../../model/smoke-record.ts';
import { ask, PATIENCE, waitFor } from './ask.ts';
import { throwIfInterrupted } from './container.ts';
import type { RunDeps } from './deps.ts';
import { lookAt, lookAtChanges } from './look.ts';
import type { RunObserver } from './observer.ts';
import { type Ending, openSettlement, type Settlement } from './settle.ts';
import { killContainer, stopContainer } from './stop.ts';
import { followEvents, followLog, followSamples } from './streams.ts';
import { openTimeline, type Timeline } from './timeline.ts';
import type { FollowedRun, RefusedStart, Trace } from './trace.ts';

export interface FollowPlan {
  readonly hasHealthcheck: boolean;
  /** Its root file system can be written. */
  readonly isWritable: boolean;
  readonly limits: SandboxLimits;
}

/** Milliseconds for what is still on its way when everything is over. */
const DRAIN = 2000;
/** Milliseconds for the last look at a container that runs. */
const LAST_LOOK = 5000;
/** UTF-16 units of the last output of a health check. */
const MAX_OUTPUT = 400;

/** Nothing was to be followed. */
const NO_GAP = Promise.resolve('');

/** Everything that happens between the making of a container and its removal. Throws InputError when it is interrupted. */
export async function followContainer(
  id: string,
  plan: FollowPlan,
  observer: RunObserver,
  deps: RunDeps,
): Promise<Trace> {
  const streams = new AbortController();
  const settlement = openSettlement({ ...plan, signal: deps.signal });
  const timeline = openTimeline();
  try {
    // Before the start: a container may end before anybody could begin to listen.
    await followEvents(deps.engine, id, { settlement, timeline, observer }, streams.signal);
    const following: Following = { id, plan, observer, settlement, timeline, streams };
    return (await startContainer(following, deps)) ?? (await followStarted(following, deps));
  } finally {
    settlement.close();
    streams.abort();
  }
}

/** What belongs to one container while it runs. */
interface Following {
  readonly id: string;
  readonly plan: FollowPlan;
  readonly observer: RunObserver;
  readonly settlement: Settlement;
  readonly timeline: Timeline;
  readonly streams: AbortController;
}

/** Answers when the engine refuses. One that gives no answer may have started it: the run is lost. */
async function startContainer({ id, settlement }: Following, { engine }: RunDeps): Promise<RefusedStart | undefined> {
  try {
    await ask(PATIENCE.start, 'start a container', (options) => engine.start(id, options));
    return undefined;
  } catch (error) {
    if (error instanceof RefusalError) {
      const state = await lookAt(engine, id);
      return { kind: 'refused', refusal: error, ...(state === undefined ? {} : { exitCode: state.exitCode }) };
    }
    if (!(error instanceof InputError)) throw error;
    settlement.decide({ kind: 'lost', why: error.message });
    return undefined;
  }
}

async function followStarted(following: Following, deps: RunDeps): Promise<FollowedRun> {
  const { id, plan, observer, settlement, timeline, streams } = following;
  const { engine, monotonic } = deps;
  const begin = monotonic();
  settlement.started();
  const log = followLog(engine, id, { settlement, observer, budget: plan.limits.logBytes }, streams.signal);
  const early = await lookAt(engine, id);
  if (early?.running === true) observer.begin(early);
  // An engine gathers far more every second than is asked of it here.
  const samples = observer.isMeasured() ? NO_GAP : followSamples(engine, id, observer, streams.signal);
  samples.catch(settlement.fail);

  const decided = await settlement.ending;
  const seconds = Math.round(monotonic() - begin) / 1000;
  const atEnd = decided.kind === 'lost' ? undefined : await lookAt(engine, id);
  const ending = confirm(decided, atEnd);
  timeline.stopping();
  await waitFor(observer.end(), LAST_LOOK);
  throwIfInterrupted(deps.signal);
  const health = plan.hasHealthcheck ? healthOf(timeline, atEnd) : undefined;
  const left = ending.kind === 'lost' ? NOTHING_LEFT : await collect(ending, log.done, following, deps);
  streams.abort();
  const gap = (await waitFor(samples, DRAIN)) ? await samples : '';
  return {
    kind: 'followed',
    ending,
    seconds,
    ...(health === undefined ? {} : { health }),
    ...left,
    sawOom: timeline.sawOom() || left.state?.oomKilled === true,
    logBytes: log.bytes(),
    notices: gap === '' ? [] : [gap],
  };
}

/** The engine may have kept to itself that it ended, or that it is gone. */
function confirm(ending: Ending, state: ContainerState | undefined): FollowedRun['ending'] {
  if (ending.kind === 'lost') return ending;
  if (state === undefined) return { kind: 'lost', why: 'the engine can say nothing of the container any more' };
  if (ending.kind === 'interrupted' || !state.running) return { kind: 'exited' };
  return ending;
}

type Left = Pick<FollowedRun, 'stop' | 'state' | 'changes'>;

const NOTHING_LEFT: Left = {};

/** Ends the container where it has not ended, lets the log run out, and looks at what is left. */
async function collect(
  ending: FollowedRun['ending'],
  logDone: Promise<void>,
  { id, plan, timeline }: Following,
  { engine, monotonic }: RunDeps,
): Promise<Left> {
  let stop: FollowedRun['stop'];
  if (ending.kind === 'log-flood') await killContainer(engine, id);
  else if (ending.kind !== 'exited') stop = await stopContainer(engine, id, timeline, monotonic);
  await waitFor(logDone, DRAIN);
  const state = await lookAt(engine, id);
  const changes = plan.isWritable ? await lookAtChanges(engine, id) : undefined;
  return {
    ...(stop === undefined ? {} : { stop }),
    ...(state === undefined ? {} : { state }),
    ...(changes === undefined ? {} : { changes }),
  };
}

/** The engine's word at the time it was decided; what came with it as text is hostile. */
function healthOf(timeline: Timeline, state: ContainerState | undefined): SmokeHealth {
  const { status, seconds } = timeline.health() ?? { status: 'starting' };
  return {
    status,
    ...(seconds === undefined ? {} : { seconds }),
    failures: state?.health?.failingStreak ?? 0,
    output: printable(state?.health?.lastOutput ?? '', MAX_OUTPUT),
  };
}
