// `smoke: true`: images among the targets are run on the engine of the runner, behind the gate, and nothing is left.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockersAtHand } from '../engine-at-hand.ts';
import { canMakeImages } from '../sandbox/image-archive.ts';
import { runnable } from '../sandbox/images.ts';
import { openWorkshop, type Workshop } from '../sandbox/workshop.ts';
import { runStep, type StepResult } from './mini-runner.ts';

const [engine] = canMakeImages ? await dockersAtHand() : [];
let workspace: string;
let workshop: Workshop | undefined;

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'action-smoke-'));
  workshop = engine === undefined ? undefined : await openWorkshop(engine);
});
afterAll(async () => {
  await workshop?.close();
  rmSync(workspace, { recursive: true, force: true });
});

function run(inputs: Readonly<Record<string, string>>, host: string, eventName = 'push'): Promise<StepResult> {
  return runStep({
    workspace,
    inputs: { smoke: 'true', 'json-file': 'report.json', ...inputs },
    event: {},
    eventName,
    ref: 'refs/heads/main',
    sha: '0'.repeat(40),
    environment: { HOME: workspace, DOCKER_HOST: host, XDG_STATE_HOME: join(workspace, 'state') },
  });
}

interface Report {
  readonly targets: readonly { readonly kind: string; readonly smoke?: { readonly result: string } }[];
}

test.skipIf(engine === undefined)(
  'images of the engine and archives are run; the report holds what they did',
  async () => {
    if (engine === undefined || workshop === undefined) return;
    const { name } = await workshop.load(runnable.httpd);
    writeFileSync(join(workspace, 'app.tar'), workshop.archive(runnable.httpd));
    const host = engine.place.environment.DOCKER_HOST ?? '';
    const { exitCode, log, post } = await run(
      { targets: 'archive:app.tar', images: name, 'fail-on': 'critical' },
      host,
    );
    expect(exitCode, log).toBe(0);
    const report = JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8')) as Report;
    expect(report.targets.filter(({ kind }) => kind === 'smoke').map(({ smoke }) => smoke?.result)).toEqual([
      'healthy',
      'healthy',
    ]);
    expect(post.exitCode).toBe(0);
    expect(await workshop.leftovers()).toEqual([]);
  },
);

test.skipIf(engine === undefined)('`always` runs images for code that is not trusted as well', async () => {
  if (engine === undefined || workshop === undefined) return;
  writeFileSync(join(workspace, 'app.tar'), workshop.archive(runnable.httpd));
  const host = engine.place.environment.DOCKER_HOST ?? '';
  const inputs = { targets: 'archive:app.tar', smoke: 'always', 'fail-on': 'critical' };
  const { exitCode, log } = await run(inputs, host, 'pull_request_target');
  expect(exitCode, log).toBe(0);
  const report = JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8')) as Report;
  expect(report.targets.flatMap(({ smoke }) => smoke?.result ?? [])).toEqual(['healthy']);
  expect(await workshop.leftovers()).toEqual([]);
});

test.skipIf(engine === undefined)('no image among the targets is an error, not a success', async () => {
  writeFileSync(join(workspace, 'compose.yaml'), 'services: { web: { image: app } }\n');
  const { exitCode, log } = await run({ targets: 'compose.yaml' }, engine?.place.environment.DOCKER_HOST ?? '');
  expect(exitCode).toBe(2);
  expect(log).toMatch(/there is no image among the targets that could be run/);
});

test('without an engine the step fails and says where it looked; the post step fails nothing', async () => {
  const { exitCode, log, post } = await run({ images: 'docker:app' }, `unix://${workspace}/none.sock`);
  expect(exitCode).toBe(2);
  expect(log).toMatch(/none\.sock/);
  expect(post.exitCode).toBe(0);
  expect(post.log).toMatch(/the sandbox was not cleaned up/);
});
