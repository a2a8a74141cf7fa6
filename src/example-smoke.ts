// The run of an example: a record of a good run in which the example changes what it is about. It is read as any record is.
import type { ExampleRun } from './model/rule.ts';
import type { SmokeRecord } from './model/smoke-record.ts';
import { isObject } from './parse/json-object.ts';

/** A run in which everything is as it should be. */
const GOOD: SmokeRecord = {
  schema: 'seaworthy-smoke/1',
  image: { reference: 'example', id: `sha256:${'0'.repeat(64)}`, os: 'linux', architecture: 'amd64' },
  engine: { name: 'Docker 28.5.2 (API 1.51)', runtime: 'runc', kernel: '6.12.0', cgroupVersion: 2, local: true },
  declared: {
    user: '10001',
    uid: 10001,
    ports: ['8080/tcp'],
    volumes: [],
    healthcheck: 'defined',
    stopSignal: 'SIGTERM',
    entrypoint: ['/app'],
    command: [],
    dependsOn: [],
  },
  asked: {
    uid: 10001,
    gid: 10001,
    groups: [10001],
    capabilities: [],
    noNewPrivileges: true,
    seccomp: 'filter',
    apparmor: '',
    readOnlyRoot: true,
    network: 'none',
    memoryBytes: 268435456,
    memorySwapBytes: 268435456,
    cpus: 1,
    pids: 64,
    ulimits: { nofile: 1024, core: 0 },
    tmpfs: [{ path: '/tmp', sizeBytes: 16777216, exec: false }],
    runtime: 'runc',
    init: true,
  },
  relaxations: [],
  replacedVariables: [],
  result: 'healthy',
  reason: 'the health check said so after 1.2 seconds',
  oomKilled: false,
  seconds: 1.2,
  health: { status: 'healthy', seconds: 1.2, failures: 0, output: '' },
  stop: { seconds: 0.1, killed: false, exitCode: 143 },
  restarts: 0,
  processes: [{ name: 'app', uid: 10001 }],
  listening: [{ protocol: 'tcp', address: '0.0.0.0', port: 8080 }],
  denied: [],
  peaks: { memoryBytes: 12582912, pids: 2, cpuPercent: 3, logBytes: 120 },
  exceeded: [],
  attestation: {
    uid: 10001,
    gid: 10001,
    groups: [10001],
    capabilities: [],
    boundingCapabilities: [],
    noNewPrivileges: true,
    seccomp: 'filter',
    apparmor: '',
    readOnlyRoot: true,
    hostNamespaces: ['user'],
    interfaces: ['lo'],
    memoryBytes: 268435456,
    cpus: 1,
    pids: 64,
    settings: [
      { name: 'user', asked: '10001:10001', found: '10001:10001', holds: 'yes' },
      { name: 'memory', asked: '268435456', found: '268435456', holds: 'yes' },
    ],
  },
  logTail: [],
  notices: [],
};

/** The JSON text of the record: the good run with the changes. Maps are changed key by key, null leaves a key out, everything else is replaced. */
export function writeExampleRun(changes: ExampleRun): string {
  return JSON.stringify(change({ ...GOOD }, changes));
}

function change(from: Readonly<Record<string, unknown>>, changes: ExampleRun): Record<string, unknown> {
  const into: Record<string, unknown> = { ...from };
  for (const [key, value] of Object.entries(changes)) {
    const own = into[key];
    if (value === null) delete into[key];
    else into[key] = isObject(value) && isObject(own) ? change(own, value) : value;
  }
  return into;
}
