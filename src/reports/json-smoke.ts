// A run in the sandbox as the JSON report says it: every key is named here, so that their order is that of the schema.
import type { Attestation, SmokeRecord } from '../model/smoke-record.ts';
import { given } from './given.ts';
import type { Report } from './report-schema.ts';

type Smoke = NonNullable<Report['targets'][number]['smoke']>;

/** The whole record of a run. */
export function describeSmoke(record: SmokeRecord): Smoke {
  const { schema, image, engine, peaks, health, stop } = record;
  return {
    schema,
    image: { reference: image.reference, id: image.id, os: image.os, architecture: image.architecture },
    engine: {
      name: engine.name,
      runtime: engine.runtime,
      kernel: engine.kernel,
      cgroupVersion: engine.cgroupVersion,
      local: engine.local,
    },
    declared: describeDeclared(record.declared),
    asked: describeAsked(record.asked),
    relaxations: record.relaxations.map(({ what, by }) => ({ what, by })),
    replacedVariables: [...record.replacedVariables],
    result: record.result,
    reason: record.reason,
    ...given('exitCode', record.exitCode),
    oomKilled: record.oomKilled,
    seconds: record.seconds,
    ...given(
      'health',
      health && {
        status: health.status,
        ...given('seconds', health.seconds),
        failures: health.failures,
        output: health.output,
      },
    ),
    ...given('stop', stop && { seconds: stop.seconds, killed: stop.killed, exitCode: stop.exitCode }),
    restarts: record.restarts,
    processes: record.processes.map(({ name, uid }) => ({ name, ...given('uid', uid) })),
    ...given(
      'listening',
      record.listening?.map(({ protocol, address, port }) => ({ protocol, address, port })),
    ),
    denied: record.denied.map(({ kind, what, evidence, source }) => ({ kind, what, evidence, source })),
    ...given('changed', record.changed && [...record.changed]),
    peaks: {
      ...given('memoryBytes', peaks.memoryBytes),
      ...given('pids', peaks.pids),
      ...given('cpuPercent', peaks.cpuPercent),
      logBytes: peaks.logBytes,
    },
    exceeded: [...record.exceeded],
    ...given('attestation', record.attestation && describeAttestation(record.attestation)),
    ...given(
      'anomalies',
      record.anomalies?.map(({ kind, found, expected }) => ({ kind, found, expected })),
    ),
    logTail: [...record.logTail],
    notices: [...record.notices],
  };
}

function describeDeclared(declared: SmokeRecord['declared']): Smoke['declared'] {
  return {
    user: declared.user,
    ...given('uid', declared.uid),
    ports: [...declared.ports],
    volumes: [...declared.volumes],
    healthcheck: declared.healthcheck,
    stopSignal: declared.stopSignal,
    entrypoint: [...declared.entrypoint],
    command: [...declared.command],
    dependsOn: [...declared.dependsOn],
    ...given('service', declared.service),
    ...given('readOnly', declared.readOnly),
    ...given('at', declared.at && { file: declared.at.file, line: declared.at.line }),
  };
}

function describeAsked(asked: SmokeRecord['asked']): Smoke['asked'] {
  return {
    uid: asked.uid,
    gid: asked.gid,
    groups: [...asked.groups],
    capabilities: [...asked.capabilities],
    noNewPrivileges: asked.noNewPrivileges,
    seccomp: asked.seccomp,
    apparmor: asked.apparmor,
    readOnlyRoot: asked.readOnlyRoot,
    network: asked.network,
    memoryBytes: asked.memoryBytes,
    memorySwapBytes: asked.memorySwapBytes,
    cpus: asked.cpus,
    pids: asked.pids,
    ulimits: { ...asked.ulimits },
    tmpfs: asked.tmpfs.map(({ path, sizeBytes, exec }) => ({ path, sizeBytes, exec })),
    runtime: asked.runtime,
    init: asked.init,
  };
}

function describeAttestation(attestation: Attestation): NonNullable<Smoke['attestation']> {
  const { groups, capabilities, boundingCapabilities, hostNamespaces, interfaces } = attestation;
  return {
    ...given('uid', attestation.uid),
    ...given('gid', attestation.gid),
    ...given('groups', groups && [...groups]),
    ...given('capabilities', capabilities && [...capabilities]),
    ...given('boundingCapabilities', boundingCapabilities && [...boundingCapabilities]),
    ...given('noNewPrivileges', attestation.noNewPrivileges),
    ...given('seccomp', attestation.seccomp),
    ...given('apparmor', attestation.apparmor),
    ...given('readOnlyRoot', attestation.readOnlyRoot),
    ...given('hostNamespaces', hostNamespaces && [...hostNamespaces]),
    ...given('interfaces', interfaces && [...interfaces]),
    ...given('memoryBytes', attestation.memoryBytes),
    ...given('cpus', attestation.cpus),
    ...given('pids', attestation.pids),
    settings: attestation.settings.map(({ name, asked, found, holds, reason }) => ({
      name,
      asked,
      ...given('found', found),
      holds,
      ...given('reason', reason),
    })),
    ...given('reason', attestation.reason),
  };
}
