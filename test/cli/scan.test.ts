import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from './run-command-line.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string | Buffer): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const seaworthy = (...words: string[]) => runCommandLine(words, folder);

const PRIVILEGED = 'services:\n  web:\n    image: nginx:1.27\n    privileged: true\n';
const HARDENED = `services:
  web:
    image: docker.io/library/nginx:1.27@sha256:${'a'.repeat(64)}
    user: "10001:10001"
    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    mem_limit: 128m
    cpus: 0.5
    pids_limit: 64
    command: [nginx]
    entrypoint: []
    healthcheck: { test: [CMD, nginx, -t] }
`;

describe('exit codes', () => {
  it('answers 1 when a finding reaches the gate', async () => {
    write('compose.yaml', PRIVILEGED);
    const { code, out } = await seaworthy('scan');
    expect(code).toBe(1);
    expect(out).toContain('privileged-container');
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^DENY: /);
  });

  it('answers 0 when nothing reaches the gate', async () => {
    write('compose.yaml', HARDENED);
    const { code, out } = await seaworthy('scan');
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^ALLOW: /);
    expect(code).toBe(0);
  });

  it('lets --fail-on none and a development profile open the gate, but never hides the finding', async () => {
    write('compose.yaml', PRIVILEGED);
    const open = await seaworthy('scan', '--fail-on', 'none');
    expect(open.code).toBe(0);
    expect(open.out).toContain('privileged-container');
    const development = await seaworthy('scan', '--profile', 'development');
    expect(development.code).toBe(0);
    expect(development.out).toContain('MONITOR');
  });

  it('answers 2 for a file that Compose refuses, with the place, also beside a good one', async () => {
    write('a/compose.yaml', HARDENED);
    write('b/compose.yaml', 'services:\n  web:\n    imagee: nginx\n');
    const { code, out } = await seaworthy('scan');
    expect(code).toBe(2);
    expect(out).toContain('b/compose.yaml:3:');
    expect(out).toContain('imagee');
  });

  it('answers 2 when there is nothing to scan, and says what was looked for', async () => {
    write('readme.txt', 'nothing here');
    const { code, err } = await seaworthy('scan');
    expect(code).toBe(2);
    expect(err).toContain('nothing to scan');
    expect(err).toContain('compose.yaml');
  });
});

describe('wrong words', () => {
  it.each([
    [['scan', '--formt', 'json'], 'Did you mean --format?'],
    [['scann'], 'Did you mean scan?'],
    [['scan', '--format', 'jsn'], 'Did you mean json?'],
    [['scan', '--fail-on', 'hgh'], 'Did you mean high?'],
    [['scan', '--profile', 'prodction'], 'Did you mean production?'],
    [['scan', '--framework', 'cis-docker-1.6.1'], 'Did you mean cis-docker-1.6.0?'],
    [['scan', 'composee:compose.yaml'], 'Did you mean compose:?'],
    [['scan', 'nowhere.yaml'], 'no such file'],
    [['scan', '--config', 'nowhere.yaml'], 'no such file'],
    [['scan', '--rules', 'nowhere'], 'no such folder'],
    [['scan', '--format', 'json', '--format', 'sarif'], 'only one format can go to standard output'],
    [['scan', '--format', 'sarif='], 'names no file'],
    [['explain', 'privileged-contaner'], 'Did you mean privileged-container?'],
    [['frameworks', 'cis'], 'there are cis-docker-1.6.0'],
    [['test', 'nowhere'], 'no such folder'],
  ])('%j is refused with exit code 2 and a hint', async (words, hint) => {
    write('compose.yaml', HARDENED);
    const { code, err, out } = await seaworthy(...words);
    expect(err).toContain(hint);
    expect(code).toBe(2);
    expect(out).toBe('');
  });

  it('shows complete help for every command', async () => {
    const { code, out } = await seaworthy('--help');
    expect(code).toBe(0);
    for (const command of ['scan', 'config', 'facts', 'explain', 'rules', 'frameworks', 'test', 'init'])
      expect(out).toContain(`  ${command}`);
    const scan = await seaworthy('scan', '--help');
    expect(scan.out).toContain('--fail-on <severity>');
    expect(scan.out).toContain("run:'docker run ...'");
  });
});

describe('reports', () => {
  it('writes several reports of one run, each whole', async () => {
    write('compose.yaml', PRIVILEGED);
    const { code, out } = await seaworthy(
      'scan',
      '--format',
      'text',
      '--format',
      'json=report.json',
      '--format',
      'sarif=out.sarif',
    );
    expect(code).toBe(1);
    expect(out).toContain('DENY');
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    expect(report.schema).toBe('seaworthy-report/1');
    expect(report.decision).toMatchObject({ action: 'DENY', exitCode: 1 });
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).runs).toHaveLength(1);
  });

  it('gives the same bytes for the same input', async () => {
    write('compose.yaml', PRIVILEGED);
    const first = await seaworthy('scan', '--format', 'json');
    const second = await seaworthy('scan', '--format', 'json');
    expect(second.out).toBe(first.out);
  });

  it('says which report file cannot be written and keeps no silence about it', async () => {
    write('compose.yaml', HARDENED);
    const { code, err } = await seaworthy('scan', '--format', 'json=no/such/folder/x.json');
    expect(code).toBe(2);
    expect(err).toContain('cannot write no/such/folder/x.json');
  });
});

describe('places', () => {
  it('points a finding about something missing at the file that declares the service, not at its override', async () => {
    write('compose.yaml', 'services:\n  web:\n    image: nginx:1.27\n');
    write('compose.override.yaml', 'services:\n  web:\n    restart: "no"\n');
    const report = JSON.parse((await seaworthy('scan', '--format', 'json')).out);
    const verdict = report.verdicts.find((known: { rule: string }) => known.rule === 'memory-unlimited');
    expect(verdict.location).toMatchObject({ file: 'compose.yaml', startLine: 2, startColumn: 3 });
  });
});

describe('settings file', () => {
  it('waives a finding with a reason and lists the waiver', async () => {
    write('compose.yaml', PRIVILEGED);
    write(
      '.seaworthy.yaml',
      'waivers:\n  - {rule: privileged-container, subject: web, reason: needs the host, until: 2026-12-31}\n',
    );
    const { out } = await seaworthy('scan', '--format', 'json');
    const report = JSON.parse(out);
    const verdict = report.verdicts.find((known: { rule: string }) => known.rule === 'privileged-container');
    expect(verdict).toMatchObject({ outcome: 'fail', waiver: { reason: 'needs the host', until: '2026-12-31' } });
    expect(report.waivers).toMatchObject([{ rule: 'privileged-container', status: 'active' }]);
  });

  it('reports an expired waiver and lets it hide nothing', async () => {
    write('compose.yaml', PRIVILEGED);
    write('.seaworthy.yaml', 'waivers:\n  - {rule: "*", reason: old, until: 2026-11-23}\n');
    const { code, out } = await seaworthy('scan');
    expect(code).toBe(1);
    expect(out).toMatch(/expired/);
  });

  it('lists a rule that is switched off in every report and lets its control not pass', async () => {
    write('compose.yaml', HARDENED);
    write('.seaworthy.yaml', 'rules:\n  privileged-container: {enabled: false}\n');
    const { out } = await seaworthy('scan', '--format', 'json');
    const report = JSON.parse(out);
    expect(report.disabledRules).toEqual(['privileged-container']);
    expect(report.controls.find((control: { id: string }) => control.id === '5.5')).toMatchObject({
      status: 'unknown',
    });
    expect((await seaworthy('scan')).out).toContain('privileged-container');
  });

  it.each([
    ['profil: strict\n', '1:1', 'profile'],
    ['failOn: hihg\n', '1:9', 'high'],
    ['waivers:\n  - {rule: x, reson: y}\n', '2:15', 'reason'],
    ['profile: default\nprofile: strict\n', '2:', 'profile'],
    ['policy: {trustedRegistry: []}\n', '1:', 'trustedRegistries'],
    ['rules:\n  privileged-contaner: {enabled: false}\n', '', 'privileged-container'],
    ['profile: !x default\n', '1:', 'tag'],
  ])('refuses %j with its line and the near word', async (text, place, word) => {
    write('compose.yaml', HARDENED);
    write('.seaworthy.yaml', text);
    const { code, err } = await seaworthy('scan');
    expect(code).toBe(2);
    if (place !== '') expect(err).toContain(`.seaworthy.yaml:${place}`);
    expect(err.toLowerCase()).toContain(word.toLowerCase());
  });

  it('takes policy and organisation rules from the repository', async () => {
    write('compose.yaml', HARDENED);
    write('.seaworthy.yaml', 'policy: {trustedRegistries: [ghcr.io/acme/**]}\nfailOn: low\n');
    write(
      '.seaworthy/rules/no-nginx.yaml',
      `id: acme/no-nginx
title: nginx is not used here
severity: low
each: container
deny: container.imageReference.repository == "library/nginx"
at: container.image
message: "{container.name} runs nginx."
why: We serve with caddy. Two servers are one too many.
fix: Use caddy.
examples:
  - compose: |
      services:
        web: { image: nginx }
        api: { image: caddy }
    denies: [web]
`,
    );
    const { code, out } = await seaworthy('scan', '--format', 'json');
    const failed = JSON.parse(out).verdicts.filter((verdict: { outcome: string }) => verdict.outcome === 'fail');
    expect(failed.map((verdict: { rule: string }) => verdict.rule)).toEqual(
      expect.arrayContaining(['acme/no-nginx', 'untrusted-registry']),
    );
    expect(code).toBe(1);
  });
});

describe('hostile trees', () => {
  it('does not follow a symbolic link out of the tree', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'seaworthy-outside-'));
    writeFileSync(join(outside, 'compose.yaml'), PRIVILEGED);
    symlinkSync(join(outside, 'compose.yaml'), join(folder, 'compose.yaml'));
    const { code, err, out } = await seaworthy('scan', 'compose.yaml');
    rmSync(outside, { recursive: true });
    expect(code).toBe(2);
    expect(out + err).toContain('symbolic link');
  });

  it('neutralises escapes of a terminal in names', async () => {
    write(
      'compose.yaml',
      'services:\n  web:\n    image: "nginx:1"\n    container_name: "a\\e[31mb"\n    privileged: true\n    ports: ["80:80"]\n    environment: {"A\\e[2J": x}\n',
    );
    const { out, err } = await seaworthy('scan');
    expect(out + err).not.toContain('\x1b');
  });

  it.each([
    [
      'a 10 MB file',
      `services:\n  web:\n    image: x\n    labels:\n      a: "${'x'.repeat(10 * 1024 * 1024)}"\n`,
      'limit',
    ],
    ['invalid UTF-8', Buffer.from([0x73, 0x3a, 0xff, 0xfe]), 'UTF-8'],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
        .join('\n')}\nservices: {web: {image: x}}\n`,
      '',
    ],
    ['20,000 nested brackets', `services: ${'['.repeat(20_000)}`, ''],
  ])('answers %s with a named error, not a crash', async (_name, text, word) => {
    write('compose.yaml', text);
    const { code, out, err } = await seaworthy('scan');
    expect(code).toBe(2);
    expect(out + err).toContain(word);
    expect(out + err).not.toContain('bug of Seaworthy');
  });
});
