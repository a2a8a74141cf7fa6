// Puts together what a run left.
import type { EngineHost, HardenedRun, SandboxWish } from '../../model/sandbox.ts';
import type { SmokeRecord } from '../../model/smoke-record.ts';
import { describeRelaxation } from '../spec/relaxation.ts';
import type { Observed } from './observer.ts';
import type { Outcome } from './outcome.ts';
import type { Trace } from './trace.ts';

/** Everything that a record is made of. */
export interface RunParts {
  readonly wish: SandboxWish;
  readonly host: EngineHost;
  readonly run: HardenedRun;
  readonly trace: Trace;
  /** Absent when it was not started. */
  readonly observed?: Observed;
  readonly outcome: Outcome;
  /** Paths changed in a writable root. */
  readonly changed?: readonly string[];
  /** Of what surrounded the run: the choice of a runtime, warnings of the engine, a removal that failed. */
  readonly notices: readonly string[];
}

/** The record of a run. */
export function toRecord({ wish, host, run, trace, observed, outcome, changed, notices }: RunParts): SmokeRecord {
  const followed = trace.kind === 'followed' ? trace : undefined;
  const ran = followed !== undefined && outcome.result !== 'not-started';
  const { attestation, listening } = observed ?? {};
  return {
    schema: 'seaworthy-smoke/1',
    image: { reference: wish.reference, id: wish.imageId, os: wish.os, architecture: wish.architecture },
    engine: {
      name: host.name,
      runtime: run.asked.runtime,
      kernel: host.kernel,
      cgroupVersion: host.cgroupVersion,
      local: host.local,
    },
    declared: declaredBy(wish),
    asked: run.asked,
    relaxations: wish.relaxations.map(({ relaxation, by }) => ({ what: describeRelaxation(relaxation), by })),
    replacedVariables: wish.replacedVariables ?? [],
    result: outcome.result,
    reason: outcome.reason,
    ...(outcome.exitCode === undefined ? {} : { exitCode: outcome.exitCode }),
    oomKilled: followed?.sawOom ?? false,
    seconds: ran ? followed.seconds : 0,
    ...(followed?.health === undefined || !ran ? {} : { health: followed.health }),
    ...(followed?.stop === undefined ? {} : { stop: followed.stop }),
    restarts: followed?.state?.restarts ?? 0,
    processes: observed?.processes ?? [],
    ...(listening === undefined ? {} : { listening }),
    denied: observed?.denied ?? [],
    ...(changed === undefined ? {} : { changed }),
    peaks: { ...observed?.peaks, logBytes: followed?.logBytes ?? 0 },
    exceeded: outcome.exceeded,
    ...(attestation === undefined || !ran ? {} : { attestation }),
    logTail: observed?.logTail ?? [],
    notices: [
      ...(wish.notices ?? []),
      ...run.notices,
      ...notices,
      ...(followed?.notices ?? []),
      ...(observed?.notices ?? []),
    ],
  };
}

function declaredBy(wish: SandboxWish): SmokeRecord['declared'] {
  const { user, uid, ports, volumes, stopSignal, entrypoint, command, service } = wish;
  return {
    user,
    ...(uid === undefined ? {} : { uid }),
    ports,
    volumes,
    healthcheck: wish.healthcheckDisabled === true ? 'disabled' : wish.healthcheck === undefined ? 'none' : 'defined',
    stopSignal,
    entrypoint,
    command,
    dependsOn: service?.dependsOn ?? [],
    ...(service?.name === undefined ? {} : { service: service.name }),
    ...(service?.readOnly === undefined ? {} : { readOnly: service.readOnly }),
    ...(service === undefined ? {} : { at: service.at }),
  };
}
