// The two example shops: the insecure one shows what can go wrong, the hardened one is clean.

import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../src/model/log.ts';
import type { Run } from '../src/model/run.ts';
import type { Verdict } from '../src/model/verdict.ts';
import { refuseConnections } from '../src/offline.ts';
import { scan } from '../src/scan.ts';
import { joinSettings } from '../src/settings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Scans a folder under the profile `default`, everything that a search finds in it. */
async function scanFolder(folder: string): Promise<Run> {
  const tool = { name: 'Seaworthy', version: '0.0.0' };
  const world = {
    cwd: root,
    root,
    environment: {},
    today: '2026-01-01',
    tool,
    connections: refuseConnections('not needed'),
    log: silent,
  };
  const run = await scan(joinSettings({}, { targets: [folder] }), world);
  expect(run.targets.flatMap(({ errors }) => errors)).toEqual([]);
  expect(run.notRead).toEqual([]);
  return run;
}

const show = ({ subject, rule }: Verdict) => `${subject.name}: ${rule}`;
const of = ({ verdicts }: Run, outcome: Verdict['outcome']) =>
  verdicts.filter((verdict) => verdict.outcome === outcome);
const rulesOf = (verdicts: readonly Verdict[]) => [...new Set(verdicts.map(({ rule }) => rule))].sort();

describe('examples/shop-hardened', () => {
  let run: Run;
  beforeAll(async () => {
    run = await scanFolder('examples/shop-hardened');
  });

  it('is read as a compose project, a Makefile, a workflow and a Dockerfile', () => {
    expect(run.targets.map(({ id }) => id)).toEqual([
      'compose:examples/shop-hardened/compose.yaml',
      'run:examples/shop-hardened/Makefile',
      'workflow:examples/shop-hardened/.github/workflows/ci.yaml',
      'dockerfile:examples/shop-hardened/web/Dockerfile',
    ]);
  });

  it('has no finding under the profile default', () => {
    expect(of(run, 'fail').map(show)).toEqual([]);
    expect(of(run, 'pass').length).toBeGreaterThan(500);
  });

  it('leaves open only what the organisation must say', () => {
    expect(rulesOf(of(run, 'unknown'))).toEqual([
      'required-ulimit-missing',
      'undeclared-port-published',
      'untrusted-base-image',
      'untrusted-registry',
    ]);
  });

  it('takes the user and the health check of the web site from its Dockerfile', () => {
    const passed = of(run, 'pass').filter(({ subject }) => subject.name === 'web');
    for (const [rule, line] of [
      ['root-user', 11],
      ['healthcheck-missing', 13],
    ] as const) {
      expect(passed.find((verdict) => verdict.rule === rule)?.location).toMatchObject({
        file: 'examples/shop-hardened/web/Dockerfile',
        startLine: line,
      });
    }
  });
});

describe('examples/shop', () => {
  let run: Run;
  let failed: readonly Verdict[];
  beforeAll(async () => {
    run = await scanFolder('examples/shop');
    failed = of(run, 'fail');
  });
  const failedIn = (target: string) => failed.filter((verdict) => verdict.target === target);

  it('shows the findings in its compose project that readers are meant to see', () => {
    expect(failedIn('compose:examples/shop/compose.yaml').map(show)).toEqual(
      expect.arrayContaining([
        'api: seccomp-disabled',
        'api: secret-in-environment',
        'dashboard: root-user',
        'db: host-system-path-writable',
        'db: secret-in-environment',
        'mailer: ssh-port-published',
        'mailer: sshd-started',
        'metrics: host-network',
        'proxy: engine-socket-mounted',
        'proxy: floating-image-tag',
        'web: dangerous-capability-added',
        'web: root-user',
        'worker: privileged-container',
      ]),
    );
  });

  it('shows in its Dockerfile exactly these', () => {
    expect(rulesOf(failedIn('dockerfile:examples/shop/web/Dockerfile'))).toEqual([
      'downloaded-code-executed',
      'package-lists-kept',
      'recommended-packages-installed',
      'secret-argument-used',
      'secret-in-image-variable',
      'sudo-installed',
      'unpinned-base-image',
      'unpinned-packages',
      'update-alone',
      'verification-off-in-environment',
      'world-writable-tree',
    ]);
  });

  it('shows in its workflow and its Makefile the containers and commands that reach the host', () => {
    expect(failedIn('workflow:examples/shop/.github/workflows/ci.yaml').map(show)).toEqual(
      expect.arrayContaining([
        'test/container: privileged-container',
        'bash: downloaded-code-executed',
        'test/db: secret-in-environment',
        'ghcr.io/example/image-test: engine-socket-mounted',
      ]),
    );
    expect(failedIn('run:examples/shop/Makefile').map(show)).toEqual(
      expect.arrayContaining([
        'ghcr.io/example/shop-backup: host-network',
        'ghcr.io/example/shop-backup: host-sensitive-path-mounted',
        'docker exec: docker-exec-privileged',
      ]),
    );
  });

  it('cannot tell what depends on a variable without a value', () => {
    const unknown = of(run, 'unknown').map(show);
    expect(unknown).toEqual(expect.arrayContaining(['api: privileged-port-published', 'mailer: root-user']));
  });

  it('points at the file that a value comes from', () => {
    const placeOf = (rule: string, name: string) =>
      failed.find((verdict) => verdict.rule === rule && verdict.subject.name === name)?.location.file;
    expect(placeOf('dangerous-capability-added', 'web')).toBe('examples/shop/compose.override.yaml');
    expect(placeOf('host-network', 'metrics')).toBe('examples/shop/monitoring/compose.yaml');
    expect(placeOf('root-user', 'web')).toBe('examples/shop/web/Dockerfile');
    expect(placeOf('secret-in-environment', 'dashboard')).toBe('examples/shop/monitoring/compose.yaml');
  });
});
