// The shape of a run in the sandbox in the JSON report: `seaworthy-smoke/1`. Imported for its type alone.
import * as v from 'valibot';

const text = v.string();
const texts = v.array(text);
const flag = v.boolean();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = v.array(count);
const whole = v.pipe(v.number(), v.integer());
const measure = v.pipe(v.number(), v.minValue(0));

const declared = v.strictObject({
  user: text,
  uid: v.exactOptional(count),
  ports: texts,
  volumes: texts,
  healthcheck: v.picklist(['defined', 'disabled', 'none']),
  stopSignal: text,
  entrypoint: texts,
  command: texts,
  dependsOn: texts,
  service: v.exactOptional(text),
  readOnly: v.exactOptional(flag),
  at: v.exactOptional(v.strictObject({ file: text, line: count })),
});

const asked = v.pipe(
  v.strictObject({
    uid: count,
    gid: count,
    groups: counts,
    capabilities: texts,
    noNewPrivileges: flag,
    seccomp: v.literal('filter'),
    apparmor: text,
    readOnlyRoot: flag,
    network: v.picklist(['none', 'bridge']),
    memoryBytes: count,
    memorySwapBytes: count,
    cpus: measure,
    pids: count,
    ulimits: v.record(text, count),
    tmpfs: v.array(v.strictObject({ path: text, sizeBytes: count, exec: flag })),
    runtime: text,
    init: flag,
  }),
  v.description('The hardening that the engine was asked for.'),
);

const attestation = v.pipe(
  v.strictObject({
    uid: v.exactOptional(count),
    gid: v.exactOptional(count),
    groups: v.exactOptional(counts),
    capabilities: v.exactOptional(texts),
    boundingCapabilities: v.exactOptional(texts),
    noNewPrivileges: v.exactOptional(flag),
    seccomp: v.exactOptional(v.picklist(['filter', 'strict', 'disabled'])),
    apparmor: v.exactOptional(text),
    readOnlyRoot: v.exactOptional(flag),
    hostNamespaces: v.exactOptional(texts),
    interfaces: v.exactOptional(texts),
    memoryBytes: v.exactOptional(count),
    cpus: v.exactOptional(measure),
    pids: v.exactOptional(count),
    settings: v.array(
      v.strictObject({
        name: text,
        asked: text,
        found: v.exactOptional(text),
        holds: v.picklist(['yes', 'no', 'unknown']),
        reason: v.exactOptional(text),
      }),
    ),
    reason: v.exactOptional(text),
  }),
  v.description('What was really in force, read from /proc of the host. What could not be seen is left out.'),
);

export const smoke = v.pipe(
  v.strictObject({
    schema: v.literal('seaworthy-smoke/1'),
    image: v.strictObject({ reference: text, id: text, os: text, architecture: text }),
    engine: v.strictObject({ name: text, runtime: text, kernel: text, cgroupVersion: v.picklist([1, 2]), local: flag }),
    declared,
    asked,
    relaxations: v.array(v.strictObject({ what: text, by: text })),
    replacedVariables: texts,
    result: v.picklist([
      'healthy',
      'running',
      'completed',
      'unhealthy',
      'failed',
      'out-of-memory',
      'log-flood',
      'timed-out',
      'not-started',
      'engine-lost',
    ]),
    reason: text,
    exitCode: v.exactOptional(whole),
    oomKilled: flag,
    seconds: measure,
    health: v.exactOptional(
      v.strictObject({ status: text, seconds: v.exactOptional(measure), failures: count, output: text }),
    ),
    stop: v.exactOptional(v.strictObject({ seconds: measure, killed: flag, exitCode: whole })),
    restarts: count,
    processes: v.array(v.strictObject({ name: text, uid: v.exactOptional(count) })),
    listening: v.exactOptional(
      v.array(v.strictObject({ protocol: v.picklist(['tcp', 'udp']), address: text, port: count })),
    ),
    denied: v.array(
      v.strictObject({ kind: text, what: text, evidence: text, source: v.picklist(['log', 'kernel', 'changes']) }),
    ),
    changed: v.exactOptional(texts),
    peaks: v.strictObject({
      memoryBytes: v.exactOptional(count),
      pids: v.exactOptional(count),
      cpuPercent: v.exactOptional(measure),
      logBytes: count,
    }),
    exceeded: texts,
    attestation: v.exactOptional(attestation),
    anomalies: v.exactOptional(v.array(v.strictObject({ kind: text, found: text, expected: text }))),
    logTail: texts,
    notices: texts,
  }),
  v.description('Of a run in the sandbox: everything that it left.'),
);
