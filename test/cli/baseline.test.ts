import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from './run-command-line.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baseline-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const PRIVILEGED = `services:
  web:
    image: nginx:1.27
    privileged: true
`;

/** The environment of git in tests: nothing of the machine's settings. */
const git = (...words: string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', '-c', 'init.defaultBranch=main', ...words],
    {
      cwd: folder,
      stdio: 'pipe',
      encoding: 'utf8',
    },
  );

function commit(): void {
  git('add', '-A');
  git('commit', '-qm', 'state');
}

interface Report {
  readonly decision: { readonly exitCode: number; readonly reasons: readonly string[] };
  readonly baseline?: {
    readonly source: string;
    readonly new: number;
    readonly unchanged: number;
    readonly mended: readonly { readonly rule: string; readonly subject: string }[];
  };
  readonly verdicts: readonly {
    readonly rule: string;
    readonly outcome: string;
    readonly baseline?: string;
    readonly subject: { readonly name: string };
  }[];
}

async function scan(...words: string[]): Promise<Report> {
  const { out, err } = await runCommandLine(['scan', '.', '--format', 'json', ...words], folder, {
    PATH: process.env.PATH ?? '',
  });
  if (out === '') throw new Error(err);
  return JSON.parse(out) as Report;
}

const news = ({ verdicts }: Report) =>
  verdicts.filter(({ baseline }) => baseline === 'new').map(({ rule, subject }) => `${rule} ${subject.name}`);

describe('--baseline FILE', () => {
  const update = () => runCommandLine(['scan', '.', '--baseline', 'known.json', '--update-baseline'], folder);

  it('lets pass what is known and fails on what is new', async () => {
    write('compose.yaml', PRIVILEGED);
    expect((await scan()).decision.exitCode).toBe(1);
    expect(await update()).toMatchObject({ code: 0, err: expect.stringMatching(/wrote \d+ findings to known.json/) });
    const known = await scan('--baseline', 'known.json');
    expect(known.decision).toMatchObject({
      exitCode: 0,
      reasons: ['no new finding at or above high (profile default)'],
    });
    expect(news(known)).toEqual([]);

    write('compose.yaml', `# moved\n\n${PRIVILEGED.replace('1.27', '1.28')}    pid: host\n`);
    const changed = await scan('--baseline', 'known.json');
    expect(news(changed)).toEqual(['host-pid web']);
    expect(changed.decision).toMatchObject({
      exitCode: 1,
      reasons: ['1 new finding at or above high (profile default)'],
    });
    expect(changed.baseline).toMatchObject({ source: 'known.json', new: 1, mended: [] });
  });

  it('lists what was mended, and nothing of what was not looked at', async () => {
    write('compose.yaml', PRIVILEGED);
    write('other/compose.yaml', PRIVILEGED.replace('web', 'api'));
    await update();
    write('compose.yaml', PRIVILEGED.replace('true', 'false'));
    const { baseline } = await scan('--baseline', 'known.json', '--exclude', 'other/**');
    expect(baseline?.mended.map(({ rule, subject }) => `${rule} ${subject}`)).toContain('privileged-container web');
    expect(baseline?.mended.every(({ subject }) => subject === 'web')).toBe(true);
    rmSync(join(folder, 'other'), { recursive: true });
    const later = await scan('--baseline', 'known.json');
    expect(later.baseline?.mended.map(({ subject }) => subject)).toContain('api');
  });

  it('is the same file for the same findings', async () => {
    write('compose.yaml', PRIVILEGED);
    await update();
    const first = readFileSync(join(folder, 'known.json'), 'utf8');
    await update();
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe(first);
  });

  it('that cannot be read fails the run and says what to do', async () => {
    write('compose.yaml', PRIVILEGED);
    for (const text of [
      '',
      '[]',
      '{"schema":"other"}',
      '{"schema":"seaworthy-baseline/1","commit":"","findings":[{}]}',
    ]) {
      write('known.json', text);
      const { code, err, out } = await runCommandLine(['scan', '.', '--baseline', 'known.json'], folder);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/--baseline known\.json: .*--update-baseline/);
    }
    expect(await runCommandLine(['scan', '.', '--baseline', 'none.json'], folder)).toMatchObject({ code: 2 });
    expect(await runCommandLine(['scan', '.', '--update-baseline'], folder)).toMatchObject({ code: 2 });
  });

  it('does not excuse a waiver that has expired', async () => {
    write('compose.yaml', PRIVILEGED);
    const waiver = (until: string) =>
      `waivers:\n  - { rule: '*', subject: web, reason: r, owner: o, until: ${until} }\n`;
    write('.seaworthy.yaml', waiver('2027-01-01'));
    await update();
    write('.seaworthy.yaml', waiver('2026-01-01'));
    expect((await scan('--baseline', 'known.json')).decision.exitCode).toBe(1);
  });
});

describe('--baseline-ref REF', () => {
  beforeEach(() => {
    git('init', '-q');
  });

  it('compares with the tree of a commit and leaves nothing behind', async () => {
    write('compose.yaml', PRIVILEGED);
    commit();
    write('compose.yaml', `${PRIVILEGED}    pid: host\n`);
    const report = await scan('--baseline-ref', 'HEAD');
    expect(news(report)).toEqual(['host-pid web']);
    expect(report.baseline?.source).toMatch(/^HEAD \([0-9a-f]{12}\)$/);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(git('status', '--short').trim()).toBe('M compose.yaml');
  });

  it('follows a renamed file', async () => {
    write('deploy/compose.yaml', PRIVILEGED);
    commit();
    mkdirSync(join(folder, 'ship'));
    renameSync(join(folder, 'deploy/compose.yaml'), join(folder, 'ship/compose.yaml'));
    commit();
    const report = await scan('--baseline-ref', 'HEAD~1');
    expect(news(report)).toEqual([]);
    expect(report.baseline).toMatchObject({ new: 0, mended: [] });
  });

  it('counts everything of a tree in which nothing of the kind was there', async () => {
    write('readme.txt', 'nothing');
    commit();
    write('compose.yaml', PRIVILEGED);
    const report = await scan('--baseline-ref', 'HEAD');
    expect(news(report)).toContain('privileged-container web');
    expect(report.decision.exitCode).toBe(1);
  });

  it('judges both trees by the policy of today', async () => {
    write('compose.yaml', PRIVILEGED);
    commit();
    write(
      '.seaworthy/rules/no-nginx.yaml',
      `id: acme/no-nginx
title: nginx is used
severity: critical
each: container
deny: container.imageReference.repository == "library/nginx"
message: "{container.name} runs nginx."
why: It is not ours.
fix: Use ours.
examples:
  - compose: |
      services: { web: { image: nginx } }
    denies: [web]
`,
    );
    expect(news(await scan('--baseline-ref', 'HEAD'))).toEqual([]);
  });

  it('says what is wrong with a reference', async () => {
    write('compose.yaml', PRIVILEGED);
    commit();
    for (const ref of ['none', '--upload-pack=x', 'HEAD~9']) {
      const { code, err } = await runCommandLine(['scan', '.', `--baseline-ref=${ref}`], folder, {
        PATH: process.env.PATH ?? '',
      });
      expect(code).toBe(2);
      expect(err).toContain(`--baseline-ref ${ref}: `);
    }
    expect(existsSync(join(folder, '.git/worktrees'))).toBe(false);
  });
});
