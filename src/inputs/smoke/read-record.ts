// The record of a run, read from its JSON form.
import { InputError } from '../../model/errors.ts';
import type { AskedHardening, Attestation, SmokeRecord } from '../../model/smoke-record.ts';
import { type JsonNode, parseJsonTree } from '../../parse/json-tree.ts';
import { placeFinder } from '../../parse/text-place.ts';
import { count, flag, list, map, measure, object, oneOf, optional, text, whole } from './json-shape.ts';

const texts = list(text);
const counts = list(count);

const asked = object<AskedHardening>({
  uid: count,
  gid: count,
  groups: counts,
  capabilities: texts,
  noNewPrivileges: flag,
  seccomp: oneOf(['filter']),
  apparmor: text,
  readOnlyRoot: flag,
  network: oneOf(['none', 'bridge']),
  memoryBytes: count,
  memorySwapBytes: count,
  cpus: measure,
  pids: count,
  ulimits: map(count),
  tmpfs: list(object({ path: text, sizeBytes: count, exec: flag })),
  runtime: text,
  init: flag,
});

const attestation = object<Attestation>({
  uid: optional(count),
  gid: optional(count),
  groups: optional(counts),
  capabilities: optional(texts),
  boundingCapabilities: optional(texts),
  noNewPrivileges: optional(flag),
  seccomp: optional(oneOf(['filter', 'strict', 'disabled'])),
  apparmor: optional(text),
  readOnlyRoot: optional(flag),
  hostNamespaces: optional(texts),
  interfaces: optional(texts),
  memoryBytes: optional(count),
  cpus: optional(measure),
  pids: optional(count),
  settings: list(
    object<Attestation['settings'][number]>({
      name: text,
      asked: text,
      found: optional(text),
      holds: oneOf(['yes', 'no', 'unknown']),
      reason: optional(text),
    }),
  ),
  reason: optional(text),
});

const declared = object<SmokeRecord['declared']>({
  user: text,
  uid: optional(count),
  ports: texts,
  volumes: texts,
  healthcheck: oneOf(['defined', 'disabled', 'none']),
  stopSignal: text,
  entrypoint: texts,
  command: texts,
  dependsOn: texts,
  service: optional(text),
  readOnly: optional(flag),
  at: optional(object({ file: text, line: count })),
});

const record = object<SmokeRecord>({
  schema: oneOf(['seaworthy-smoke/1']),
  image: object({ reference: text, id: text, os: text, architecture: text }),
  engine: object({ name: text, runtime: text, kernel: text, cgroupVersion: oneOf([1, 2]), local: flag }),
  declared,
  asked,
  relaxations: list(object({ what: text, by: text })),
  replacedVariables: texts,
  result: oneOf([
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
  exitCode: optional(whole),
  oomKilled: flag,
  seconds: measure,
  health: optional(
    object<NonNullable<SmokeRecord['health']>>({
      status: text,
      seconds: optional(measure),
      failures: count,
      output: text,
    }),
  ),
  stop: optional(object({ seconds: measure, killed: flag, exitCode: whole })),
  restarts: count,
  processes: list(object<SmokeRecord['processes'][number]>({ name: text, uid: optional(count) })),
  listening: optional(list(object({ protocol: oneOf(['tcp', 'udp']), address: text, port: count }))),
  denied: list(object({ kind: text, what: text, evidence: text, source: oneOf(['log', 'kernel', 'changes']) })),
  changed: optional(texts),
  peaks: object<SmokeRecord['peaks']>({
    memoryBytes: optional(count),
    pids: optional(count),
    cpuPercent: optional(measure),
    logBytes: count,
  }),
  exceeded: texts,
  attestation: optional(attestation),
  anomalies: optional(list(object({ kind: text, found: text, expected: text }))),
  logTail: texts,
  notices: texts,
});

/** Reads a record, or the only one of a report; `file` is named in messages. Throws InputError with the path and the line of what is wrong. */
export function readRecord(json: string, file: string): SmokeRecord {
  const document = parseJsonTree(json, file);
  const { node, path } = findRecord(document, file);
  return record(node, path, { file, place: placeFinder(file, json) });
}

/** Of a report that `--format json` wrote, only the run is read. */
function findRecord(document: JsonNode, file: string): { readonly node: JsonNode; readonly path: string } {
  const schema = member(document, 'schema');
  if (schema?.kind !== 'scalar' || schema.value !== 'seaworthy-report/1') return { node: document, path: '' };
  const targets = member(document, 'targets');
  const runs = (targets?.kind === 'list' ? targets.items : []).flatMap((target, index) => {
    const node = member(target, 'smoke');
    return node === undefined ? [] : [{ node, path: `targets[${index}].smoke` }];
  });
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return only;
  throw new InputError(
    only === undefined
      ? `${file} is a report in which nothing was run; write one with seaworthy smoke --format json=FILE`
      : `${file} is a report of ${runs.length} runs, and one is judged at a time; write each \`smoke\` of its targets to a file of its own`,
  );
}

function member(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === 'object' ? node.entries.get(key)?.node : undefined;
}
