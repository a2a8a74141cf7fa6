// `seaworthy smoke` from the words to the exit code, on every Docker at hand; processes that are ended leave nothing for good.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verifyLog } from '../../src/audit/verify.ts';
import type { SmokeRecord } from '../../src/model/smoke-record.ts';
import { runCommandLine } from '../cli/run-command-line.ts';
import { dockersAtHand } from '../engine-at-hand.ts';
import { canMakeImages } from './image-archive.ts';
import { runnable } from './images.ts';
import { root } from './real-sandbox.ts';
import { until } from './until.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const engines = canMakeImages ? await dockersAtHand() : [];
if (engines.length === 0) test.skip('needs Docker, and busybox', () => {});

interface Report {
  readonly targets: readonly {
    readonly kind: string;
    readonly errors: readonly unknown[];
    readonly smoke?: SmokeRecord;
  }[];
}

describe.each(engines)('seaworthy smoke on $name', (at) => {
  let workshop: Workshop;
  let folder: string;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    workshop = await openWorkshop(at);
    folder = mkdtempSync(join(tmpdir(), 'smoke-command-'));
    environment = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      DOCKER_HOST: at.place.environment.DOCKER_HOST ?? '',
      XDG_STATE_HOME: join(folder, 'state'),
    };
  });
  const leftovers = async () => [...(await workshop.leftovers()), ...notes()];
  afterEach(async () => expect(await leftovers()).toEqual([]));
  afterAll(async () => {
    await workshop?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function notes(): readonly string[] {
    return readdirSync(join(folder, 'state/seaworthy')).filter((name) => name.startsWith('run-'));
  }

  // gVisor falls over now and then; what it does has tests of its own.
  const smoke = (...words: readonly string[]) =>
    runCommandLine(['smoke', ...words, '--runtime', 'runc'], folder, environment);

  /** The record in a report, and that everything was read. */
  function recordOf(report: string): SmokeRecord | undefined {
    const { targets }: Report = JSON.parse(report);
    expect(targets.map(({ errors }) => errors)).toEqual(targets.map(() => []));
    return targets.find(({ kind }) => kind === 'smoke')?.smoke;
  }

  /** A process of its own, as a user would start it. */
  function start(program: readonly string[], ...words: readonly string[]): ChildProcess {
    return spawn(process.execPath, [...program, 'smoke', ...words, '--runtime', 'runc'], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
  const source = ['--import', 'tsx', join(root, 'src/main.ts')];
  const exitOf = (child: ChildProcess) =>
    new Promise<number | string | null>((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
  const isUp = async () => (await leftovers()).some((text) => text.endsWith(' running'));

  test('an image of the engine is scanned, run and judged in one report', async () => {
    const { name } = await workshop.load(runnable.httpd);
    const { code, out, err } = await smoke(name, '--format', 'json');
    expect(err).toBe('');
    expect(recordOf(out)).toMatchObject({ result: 'healthy', image: { reference: name } });
    expect(code).toBe(0);
  });

  test('an archive is loaded for the run alone', async () => {
    writeFileSync(join(folder, 'httpd.tar'), workshop.archive(runnable.httpd));
    const { out } = await smoke('archive:httpd.tar', '--format', 'json');
    expect(recordOf(out)).toMatchObject({ result: 'healthy' });
  });

  test('what does not start fails the gate', async () => {
    const { name } = await workshop.load(runnable.failing);
    const { code, out } = await smoke(name);
    expect(out).toContain('cannot read the configuration');
    expect(code).toBe(1);
  });

  test('escapes that were tried stand in the audit log, whose chain holds', async () => {
    const { name } = await workshop.load(runnable.escapes);
    const { code } = await smoke(name, '--allow-risk', 'critical', '--audit-log', 'audit.jsonl');
    expect(code).toBe(1);
    const text = readFileSync(join(folder, 'audit.jsonl'), 'utf8');
    expect(verifyLog(text).faults).toEqual([]);
    for (const event of ['EXECUTION_STARTED', 'SECURITY_VIOLATION', 'EXECUTION_FINISHED'])
      expect(text).toContain(event);
  });

  test('an engine that is not there is an error with words', async () => {
    const gone = { ...environment, DOCKER_HOST: `unix://${join(folder, 'none.sock')}` };
    const { code, out, err } = await runCommandLine(['smoke', 'nginx:1'], folder, gone);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('none.sock');
  });

  test('a process that is interrupted takes its container away', async () => {
    const { name } = await workshop.load(runnable.sleeper);
    const child = start(source, name, '--for', '60');
    await until(isUp);
    child.kill('SIGINT');
    expect(await exitOf(child)).toBe(130);
  });

  test('of a process that was killed the next start removes the container, and nobody else’s', async () => {
    const { name } = await workshop.load(runnable.sleeper);
    const foreign = `foreign-${process.pid}-${Date.now()}`;
    const child = start(source, name, '--for', '60');
    await until(isUp);
    child.kill('SIGKILL');
    expect(await exitOf(child)).toBe('SIGKILL');
    expect(notes()).toHaveLength(1);
    await workshop.startForeign(await workshop.load(runnable.labels), foreign);
    try {
      const { err } = await smoke((await workshop.load(runnable.job)).name);
      expect(err).toContain('removed what earlier runs left behind: ');
      expect(await workshop.runs(foreign)).toBe(true);
    } finally {
      await workshop.removeForeign(foreign);
    }
  });

  test('the bundle runs an image', async () => {
    const { name } = await workshop.load(runnable.httpd);
    const child = start([join(root, 'dist/index.js')], name, '--format', 'json');
    let out = '';
    child.stdout?.on('data', (bytes) => {
      out += String(bytes);
    });
    expect(await exitOf(child)).toBe(0);
    expect(recordOf(out)).toMatchObject({ result: 'healthy' });
  });
});
