// Every way out that is tried gains nothing, on every Docker at hand.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dockersAtHand } from '../engine-at-hand.ts';
import { buildEscapeProbe } from './escape-probe.ts';
import { canMakeImages } from './image-archive.ts';
import { runnable } from './images.ts';
import { openRealSandbox, type RealSandbox } from './real-sandbox.ts';

/** Nobody else's: the log of the kernel would tell its refused calls of whoever has the same user. */
const OWN_USER = '2002:2002';
const engines = canMakeImages ? await dockersAtHand() : [];
if (engines.length === 0) test.skip('needs Docker, and busybox', () => {});
const probe = buildEscapeProbe();

describe.each(engines)('escapes from the sandbox of $name', (at) => {
  let sandbox: RealSandbox;
  beforeAll(async () => {
    sandbox = await openRealSandbox(at);
  });
  afterEach(async () => expect(await sandbox.leftovers()).toEqual([]));
  afterAll(() => sandbox?.close());

  test.each([
    ['a user', 'escapes', { runAs: OWN_USER }],
    ['root', 'escapesAsRoot', { runAs: 'image' }],
  ] as const)('commands of %s gain nothing, and those that say so in the log are told', async (_, name, changes) => {
    const record = await sandbox.run(runnable[name], changes);
    expect(record.logTail.at(-1)).toBe('gained:');
    expect(record).toMatchObject({ result: 'completed', exitCode: 0 });
    const kinds = new Set(record.denied.map(({ kind }) => kind));
    for (const kind of ['mount', 'unshare', 'mknod', 'chroot', 'raw-socket', 'proc-write', 'setuid', 'module', 'write'])
      expect(kinds).toContain(kind);
    const violations = sandbox.events.filter(({ eventType }) => eventType === 'SECURITY_VIOLATION');
    expect(violations.length).toBeGreaterThan(5);
  });

  test.skipIf(probe === undefined).each([
    ['a user', { runAs: OWN_USER }],
    ['root', { runAs: 'image' }],
  ] as const)('system calls of %s are refused before the kernel looks at them', async (_, changes) => {
    if (probe === undefined) return;
    const record = await sandbox.run(probe, changes);
    expect(record.logTail.slice(-2)).toEqual(['gained:', 'reached:']);
    expect(record).toMatchObject({ result: 'completed', exitCode: 0 });
  });
});
