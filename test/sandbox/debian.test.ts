// nginx and redis as Debian packs them. Making the images takes half a minute and an archive of packages, so it is done only with SEAWORTHY_TEST_SLOW=1.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dockersAtHand } from '../engine-at-hand.ts';
import type { ImageParts } from './image-archive.ts';
import { openRealSandbox, type RealSandbox } from './real-sandbox.ts';

const isWanted = process.env.SEAWORTHY_TEST_SLOW === '1';
const engines = isWanted ? await dockersAtHand() : [];
if (engines.length === 0) test.skip('needs Docker, and SEAWORTHY_TEST_SLOW=1', () => {});

/** A tar of the packages and what they need, not configured. */
function fetchPackages(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'debian-'));
  try {
    const file = join(folder, 'tree.tar');
    const words = [
      '-q',
      '--variant=extract',
      '--include=nginx-light,redis-server',
      '--aptopt=Acquire::Check-Valid-Until "false"',
    ];
    execFileSync('mmdebstrap', [...words, 'bookworm', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const accounts = [
  {
    path: 'etc/passwd',
    body: 'root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/var/www:/bin/false\nredis:x:100:101::/:/bin/false\n',
  },
  { path: 'etc/group', body: 'root:x:0:\nwww-data:x:33:\nredis:x:101:\n' },
];

describe.each(engines)('servers of Debian on $name', (at) => {
  let sandbox: RealSandbox;
  let nginx: ImageParts;
  let redis: ImageParts;
  beforeAll(async () => {
    sandbox = await openRealSandbox(at);
    const base = fetchPackages();
    nginx = {
      base,
      bare: true,
      files: [
        ...accounts,
        // What the package does when it is configured.
        { path: 'etc/nginx/sites-enabled/default', type: '2', linkName: '/etc/nginx/sites-available/default' },
      ],
      config: { Cmd: ['/usr/sbin/nginx', '-g', 'daemon off;'], ExposedPorts: { '80/tcp': {} } },
    };
    redis = {
      base,
      bare: true,
      files: accounts,
      config: {
        Cmd: ['/usr/bin/redis-server', '--dir', '/var/lib/redis'],
        Volumes: { '/var/lib/redis': {} },
        ExposedPorts: { '6379/tcp': {} },
        Healthcheck: { Test: ['CMD', '/usr/bin/redis-cli', 'ping'] },
      },
    };
  }, 300_000);
  afterEach(async () => expect(await sandbox.leftovers()).toEqual([]));
  afterAll(() => sandbox?.close());

  test('nginx says which folders it needs, and runs when it has them', async () => {
    const locked = await sandbox.run(nginx, { runAs: '33:33' });
    expect(locked.result).toBe('failed');
    expect(locked.denied).toContainEqual(expect.objectContaining({ kind: 'write', what: '/var/lib/nginx/body' }));

    const relaxations = ['/run', '/var/lib/nginx', '/var/log/nginx'].map((path) => ({
      relaxation: { kind: 'tmpfs' as const, path },
      by: '--allow',
    }));
    const record = await sandbox.run(nginx, { runAs: '33:33', relaxations });
    expect(record).toMatchObject({ result: 'running', denied: [], stop: { killed: false } });
    expect(record.processes).toEqual([{ name: 'nginx', uid: 33 }]);
    expect(record.listening?.map(({ port }) => port)).toEqual([80, 80]);
    expect(record.attestation?.settings.filter(({ holds }) => holds !== 'yes')).toEqual([]);
  });

  test('redis is healthy, its data in a tmpfs', async () => {
    const record = await sandbox.run(redis, { runAs: '100:101' });
    expect(record).toMatchObject({ result: 'healthy', denied: [] });
    expect(record.listening?.every(({ port }) => port === 6379)).toBe(true);
    expect(record.attestation?.settings.filter(({ holds }) => holds !== 'yes')).toEqual([]);
  });
});
