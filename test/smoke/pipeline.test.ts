// From what the user names to one report: scanned, let in or not, run on a fake engine, judged; nothing is left in the engine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/inputs/image/layers/limits.ts';
import { openStreamedImages } from '../../src/inputs/image/open-local.ts';
import { UsageError } from '../../src/model/errors.ts';
import { silent } from '../../src/model/log.ts';
import type { Run } from '../../src/model/run.ts';
import { joinSettings } from '../../src/settings.ts';
import { choiceOf } from '../../src/smoke/settings-choice.ts';
import { type SmokeRequest, type SmokeWorld, smoke } from '../../src/smoke.ts';
import { noImages } from '../no-images.ts';
import { writeImageArchive } from '../sandbox/image-archive.ts';
import type { FakeContainer } from '../sandbox/run/fake-engine.ts';
import { type FakeWorld, fakeWorld } from '../sandbox/run/fake-run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smoke-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = {
  User: '1000:1000',
  Cmd: ['/server'],
  Healthcheck: { Test: ['CMD', '/check'] },
  ExposedPorts: { '8080/tcp': {} },
};

interface Tried {
  readonly run: Run;
  readonly world: FakeWorld;
  /** Names that the engine was given in archives. */
  readonly loaded: readonly string[];
}

async function trySmoke(
  request: Partial<SmokeRequest>,
  policy = {},
  act = healthy,
  world = fakeWorld({ act }),
): Promise<Tried> {
  const { bytes } = writeImageArchive('registry.example.com/team/app:1', 'smoke', {
    config,
    bare: true,
    architecture: 'amd64',
    files: [{ path: 'server', mode: 0o755, body: 'x' }],
  });
  writeFileSync(join(folder, 'app.tar'), bytes);
  const loaded: string[] = [];
  const engine = {
    ...world.engine,
    loadImage: async (archive: AsyncIterable<Uint8Array>) => {
      const source = openStreamedImages(archive, 'what is loaded', { limits: DEFAULT_LIMITS });
      const names = (await source.images({ platforms: 'all', name: '' })).flatMap((image) => image.names);
      for (const name of names) world.engine.images.add(name);
      loaded.push(...names);
      return names;
    },
    image: async (name: string) =>
      world.engine.images.has(name)
        ? { id: `sha256:${'b'.repeat(64)}`, document: { Config: { Healthcheck: config.Healthcheck } } }
        : undefined,
  };
  const lent: SmokeWorld = {
    cwd: folder,
    root: noImages.root,
    environment: {},
    today: '2026-11-24',
    connections: noImages.connections,
    tool: { name: 'seaworthy', version: '0' },
    log: silent,
    sandbox: { ...world.deps, engine },
  };
  const whole: SmokeRequest = {
    target: 'archive:app.tar',
    pull: 'never',
    limits: {},
    runtime: 'runc',
    allow: [],
    ...request,
  };
  return { run: await smoke(whole, joinSettings({ policy }, {}), lent), world, loaded };
}

function healthy(container: FakeContainer): void {
  container.event('health_status', 'healthy');
}

function leftOf({ world }: Tried): unknown {
  return { containers: world.engine.containers(), images: [...world.engine.images], state: world.state.list() };
}
const nothing = { containers: [], images: [], state: [] };

test('an archive is scanned, loaded under a name of our own, run, and taken away again', async () => {
  const tried = await trySmoke({});
  const [target] = tried.run.targets.filter(({ kind }) => kind === 'smoke');
  expect(target?.smoke).toMatchObject({ result: 'healthy', image: { id: `sha256:${'b'.repeat(64)}` } });
  expect(tried.loaded).toEqual([expect.stringMatching(/^seaworthy-smoke\.invalid\/image:[0-9a-f]{32}$/)]);
  expect(tried.run.targets.map(({ kind }) => kind)).toEqual(['archive', 'smoke']);
  expect(tried.run.verdicts.some(({ subject }) => subject.kind === 'image')).toBe(true);
  expect(tried.run.verdicts.some(({ subject }) => subject.kind === 'smoke')).toBe(true);
  expect(leftOf(tried)).toEqual(nothing);
});

test('what the policy forbids is not even loaded, the report says why, and the audit log too', async () => {
  const tried = await trySmoke({ allowRisk: 'CRITICAL' }, { trustedRegistries: ['ghcr.io/**'] });
  expect(tried.loaded).toEqual([]);
  expect(tried.world.engine.calls).not.toContain('create');
  expect(tried.run.decision).toMatchObject({ action: 'DENY', exitCode: 1 });
  expect(tried.run.decision.reasons[0]).toBe(
    'app.tar was not run: registry.example.com/team/app is outside the trusted registries of the policy',
  );
  expect(tried.world.events.map(({ eventType }) => eventType)).toEqual(['EXECUTION_BLOCKED']);
});

test('a risk that is too high is not run, whatever the profile enforces, and runs when it is allowed', async () => {
  const blocked = await trySmoke({ allowRisk: 'LOW' });
  expect(blocked.run.decision.reasons[0]).toMatch(/was not run: the risk of the image is MEDIUM/);
  const allowed = await trySmoke({ allowRisk: 'MEDIUM' });
  expect(allowed.run.targets.find(({ kind }) => kind === 'smoke')?.smoke?.result).toBe('healthy');
});

test('a risk and a loosening that the settings allow stand in the report with who allows them', async () => {
  const choice = choiceOf({ allowRisk: 'CRITICAL', allow: ['tmpfs:/run'] });
  const { run } = await trySmoke(choice);
  const record = run.targets.find(({ kind }) => kind === 'smoke')?.smoke;
  expect(record?.notices).toContain('smoke.allowRisk of the settings lets images of a risk up to CRITICAL run');
  expect(record?.relaxations).toEqual([{ what: 'tmpfs /run', by: 'smoke.allow of the settings' }]);
  const typed = await trySmoke({ allowRisk: 'CRITICAL' });
  const notices = typed.run.targets.find(({ kind }) => kind === 'smoke')?.smoke?.notices ?? [];
  expect(notices.filter((text) => text.includes('allowRisk'))).toEqual([]);
});

test('an image that fails is no success', async () => {
  const tried = await trySmoke({}, {}, (container) => container.exit(3));
  expect(tried.run.targets.find(({ kind }) => kind === 'smoke')?.smoke).toMatchObject({
    result: 'failed',
    exitCode: 3,
  });
  expect(tried.run.decision).toMatchObject({ action: 'DENY', exitCode: 1 });
  expect(leftOf(tried)).toEqual(nothing);
});

test('what cannot be run is a target with an error beside the verdicts of the scan', async () => {
  const tried = await trySmoke({ runtime: 'runsc' });
  const [target] = tried.run.targets.filter(({ kind }) => kind === 'smoke');
  expect(target?.errors[0]?.message).toMatch(/runsc/);
  expect(tried.run.decision.exitCode).toBe(2);
  expect(leftOf(tried)).toEqual(nothing);
});

test('an image that the engine does not have is not fetched unless that is asked for', async () => {
  await expect(trySmoke({ target: 'nginx:1.29' })).rejects.toThrow(/nginx:1.29 is not in Fake 1.0.*--pull missing/);
  await expect(trySmoke({ target: 'registry:nginx:1.29' })).rejects.toThrow(UsageError);
});

test('nothing is fetched from where the policy does not trust, and the audit log is told', async () => {
  const world = fakeWorld({ act: healthy });
  const request = { target: 'nginx:1.29', pull: 'missing' } as const;
  const tried = trySmoke(request, { trustedRegistries: ['ghcr.io/**'] }, healthy, world);
  await expect(tried).rejects.toThrow(
    'nginx:1.29 is not fetched: docker.io/library/nginx is outside the trusted registries of the policy',
  );
  expect(world.engine.calls).not.toContain('pullImage');
  expect(world.events.map(({ eventType }) => eventType)).toEqual(['EXECUTION_BLOCKED']);
});

test('a policy caps the limits, and the run says so', async () => {
  const { run } = await trySmoke({ limits: { memoryBytes: 2 ** 30 } }, { maxMemoryBytes: 64 * 1024 * 1024 });
  const record = run.targets.find(({ kind }) => kind === 'smoke')?.smoke;
  expect(record?.asked.memoryBytes).toBe(64 * 1024 * 1024);
  expect(record?.notices).toContainEqual(expect.stringMatching(/^--memory was cut to 64 MiB/));
});

test('a relaxation that the policy refuses keeps the image out', async () => {
  const { run } = await trySmoke({ allow: [{ kind: 'network' }] }, { allowNetworking: false });
  expect(run.decision.reasons[0]).toMatch(/was not run: network, asked for by --allow, is not given/);
});
