// The facts of one run, from its record.
import type { Location } from '../../model/location.ts';
import type { SmokeRecord } from '../../model/smoke-record.ts';
import type { Absence, Subject } from '../../model/subject.ts';
import { type SubjectBuilder, subjectBuilder } from '../subject-builder.ts';
import { courseOf, notAttested, notSeen } from './absences.ts';
import { stateAttested } from './attested.ts';
import { claimsOf, writesOf } from './claims.ts';
import { isLoopback, namesPort } from './ports.ts';

type Builder = SubjectBuilder<'smoke'>;

export interface NamedRun {
  readonly id: string;
  readonly name: string;
  readonly declared: Location;
}

/** Turns a record into facts. What was not seen is absent, with its reason. */
export function smokeSubject(record: SmokeRecord, { id, name, declared }: NamedRun): Subject<'smoke'> {
  const course = courseOf(record);
  const absence = notSeen(record, course);
  const subject = subjectBuilder('smoke', id, name, declared, {
    name,
    image: record.image.reference,
    runtime: record.engine.runtime,
    result: record.result,
    reason: record.reason,
    relaxations: record.relaxations.map(({ what }) => what),
    dependsOn: record.declared.dependsOn,
    restarts: record.restarts,
    exceeded: record.exceeded,
    compared: record.anomalies !== undefined,
    anomalies: record.anomalies ?? [],
  });
  if (course === 'unclear') subject.unknown('started', absence);
  else subject.set('started', course !== 'never');
  if (record.result === 'engine-lost') subject.unknown('works', absence);
  else subject.set('works', course === 'whole');
  stateEnd(subject, record, absence);
  stateAttested(subject, record, notAttested(record, course));
  const ran = course === 'cut short' || course === 'whole';
  if (ran) stateSeen(subject, record, { works: course === 'whole', cutShort: absence });
  else for (const field of OBSERVED) subject.unknown(field, absence);
  return subject.build();
}

/** Facts that only a run has. */
const OBSERVED = [
  'processes',
  'ports',
  'denied',
  'deniedWrites',
  'networkAttempts',
  'needsWritableRoot',
  'memoryPeakBytes',
  'pidsPeak',
  'claims',
] as const;

function stateEnd(subject: Builder, record: SmokeRecord, absence: Absence): void {
  const { exitCode, health, stop, declared, result } = record;
  const known = <F extends 'exitCode' | 'healthSeconds' | 'stopSeconds'>(
    field: F,
    value: number | undefined,
    reason: string,
  ) => (value === undefined ? subject.unknown(field, { reason }) : subject.set(field, value));
  known('exitCode', exitCode, 'it did not end by itself');
  known('healthSeconds', health?.seconds, 'its health was not decided');
  known('stopSeconds', stop?.seconds, 'it was not stopped, since it did not run on');
  if (stop === undefined) subject.unknown('endedByTerm', { reason: 'it was not stopped, since it did not run on' });
  else subject.set('endedByTerm', !stop.killed);
  if (health !== undefined) subject.set('health', health.status);
  else if (result === 'not-started' || result === 'engine-lost') subject.unknown('health', absence);
  else if (declared.healthcheck === 'defined')
    subject.unknown('health', { reason: 'its health check did not come to an answer' });
  else subject.set('health', '');
}

interface Seen {
  readonly works: boolean;
  readonly cutShort: Absence;
}

function stateSeen(subject: Builder, record: SmokeRecord, seen: Seen): void {
  const { peaks, listening, asked, denied } = record;
  setList(subject, 'processes', record.processes, seen);
  setList(subject, 'denied', denied, seen);
  if (listening === undefined) subject.unknown('ports', { reason: 'the ports that it listens on could not be seen' });
  else setList(subject, 'ports', describePorts(record, listening), seen);
  stateNeeds(subject, record, seen);
  const measured = { memoryPeakBytes: peaks.memoryBytes, pidsPeak: peaks.pids };
  for (const field of ['memoryPeakBytes', 'pidsPeak'] as const) {
    const value = measured[field];
    if (value === undefined) subject.unknown(field, { reason: 'it was not measured' });
    else subject.set(field, value);
  }
  const claims = claimsOf(record, seen);
  subject.set(
    'claims',
    claims.map(({ claim }) => claim),
  );
  for (const [index, { absence, below = '' }] of claims.entries())
    if (absence !== undefined) subject.unknown(`claims[${index}]${below}`, absence);
  if (asked.network !== 'none')
    subject.unknown('networkAttempts', {
      reason: 'it was run with a network, so nothing that it tried was refused',
      hint: 'run it without `--allow network`',
    });
}

/** Paths and attempts. That none was seen means something only where it worked without. */
function stateNeeds(subject: Builder, record: SmokeRecord, { works, cutShort }: Seen): void {
  const writes = writesOf(record);
  subject.set('deniedWrites', writes);
  if (writes.length > 0 || works) subject.set('needsWritableRoot', writes.length > 0);
  else subject.unknown('needsWritableRoot', cutShort);
  const attempts = record.denied.filter(({ kind }) => kind === 'network').map(({ what }) => what);
  if (attempts.length > 0 || works) subject.set('networkAttempts', [...new Set(attempts)]);
  else subject.unknown('networkAttempts', cutShort);
}

function describePorts({ declared }: SmokeRecord, listening: NonNullable<SmokeRecord['listening']>) {
  return listening.map((port) => ({
    ...port,
    declared: namesPort(declared.ports, port),
    loopback: isLoopback(port.address),
  }));
}

/** Where it did not work an element of which nothing is known stands at the end: more may have come. */
function setList<F extends 'processes' | 'denied' | 'ports'>(
  subject: Builder,
  field: F,
  elements: NonNullable<Subject<'smoke'>['facts'][F]>,
  { works, cutShort }: Seen,
): void {
  subject.set(field, (works ? elements : [...elements, {}]) as typeof elements);
  if (!works) subject.unknown(`${field}[${elements.length}]`, cutShort);
}
