// The hardened form of a wish on real engines: it is accepted as it is, plain programs run under it, and nothing writable is left over.
import { randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerEngine } from '../../../src/model/container-engine.ts';
import type { EngineHost, SandboxWish } from '../../../src/model/sandbox.ts';
import { hardenRun } from '../../../src/sandbox/spec/harden.ts';
import { readSeccomp } from '../../../src/sandbox/spec/seccomp.ts';
import { dockersAtHand, openContainerEngineAtHand } from '../../engine-at-hand.ts';
import { canMakeImages, directory, type ImageParts } from '../image-archive.ts';
import { wishFor } from '../wish.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const seccomp = readSeccomp(resolve(dirname(import.meta.dirname), '../..'));
/** Nobody else's: the log of the kernel would tell its refused calls of whoever has the same user. */
const OWN_USER = '2001:2001';
const engines = canMakeImages ? await dockersAtHand() : [];
if (engines.length === 0) test.skip('needs Docker, and busybox', () => {});

describe.each(engines)('a hardened run on $name', ({ name, place }) => {
  let engine: ContainerEngine;
  let host: EngineHost;
  let workshop: Workshop;

  beforeAll(async () => {
    engine = await openContainerEngineAtHand(place);
    host = await engine.host();
    workshop = await openWorkshop({ name, place });
  });

  afterEach(async () => {
    expect(await workshop.leftovers()).toEqual([]);
  });

  afterAll(async () => {
    await workshop.close();
    await engine.close();
  });

  /** Runs to the end and answers with what it wrote and how it ended. */
  async function runToEnd(
    script: string,
    config: ImageParts['config'] = {},
    changes: Partial<SandboxWish> = {},
    options: Parameters<typeof hardenRun>[3] = {},
  ) {
    const parts: ImageParts = {
      config: { Cmd: ['/bin/sh', '-c', script], ...config },
      files: [directory('data', 0o755), { path: 'data/shipped', body: 'x' }],
    };
    const wish = wishFor(await workshop.load(parts), parts, changes);
    const { request, platform, asked } = hardenRun(wish, host, seccomp, options);
    const { id, warnings } = await engine.create(`seaworthy-spec-${randomUUID()}`, request, { platform });
    try {
      await engine.start(id);
      let state = await engine.state(id);
      for (let round = 0; state?.running === true && round < 200; round += 1) {
        await new Promise((done) => setTimeout(done, 100));
        state = await engine.state(id);
      }
      let log = '';
      const stream = await engine.logs(id, { follow: false, signal: AbortSignal.timeout(10_000) });
      for await (const { bytes } of stream) log += Buffer.from(bytes).toString();
      return { exitCode: state?.exitCode, mounts: state?.mounts, labels: state?.labels, log, warnings, asked };
    } finally {
      await engine.remove(id);
    }
  }

  test('is accepted without a word, and a shell does its work', async () => {
    const run = await runToEnd('id; mkfifo /tmp/pipe && echo pipe; echo x > /tmp/file && cat /tmp/file; hostname');
    expect(run.warnings).toEqual([]);
    expect(run).toMatchObject({ exitCode: 0, mounts: [] });
    expect(run.log).toContain('uid=1000');
    expect(run.log).toMatch(/pipe\s+x\s+seaworthy/);
  });

  test('closes namespaces, mounts, devices and execution from memory file systems', async () => {
    const { log } = await runToEnd(
      'unshare -U true || echo 1; mount -t tmpfs none /mnt || echo 2; mknod /tmp/null c 1 3 || echo 3; cp /bin/busybox /tmp/sh && /tmp/sh -c "echo ran" || echo 4; touch /x || echo 5',
      {},
      { runAs: OWN_USER },
    );
    expect(log.match(/^\d$/gm)).toEqual(['1', '2', '3', '4', '5']);
    expect(log).not.toContain('ran\n');
  });

  test('holds what it asks for, as the kernel shows it from inside', async () => {
    const { log, asked } = await runToEnd('cat /proc/self/status /proc/self/limits /proc/self/mountinfo; id -G');
    const field = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(log)?.[1];
    expect(field('CapEff')).toMatch(/^0+$/);
    expect(field('CapBnd')).toMatch(/^0+$/);
    expect(field('NoNewPrivs')).toBe('1');
    expect(field('Seccomp')).toBe('2');
    expect(log).toMatch(new RegExp(`Max open files\\s+${asked.ulimits.nofile}\\s+${asked.ulimits.nofile} `));
    expect(log).toMatch(/Max core file size\s+0\s+0 /);
    expect(log).toMatch(new RegExp(`Max file size\\s+${asked.ulimits.fsize}\\s+${asked.ulimits.fsize} `));
    expect(log).toMatch(/ \/ \/ ro,/);
    expect(log).toMatch(/ \/ \/tmp rw,nosuid,nodev,noexec/);
    expect(log.trim().split('\n').at(-1)).toBe(asked.groups.join(' '));
  });

  test('lays a tmpfs over every volume, however it is spelt, so that none is made on the host', async () => {
    const volumes = { '/data': {}, '/slash/': {}, '//deep//nested/./place': {}, '/deep': {} };
    const { mounts, log } = await runToEnd(
      'for at in /data /slash /deep /deep/nested/place; do touch $at/x && echo $at; done; ls /data',
      {
        Volumes: volumes,
      },
    );
    expect(log.trim().split('\n')).toEqual(['/data', '/slash', '/deep', '/deep/nested/place', 'x']);
    expect(mounts?.filter(({ type }) => type === 'volume')).toEqual([]);
  });

  test('empties labels of ours that the image bears', async () => {
    const { labels } = await runToEnd('true', { Labels: { 'io.seaworthy.run': 'image', other: 'kept' } });
    expect(labels).toMatchObject({ 'io.seaworthy.run': '', other: 'kept' });
  });

  test('replaces the health check, and takes one away that is not wished for', async () => {
    const check = { Test: ['CMD', '/bin/true'], Interval: 3_600_000_000_000, Timeout: 1_000_000_000, Retries: 2 };
    const parts: ImageParts = { config: { Cmd: ['/bin/sleep', '600'], Healthcheck: check } };
    const wish = wishFor(await workshop.load(parts), parts);
    const healthOf = async (one: SandboxWish) => {
      const { request, platform } = hardenRun(one, host, seccomp);
      const { id } = await engine.create(`seaworthy-spec-${randomUUID()}`, request, { platform });
      try {
        await engine.start(id);
        let health = (await engine.state(id))?.health?.status;
        for (let round = 0; health === 'starting' && round < 200; round += 1) {
          await new Promise((done) => setTimeout(done, 100));
          health = (await engine.state(id))?.health?.status;
        }
        return health ?? 'none';
      } finally {
        await engine.remove(id);
      }
    };
    expect(await healthOf(wish)).toBe('healthy');
    const { healthcheck: _, ...without } = wish;
    expect(await healthOf(without)).toBe('none');
  });

  test('opens what a relaxation names, and nothing beside it', async () => {
    const by = '--allow';
    const { log } = await runToEnd(
      'unshare -U echo userns; mount -t tmpfs tmpfs /mnt || echo no mount; touch /written && echo written; cp /bin/busybox /run/sh && /run/sh -c "echo executed"; touch /run/x',
      {},
      {
        relaxations: [
          { relaxation: { kind: 'syscall', name: 'userns' }, by },
          { relaxation: { kind: 'write' }, by },
          { relaxation: { kind: 'tmpfs', path: '/run', sizeBytes: 8 * 1024 * 1024, exec: true }, by },
        ],
        runAs: '0:0',
      },
    );
    expect(log).toContain('userns');
    expect(log).toContain('no mount');
    expect(log).toContain('written');
    expect(log).toContain('executed');
  });

  // Its kernel falls over now and then.
  test('runs under gVisor where the engine has it', { retry: 4 }, async ({ skip }) => {
    // Podman lists the runtimes that it knows of, whether they are there or not.
    if (!host.runtimes.includes('runsc') || /^podman/i.test(host.name)) return skip('the engine has no runsc');
    const run = await runToEnd('id; uname -r; touch /tmp/x && echo wrote', {}, {}, { runtime: 'runsc' }).catch(
      (error: unknown) => error,
    );
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run).toHaveProperty('log', expect.stringContaining('wrote'));
  });
});
