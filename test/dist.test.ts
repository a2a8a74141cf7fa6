// The committed bundle, run as a user runs it: a copy with no sources, no node_modules and no network.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const noNetwork = pathToFileURL(join(root, 'test/fixtures/no-network.mjs')).href;
let copy: string;

interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly lastLine: string;
}

/** Runs `node dist/index.js` in the copy with an all but empty environment. */
function seaworthy(words: readonly string[], cwd: string = copy): Ending {
  const result = spawnSync(process.execPath, ['--import', noNetwork, join(copy, 'dist/index.js'), ...words], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: copy },
    maxBuffer: 2 ** 26,
  });
  const lastLine = result.stdout.trimEnd().split('\n').at(-1) ?? '';
  return { code: result.status, out: result.stdout, err: result.stderr, lastLine };
}

/** A directory below the copy that holds these files. */
function project(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(copy, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

describe('the bundle', () => {
  beforeAll(() => {
    copy = realpathSync(mkdtempSync(join(tmpdir(), 'dist-')));
    for (const name of ['dist', 'policies', 'examples', 'package.json']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('scanning the examples fails the gate and says so in the last line', () => {
    const { code, out, err, lastLine } = seaworthy(['scan', 'examples']);
    expect(err).toBe('');
    expect(out).toContain('examples/shop/compose.yaml');
    expect(out).toContain('engine-socket-mounted');
    expect(lastLine).toMatch(/^DENY: /);
    expect(code).toBe(1);
  });

  test('the output shown in the README is what a scan prints, but for the lines left out', () => {
    const [, shown = ''] = /^```text\n([\s\S]*?)^```$/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
    const printed = seaworthy(['scan', 'examples/shop']).out.split('\n');
    const lines = shown
      .trimEnd()
      .split('\n')
      .filter((line) => line !== '...');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
  });

  test('the hardened example is let through', () => {
    const { code, err, lastLine } = seaworthy(['scan', 'examples/shop-hardened']);
    expect(err).toBe('');
    expect(lastLine).toMatch(/^ALLOW/);
    expect(code).toBe(0);
  });

  test('a gate that is switched off lets everything through but reports the same findings', () => {
    const gated = seaworthy(['scan', 'examples/shop', '--format', 'json']);
    const open = seaworthy(['scan', 'examples/shop', '--format', 'json', '--fail-on', 'none']);
    expect([gated.code, open.code]).toEqual([1, 0]);
    expect(JSON.parse(open.out).verdicts).toEqual(JSON.parse(gated.out).verdicts);
  });

  test('two runs give the same bytes in every format', () => {
    for (const format of ['text', 'json', 'sarif']) {
      const first = seaworthy(['scan', 'examples', '--format', format]);
      expect(first.out.length).toBeGreaterThan(1000);
      expect(seaworthy(['scan', 'examples', '--format', format]).out).toBe(first.out);
    }
  });

  test('reports are written to files', () => {
    const folder = project('reports', { 'compose.yaml': 'services: { web: { image: nginx, privileged: true } }\n' });
    const { code, out } = seaworthy(['scan', '--format', 'json=out.json', '--format', 'sarif=out.sarif'], folder);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).schema).toBe('seaworthy-report/1');
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  test('a run line is judged', () => {
    const { code, out } = seaworthy(['scan', 'run:docker run --privileged nginx']);
    expect(out).toContain('privileged-container');
    expect(code).toBe(1);
  });

  test('--version prints the version of package.json', () => {
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(seaworthy(['--version'])).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
  });

  test.skipIf(process.platform === 'win32')('it is a program, as `bin` of package.json says', () => {
    const { stdout, status } = spawnSync(join(copy, 'dist/index.js'), ['--version'], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), status: 0 });
  });

  test('--help names the commands', () => {
    const { code, out } = seaworthy(['--help']);
    expect(code).toBe(0);
    for (const command of ['scan', 'config', 'facts', 'explain', 'rules', 'frameworks', 'test', 'init']) {
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
  });

  test.each([
    ['a flag that does not exist', ['scan', 'examples', '--fail-onn', 'high'], '--fail-on'],
    ['a severity that does not exist', ['scan', 'examples', '--fail-on', 'hihg'], 'high'],
    ['a format that does not exist', ['scan', 'examples', '--format', 'saref'], 'sarif'],
    ['a path that does not exist', ['scan', 'exampels'], 'exampels'],
    ['a command that does not exist', ['scna'], 'scan'],
  ])('%s is refused with exit code 2, nothing on standard output, and what to type instead', (_what, words, said) => {
    const { code, out, err } = seaworthy(words);
    expect(err).toContain(said);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('a directory with nothing to scan is an error, not clean', () => {
    expect(seaworthy(['scan'], project('empty', { 'notes.txt': 'nothing here\n' }))).toMatchObject({
      code: 2,
      out: '',
    });
  });

  test('a compose file that cannot be read ends with exit code 2', () => {
    const { code, out } = seaworthy(['scan'], project('broken', { 'compose.yaml': 'services: [\n' }));
    expect(out).toContain('compose.yaml');
    expect(code).toBe(2);
  });

  test('every rule passes its own examples', () => {
    const { code, lastLine } = seaworthy(['test']);
    expect(lastLine).toMatch(/^rules: \d+, examples: \d+, failed: 0$/);
    expect(code).toBe(0);
  });

  test('the copy holds no sources and no packages', () => {
    expect(['src', 'node_modules'].filter((name) => existsSync(join(copy, name)))).toEqual([]);
  });
});

test('the guard against the network works', () => {
  for (const code of [
    "import net from 'node:net'; net.connect(1, '127.0.0.1')",
    "await fetch('http://127.0.0.1:18080/')",
    "import { spawnSync } from 'node:child_process'; spawnSync('true')",
  ]) {
    const args = ['--import', noNetwork, '--input-type=module', '--eval', code];
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).status).toBe(99);
  }
});
