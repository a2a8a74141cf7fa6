import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from './run-command-line.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scopes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const scan = (...words: string[]) => runCommandLine(['scan', '.', ...words], folder);
const SHARED = 'services:\n  web:\n    image: nginx:1.27\n    pid: host\n';

describe('profiles by path', () => {
  it('judge each target by its own profile, and a flag wins over all', async () => {
    write('local/compose.yaml', SHARED);
    write('.seaworthy.yaml', "scopes:\n  - { paths: ['local/**'], profile: development }\n");
    expect(await scan()).toMatchObject({ code: 0 });
    write('deploy/compose.yaml', SHARED);
    const both = await scan();
    expect(both.code).toBe(1);
    const report = JSON.parse((await scan('--format', 'json')).out) as {
      targets: { file: string; profile?: string }[];
    };
    expect(report.targets.map(({ file, profile }) => [file, profile])).toEqual([
      ['deploy/compose.yaml', undefined],
      ['local/compose.yaml', 'development'],
    ]);
    expect((await scan('--profile', 'development')).code).toBe(0);
  });

  it('that do not exist are an error', async () => {
    write('compose.yaml', SHARED);
    write('.seaworthy.yaml', "scopes:\n  - { paths: ['**'], profile: developmnt }\n");
    expect(await scan()).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean development?') });
  });
});

describe('--environment', () => {
  it('chooses the profile, one of the settings before a built-in one', async () => {
    write('compose.yaml', SHARED);
    expect((await scan('--environment', 'dev')).out).toContain('profile development');
    expect((await scan('--environment', 'prod')).out).toContain('profile production');
    write('.seaworthy.yaml', 'environments: { prod: strict, edge: default }\n');
    expect((await scan('--environment', 'prod')).out).toContain('profile strict');
    expect((await scan('--environment', 'edge')).out).toContain('profile default');
    expect(await scan('--environment', 'pord')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean prod?'),
    });
  });
});

describe('--waivers report', () => {
  it('lists every waiver and fails when one needs a look', async () => {
    write('compose.yaml', 'services:\n  web:\n    image: nginx:1.27\n    privileged: true\n');
    const waivers = (lines: string) => write('.seaworthy.yaml', `waivers:\n${lines}`);
    waivers('  - { rule: privileged-container, subject: web, reason: r, owner: ann, until: 2027-01-01 }\n');
    const fine = await scan('--waivers', 'report');
    expect(fine.code).toBe(0);
    expect(fine.out).toContain('active    privileged-container for web');
    expect(fine.out).toContain('owner ann; until 2027-01-01');
    waivers(
      "  - { rule: privileged-container, subject: web, reason: r, until: 2026-01-01 }\n  - { rule: host-pid, reason: r }\n  - { rule: '*', reason: r }\n",
    );
    const stale = await scan('--waivers', 'report');
    expect(stale.code).toBe(1);
    for (const line of ['expired   privileged-container for web', 'unused    host-pid', 'broad     *'])
      expect(stale.out).toContain(line);
    expect(stale.out).toContain('3 waivers, 3 to renew, narrow or remove');
  });
});

describe('--audit-log', () => {
  it('records the scan, each verdict that blocks and each waiver, and verify-log checks it', async () => {
    write('compose.yaml', 'services:\n  web:\n    image: nginx:1.27\n    privileged: true\n    pid: host\n');
    write('.seaworthy.yaml', 'waivers:\n  - { rule: host-pid, subject: web, reason: agreed, owner: ann }\n');
    await scan('--audit-log', 'audit.jsonl');
    await scan('--audit-log', 'audit.jsonl');
    const lines = readFileSync(join(folder, 'audit.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { eventType: string; details: Record<string, unknown> });
    const of = (type: string) => lines.filter(({ eventType }) => eventType === type).map(({ details }) => details);
    expect(of('SCAN_STARTED')).toHaveLength(2);
    expect(of('SCAN_FINISHED')[0]).toMatchObject({ exitCode: 1 });
    expect(of('WAIVER_USED')[0]).toMatchObject({
      rule: 'host-pid',
      waiver: { reason: 'agreed', owner: 'ann' },
    });
    expect(of('VERDICT_BLOCKED')).toContainEqual(
      expect.objectContaining({ rule: 'privileged-container', place: 'compose.yaml:4' }),
    );
    const verify = () => runCommandLine(['verify-log', 'audit.jsonl'], folder);
    expect(await verify()).toMatchObject({ code: 0, out: expect.stringMatching(/2 sessions: the chain holds\n$/) });
    write(
      'audit.jsonl',
      readFileSync(join(folder, 'audit.jsonl'), 'utf8').replace('"reason":"agreed"', '"reason":"forged"'),
    );
    expect(await verify()).toMatchObject({ code: 1, out: expect.stringContaining('was changed') });
    expect(await runCommandLine(['verify-log', 'none'], folder)).toMatchObject({ code: 2 });
  });
});
