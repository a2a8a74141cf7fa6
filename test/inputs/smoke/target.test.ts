// From the record of a run to facts: what was not seen is absent with its reason.
import { describe, expect, it, test } from 'vitest';
import { smokeTarget } from '../../../src/inputs/smoke/target.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { failed, neverStarted, runWith } from './runs.ts';

function subjectOf(changes: Readonly<Record<string, unknown>> = {}): Subject<'smoke'> {
  const [subject] = smokeTarget(runWith(changes)).subjects;
  if (subject?.kind !== 'smoke') throw new Error('there is no run');
  return subject;
}

const facts = (changes: Readonly<Record<string, unknown>> = {}) => subjectOf(changes).facts;
const reason = (changes: Readonly<Record<string, unknown>>, path: string) => subjectOf(changes).absences[path]?.reason;

describe('what a run is called and where its findings point', () => {
  it('is the file of the record', () => {
    expect(smokeTarget(runWith(), { file: 'out/run.json' })).toMatchObject({
      id: 'smoke:out/run.json',
      name: 'out/run.json',
      file: 'out/run.json',
      subjects: [{ declared: { file: 'out/run.json', startLine: 1 } }],
    });
  });

  it('is the image without its tag where nothing was read or declared', () => {
    const target = smokeTarget(runWith({ image: { reference: `ghcr.io/acme/shop:1.2@sha256:${'a'.repeat(64)}` } }));
    expect(target).toMatchObject({ id: 'smoke:ghcr.io/acme/shop', subjects: [{ id: 'ghcr.io/acme/shop' }] });
    expect(target.file).toBeUndefined();
    expect(target.subjects[0]?.declared.file).toBe('images/ghcr.io/acme/shop');
  });

  it('is the service where one declares it', () => {
    const declared = { service: 'web', at: { file: 'compose.yaml', line: 7 } };
    const target = smokeTarget(runWith({ declared, image: { reference: 'nginx:1.25' } }));
    expect(target).toMatchObject({ id: 'smoke:compose.yaml#web', name: 'web', file: 'compose.yaml' });
    expect(target.subjects).toMatchObject([
      { id: 'web', name: 'web', declared: { file: 'compose.yaml', startLine: 7 } },
    ]);
    expect(target.smoke?.image.reference).toBe('nginx:1.25');
  });

  it('names an image that has only an id', () => {
    expect(smokeTarget(runWith({ image: { reference: `sha256:${'b'.repeat(64)}` } })).id).toBe('smoke:image');
  });
});

describe('a good run', () => {
  it('has every fact but those of what did not happen', () => {
    const { facts, absences } = subjectOf();
    expect(facts).toMatchObject({
      started: true,
      works: true,
      ownUser: true,
      attested: true,
      uid: 10001,
      isolatedNetwork: true,
      needsWritableRoot: false,
      networkAttempts: [],
      denied: [],
      compared: false,
      endedByTerm: true,
      ports: [{ port: 8080, declared: true, loopback: false }],
    });
    expect(Object.keys(absences)).toEqual(['exitCode']);
  });
});

describe('a run that never started', () => {
  it('knows nothing of what only a run shows, and says why', () => {
    const { facts, absences } = subjectOf(neverStarted);
    expect(facts).toMatchObject({ started: false, works: false, attested: false, result: 'not-started' });
    for (const field of [
      'processes',
      'ports',
      'denied',
      'networkAttempts',
      'needsWritableRoot',
      'claims',
      'uid',
      'settings',
    ])
      expect(absences[field]?.reason, field).toBe('it was never started: the program /app is not in the image');
    expect(facts).not.toHaveProperty('processes');
  });
});

describe('a run that ended too early', () => {
  it('keeps what was seen and leaves open whether more would have come', () => {
    const denied = [{ kind: 'write', what: '/run', evidence: '/run: Read-only file system', source: 'log' }];
    const { facts, absences } = subjectOf({ ...failed, denied });
    expect(facts.denied).toEqual([...denied, {}]);
    expect(facts.processes).toEqual([{ name: 'app', uid: 10001 }, {}]);
    expect(facts.needsWritableRoot).toBe(true);
    expect(facts).not.toHaveProperty('networkAttempts');
    expect(absences['denied[1]']?.reason).toMatch(/did not work in the sandbox.*it ended with code 1/);
    expect(absences.networkAttempts?.hint).toContain('--allow');
  });

  it('does not say that it needs no writable root', () => {
    expect(facts(failed)).not.toHaveProperty('needsWritableRoot');
  });
});

describe('a run in which the engine was lost', () => {
  const lost = { result: 'engine-lost', reason: 'the stream of events ended', health: null, stop: null };

  it('is an error of its target, never clean', () => {
    const target = smokeTarget(runWith(lost));
    expect(target.errors).toEqual([{ message: 'the engine was lost during the run: the stream of events ended' }]);
    expect(target.subjects[0]?.facts).not.toHaveProperty('works');
    expect(facts(lost).denied).toEqual([{}]);
  });

  it('does not know whether it started where nothing was seen', () => {
    const early = { ...lost, seconds: 0, processes: [], attestation: null };
    expect(facts(early)).not.toHaveProperty('started');
    expect(facts(early)).not.toHaveProperty('denied');
  });
});

describe('what is in force', () => {
  it('is absent with the reason of the attestation', () => {
    const changes = { attestation: { uid: null, seccomp: null, reason: '/proc/41 could not be read' } };
    expect(reason(changes, 'uid')).toBe('/proc/41 could not be read');
    expect(facts(changes)).toMatchObject({ attested: true, gid: 10001 });
    expect(facts(changes)).not.toHaveProperty('seccomp');
  });

  it('holds settings that were not seen, with their own reason', () => {
    const settings = [
      { name: 'memory', asked: '256', found: 'none', holds: 'no' },
      { name: 'swap', asked: '0', holds: 'unknown', reason: 'the host has no swap accounting' },
    ];
    const changes = { attestation: { settings } };
    expect(facts(changes).settings).toEqual([
      { name: 'memory', asked: '256', seen: true, found: 'none', holds: false },
      { name: 'swap', asked: '0', seen: false },
    ]);
    expect(reason(changes, 'settings[1].holds')).toBe('the host has no swap accounting');
  });

  it('is not attested where all of it was hidden', () => {
    const changes = { attestation: null };
    expect(facts(changes).attested).toBe(false);
    expect(reason(changes, 'settings')).toContain('/proc of the host');
  });

  test.each([
    [{}, true],
    [{ asked: { uid: 64000 } }, false],
    [{ declared: { user: '', uid: null }, asked: { uid: 0 } }, true],
    [{ declared: { user: 'app', uid: null } }, undefined],
  ])('tells the user of the image from one of the sandbox: %j', (changes, own) => {
    expect(facts(changes).ownUser).toBe(own);
  });
});

describe('ports', () => {
  const listening = (...ports: readonly (readonly [string, string, number])[]) => ({
    listening: ports.map(([protocol, address, port]) => ({ protocol, address, port })),
  });

  test.each([
    ['tcp', '0.0.0.0', 8080, { declared: true, loopback: false }],
    ['udp', '0.0.0.0', 8080, { declared: false, loopback: false }],
    ['tcp', '127.0.0.11', 9090, { declared: false, loopback: true }],
    ['tcp', '::1', 9090, { declared: false, loopback: true }],
    ['tcp', '::ffff:127.0.0.1', 9090, { declared: false, loopback: true }],
    ['tcp', '::', 9090, { declared: false, loopback: false }],
  ])('%s %s %i', (protocol, address, port, expected) => {
    expect(facts(listening([protocol, address, port])).ports).toMatchObject([expected]);
  });

  it('are declared by ranges and without a protocol', () => {
    const declared = { ports: ['9000-9002/udp', '80'] };
    const seen = facts({ declared, ...listening(['udp', '::', 9001], ['tcp', '::', 80], ['udp', '::', 9003]) }).ports;
    expect(seen?.map((port) => port.declared)).toEqual([true, true, false]);
  });

  it('are absent where they could not be seen', () => {
    expect(reason({ listening: null }, 'ports')).toBe('the ports that it listens on could not be seen');
  });
});

describe('claims', () => {
  const claim = (name: string, changes: Readonly<Record<string, unknown>>) =>
    facts(changes).claims?.find((one) => one.name === name);

  it('are kept by a good run', () => {
    expect(facts().claims).toEqual([
      { name: 'user', declared: '10001', measured: '10001', contradicted: false },
      { name: 'ports', declared: '8080/tcp', measured: '0.0.0.0 8080/tcp', contradicted: false },
      { name: 'healthcheck', declared: 'defined', measured: 'healthy', contradicted: false },
    ]);
  });

  it('are not measured where the sandbox took another user', () => {
    const changes = { asked: { uid: 64000 }, attestation: { uid: 64000 } };
    expect(claim('user', changes)).toEqual({ name: 'user', declared: '10001' });
    expect(reason(changes, 'claims[0]')).toBe('the sandbox ran it as user 64000 in its place');
  });

  it('are made by nobody who names root or no user', () => {
    expect(claim('user', { declared: { user: 'root', uid: 0 } })).toBeUndefined();
    expect(claim('user', { declared: { user: '', uid: null } })).toBeUndefined();
  });

  it('are contradicted by another user, and by a port on which nobody outside is heard', () => {
    expect(claim('user', { attestation: { uid: 0 } })).toMatchObject({ measured: '0', contradicted: true });
    expect(claim('ports', { listening: [{ protocol: 'tcp', address: '127.0.0.1', port: 8080 }] })).toMatchObject({
      measured: '127.0.0.1 8080/tcp',
      contradicted: true,
    });
    expect(claim('ports', { listening: [] })).toMatchObject({ measured: 'none', contradicted: true });
  });

  it('hold where one of several ports answers', () => {
    expect(claim('ports', { declared: { ports: ['8080/tcp', '8443/tcp'] } })).toMatchObject({ contradicted: false });
  });

  it('are not contradicted by a run that ended too early', () => {
    expect(claim('ports', { ...failed, listening: [] })).toEqual({ name: 'ports', declared: '8080/tcp' });
  });

  it('say of a read-only root only what the run shows', () => {
    const declared = { readOnly: true };
    const denied = [{ kind: 'write', what: '/run/a', evidence: '', source: 'log' }];
    expect(claim('readOnly', { declared })).toMatchObject({ contradicted: false });
    expect(claim('readOnly', { declared, denied })).toMatchObject({
      measured: 'writes to /run/a',
      contradicted: false,
    });
    expect(claim('readOnly', { declared, denied, ...failed })).toMatchObject({ contradicted: true });
    expect(claim('readOnly', { declared, ...failed })).not.toHaveProperty('contradicted');
  });
});

describe('attempts', () => {
  it('are not known where the run had a network', () => {
    const changes = { asked: { network: 'bridge' } };
    expect(facts(changes).networkAttempts).toBeUndefined();
    expect(reason(changes, 'networkAttempts')).toContain('run with a network');
  });

  it('are the paths that changed where the root was writable', () => {
    const changes = { asked: { readOnlyRoot: false }, changed: ['/var/cache/app'] };
    expect(facts(changes)).toMatchObject({ needsWritableRoot: true, deniedWrites: ['/var/cache/app'] });
  });
});

it('keeps an empty comparison apart from none', () => {
  expect(facts()).toMatchObject({ compared: false, anomalies: [] });
  expect(facts({ anomalies: [] })).toMatchObject({ compared: true, anomalies: [] });
});
