// Runs a wish on a fake engine with a clock of its own, so that minutes pass in a moment.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import type { AuditEvent } from '../../../src/model/audit.ts';
import { silent } from '../../../src/model/log.ts';
import type { SandboxLimits, SandboxWish } from '../../../src/model/sandbox.ts';
import { readOwner } from '../../../src/sandbox/run/owner.ts';
import { openState, type StateFolder } from '../../../src/sandbox/run/state.ts';
import type { SmokeDeps } from '../../../src/sandbox/smoke-run.ts';
import { readSeccomp } from '../../../src/sandbox/spec/seccomp.ts';
import { type FakeEngine, type FakeOptions, fakeEngine, fakeHost } from './fake-engine.ts';

const seccomp = readSeccomp(dirname(dirname(dirname(import.meta.dirname))));

export const limits: SandboxLimits = {
  memoryBytes: 64 * 1024 * 1024,
  cpus: 1,
  pids: 64,
  logBytes: 100_000,
  watchSeconds: 5,
  deadlineSeconds: 30,
};

/** A wish to run `/app`, which has no health check. */
export function fakeWish(changes: Partial<SandboxWish> = {}): SandboxWish {
  return {
    reference: 'app:1',
    imageId: `sha256:${'a'.repeat(64)}`,
    os: 'linux',
    architecture: 'amd64',
    user: '1000:1000',
    uid: 1000,
    gid: 1000,
    entrypoint: ['/app'],
    command: [],
    environment: [],
    workingDir: '/',
    stopSignal: '',
    volumes: [],
    ports: [],
    labels: [],
    limits,
    runtime: 'runc',
    relaxations: [],
    ...changes,
  };
}

export const healthcheck = { test: ['CMD', '/check'], timeoutNs: 1_000_000_000, retries: 3, startPeriodNs: 0 };

export interface FakeWorld {
  readonly engine: FakeEngine;
  readonly state: StateFolder;
  readonly events: readonly AuditEvent[];
  readonly abort: AbortController;
  readonly deps: SmokeDeps;
}

/** Everything that a run is lent. Identifiers count up. */
export function fakeWorld(options: FakeOptions = {}, changes: Partial<SmokeDeps> = {}): FakeWorld {
  const engine = fakeEngine(options);
  const events: AuditEvent[] = [];
  const abort = new AbortController();
  let counted = 0;
  const randomBytes = (length: number) => {
    counted += 1;
    return Buffer.alloc(length, counted);
  };
  const state = openState(mkdtempSync(join(tmpdir(), 'fake-state-')), randomBytes);
  const deps: SmokeDeps = {
    engine,
    host: fakeHost,
    state,
    seccomp,
    procRoot: '/proc',
    now: () => Date.now(),
    monotonic: () => Date.now(),
    randomBytes,
    owner: readOwner('/proc', process.pid),
    signal: abort.signal,
    log: silent,
    onEvent: (event) => events.push(event),
    ...changes,
  };
  return { engine, state, events, abort, deps };
}

/** Lets time pass until the work is done. */
export async function pass<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  try {
    let done = false;
    const outcome = work().finally(() => {
      done = true;
    });
    outcome.catch(() => {});
    while (!done) await vi.advanceTimersByTimeAsync(100);
    return await outcome;
  } finally {
    vi.useRealTimers();
  }
}
