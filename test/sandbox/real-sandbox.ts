// The sandbox on a real engine, with everything a shell would lend it.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AuditEvent } from '../../src/model/audit.ts';
import type { ContainerEngine } from '../../src/model/container-engine.ts';
import { silent } from '../../src/model/log.ts';
import type { EngineHost, SandboxWish } from '../../src/model/sandbox.ts';
import type { SmokeRecord } from '../../src/model/smoke-record.ts';
import { readOwner } from '../../src/sandbox/run/owner.ts';
import { openState } from '../../src/sandbox/run/state.ts';
import { type SmokeDeps, smokeRun } from '../../src/sandbox/smoke-run.ts';
import { readSeccomp } from '../../src/sandbox/spec/seccomp.ts';
import { type EngineAtHand, openContainerEngineAtHand } from '../engine-at-hand.ts';
import type { ImageParts } from './image-archive.ts';
import { wishFor } from './wish.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** The folder of the product. */
export const root = dirname(dirname(import.meta.dirname));

export interface RealSandbox {
  readonly workshop: Workshop;
  readonly host: EngineHost;
  /** Where runs note what they make. */
  readonly stateFolder: string;
  /** Audit events of all runs so far. */
  readonly events: readonly AuditEvent[];
  /** Loads an image and runs it. */
  run(parts: ImageParts, changes?: Partial<SandboxWish>, deps?: Partial<SmokeDeps>): Promise<SmokeRecord>;
  deps(changes?: Partial<SmokeDeps>): SmokeDeps;
  /** Containers, volumes, images and notes that should not be there. */
  leftovers(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens a sandbox with a state folder of its own. */
export async function openRealSandbox(at: EngineAtHand): Promise<RealSandbox> {
  const workshop = await openWorkshop(at);
  const engine: ContainerEngine = await openContainerEngineAtHand(at.place);
  const host = await engine.host();
  const stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
  const state = openState(stateFolder, randomBytes);
  const events: AuditEvent[] = [];
  const deps: RealSandbox['deps'] = (changes = {}) => ({
    engine,
    host,
    state,
    seccomp: readSeccomp(root),
    procRoot: '/proc',
    now: Date.now,
    monotonic: () => performance.now(),
    randomBytes,
    owner: readOwner('/proc', process.pid),
    signal: new AbortController().signal,
    log: silent,
    onEvent: (event) => events.push(event),
    ...changes,
  });
  return {
    workshop,
    host,
    stateFolder,
    events,
    deps,
    run: async (parts, changes, lent) => smokeRun(wishFor(await workshop.load(parts), parts, changes), deps(lent)),
    leftovers: async () => [
      ...(await workshop.leftovers()),
      ...state.list().map(({ runId }) => `note of the run ${runId}`),
    ],
    close: async () => {
      await workshop.close();
      await engine.close();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}
