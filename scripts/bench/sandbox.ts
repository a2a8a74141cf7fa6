// The sandbox on the engine at hand: its start beside a plain one, what watching costs, and how long all images and containers take to judge.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { hardenRun } from '../../src/sandbox/spec/harden.ts';
import { USUAL_LIMITS } from '../../src/sandbox/spec/limits.ts';
import { dockersAtHand } from '../../test/engine-at-hand.ts';
import { canMakeImages } from '../../test/sandbox/image-archive.ts';
import { runnable } from '../../test/sandbox/images.ts';
import { openRealSandbox, type RealSandbox } from '../../test/sandbox/real-sandbox.ts';
import { wishFor } from '../../test/sandbox/wish.ts';
import { median, type Row } from './table.ts';

const RUNS = 10;
const START_BUDGET = 1.2;
const SWEEPS = 5;
const WATCH_SECONDS = 22;
/** Of the watch, what is left out: the start and the first look, and the end. */
const SETTLE_MS = 2000;
const MEASURED_MS = 18_000;
const WATCH_BUDGET_PERCENT = 1;

/** Measures on the first Docker at hand; without one there are no rows, which is said aloud. */
export async function measureSandbox(main: string): Promise<readonly Row[]> {
  const [at] = canMakeImages ? await dockersAtHand() : [];
  if (at === undefined) {
    console.warn('The sandbox was not measured: it needs a Docker engine (scripts/engine.sh) and busybox.');
    return [];
  }
  const sandbox = await openRealSandbox(at);
  try {
    return [await measureStart(sandbox), await measureWatch(sandbox), measureSweep(main)];
  } finally {
    await sandbox.close();
  }
}

/** Create and start, hardened and plain in turns, both without a network. */
async function measureStart(sandbox: RealSandbox): Promise<Row> {
  const { engine, host, seccomp } = sandbox.deps();
  const image = await sandbox.workshop.load(runnable.sleeper);
  const { request } = hardenRun(wishFor(image, runnable.sleeper), host, seccomp);
  const started = async (body: Readonly<Record<string, unknown>>) => {
    const begin = performance.now();
    const { id } = await engine.create(`seaworthy-bench-${randomUUID()}`, body);
    try {
      await engine.start(id);
      return performance.now() - begin;
    } finally {
      await engine.remove(id);
    }
  };
  const plain: number[] = [];
  const hardened: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const pair = [
      await started({ Image: image.id, HostConfig: { NetworkMode: 'none' } }),
      await started(request),
    ] as const;
    // One of each first, so that neither pays for what the engine reads once.
    if (run === 0) continue;
    plain.push(pair[0]);
    hardened.push(pair[1]);
  }
  const [base, own] = [median(plain), median(hardened)];
  return {
    work: 'start of a hardened container',
    measured: `${own.toFixed(0)} ms = ${(own / base).toFixed(2)} x a plain one (${base.toFixed(0)} ms)`,
    budget: `${START_BUDGET} x`,
    ratio: own / base / START_BUDGET,
  };
}

/** CPU time of this process while it watches a container that is at rest. */
async function measureWatch(sandbox: RealSandbox): Promise<Row> {
  const limits = { ...USUAL_LIMITS, watchSeconds: WATCH_SECONDS };
  const run = sandbox.run(runnable.sleeper, { limits });
  await pause(SETTLE_MS);
  const begin = process.cpuUsage();
  await pause(MEASURED_MS);
  const { user, system } = process.cpuUsage(begin);
  await run;
  const percent = (user + system) / 10 / MEASURED_MS;
  return {
    work: 'watching a container, of one core',
    measured: `${percent.toFixed(2)} %`,
    budget: `${WATCH_BUDGET_PERCENT} %`,
    ratio: percent / WATCH_BUDGET_PERCENT,
  };
}

/** Every image and container of the engine by configuration, beside an empty process. The benchmark of others that the budget names is no part of this one. */
function measureSweep(main: string): Row {
  const node = (...words: readonly string[]) => {
    const begin = performance.now();
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(`node ${words.join(' ')} ended with exit code ${status}:\n${stderr}`);
    return performance.now() - begin;
  };
  const empty: number[] = [];
  const sweeps: number[] = [];
  for (let run = 0; run < SWEEPS; run += 1) {
    empty.push(node('-e', '0'));
    sweeps.push(node(main, 'scan', 'docker:all', 'container:all', '--config-only', '--fail-on', 'none'));
  }
  const [base, sweep] = [median(empty), median(sweeps)];
  return {
    work: 'all images and containers of the engine',
    measured: `${sweep.toFixed(0)} ms = ${(sweep / base).toFixed(2)} x node -e 0 (${base.toFixed(0)} ms)`,
    budget: '0.02 x docker-bench-security',
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
