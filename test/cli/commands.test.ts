import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCommandLine } from './run-command-line.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const seaworthy = (...words: string[]) => runCommandLine(words, folder);
const seaworthyIn = (environment: Readonly<Record<string, string>>, ...words: string[]) =>
  runCommandLine(words, folder, environment);

const COMPOSE = 'services:\n  web:\n    image: nginx:${TAG:-1.27}\n    privileged: true\n    ports: ["8080:80"]\n';

describe('config', () => {
  it('prints the project as Compose resolves it, with the environment of the process', async () => {
    write('compose.yaml', COMPOSE);
    const { code, out } = await seaworthyIn({ TAG: '9' }, 'config', '--format', 'json', '--project-name', 'shop');
    expect(code).toBe(0);
    const project = JSON.parse(out);
    expect(project).toMatchObject({ name: 'shop', services: { web: { image: 'nginx:9', privileged: true } } });
    expect(project.services.web.ports).toEqual([{ mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' }]);
    expect(parse((await seaworthy('config', '--format', 'yaml')).out).services.web.image).toBe('nginx:1.27');
  });

  it('tells the file, line and column of every value', async () => {
    write('compose.yaml', COMPOSE);
    write('compose.override.yaml', 'services:\n  web:\n    user: "1000"\n');
    const { out } = await seaworthy('config', '--origins');
    expect(out).toMatch(/^services\.web\.privileged +true +compose\.yaml:4:17$/m);
    expect(out).toMatch(/^services\.web\.user +"1000" +compose\.override\.yaml:3:11$/m);
  });

  it('refuses what Compose refuses, with the place', async () => {
    write('compose.yaml', 'services:\n  web:\n    image: nginx\n    depends_on: [db]\n');
    const { code, err, out } = await seaworthy('config');
    expect(code).toBe(2);
    expect(err).toContain('compose.yaml:4:');
    expect(err).toContain('depends on undefined service');
    expect(out).toBe('');
  });

  it('says on standard error which variable is blank', async () => {
    write('compose.yaml', 'services:\n  web:\n    image: "nginx:${NOPE}x"\n');
    const { code, err } = await seaworthy('config');
    expect(code).toBe(0);
    expect(err).toContain('NOPE');
  });

  it('prints the create request of a run line', async () => {
    const { code, out } = await seaworthy(
      'config',
      'run:docker run -dp8080:80 --privileged nginx sleep 1',
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const request = JSON.parse(out);
    expect(request).toMatchObject({
      Config: { Image: 'nginx', Cmd: ['sleep', '1'] },
      HostConfig: { Privileged: true, PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } },
    });
  });
});

describe('facts', () => {
  it('shows every field with its value and where it came from, or why it is not known', async () => {
    write('compose.yaml', COMPOSE);
    const { code, out } = await seaworthy('facts', 'compose.yaml');
    expect(code).toBe(0);
    expect(out).toMatch(/privileged +true +compose\.yaml:4:17/);
    expect(out).toMatch(/memoryBytes +0 +default/);
    expect(out).toMatch(/user +\? +unknown: inherits from the image/);
    expect(out).toMatch(/ports\[0\].*"hostPort":8080/);
  });

  it('prints the same as JSON', async () => {
    const { out } = await seaworthy('facts', 'run:docker run --name web --cap-add sys_admin nginx', '--format', 'json');
    const [subject] = JSON.parse(out).targets[0].subjects;
    expect(subject).toMatchObject({
      kind: 'container',
      name: 'web',
      facts: { capAdd: ['SYS_ADMIN'], networkMode: 'bridge' },
    });
    expect(subject.unknown.user.reason).toContain('inherits from the image');
  });

  it('answers 2 when a target cannot be read', async () => {
    write('compose.yaml', 'services: 7\n');
    expect((await seaworthy('facts', 'compose.yaml')).code).toBe(2);
  });
});

describe('explain', () => {
  it('says what a rule asks, and why', async () => {
    const { code, out } = await seaworthy('explain', 'privileged-container');
    expect(code).toBe(0);
    expect(out).toContain('deny: container.privileged');
    expect(out).toMatch(/why: .+\n {2}fix: /);
  });

  it('traces the verdicts of a control in a target to their lines', async () => {
    write('compose.yaml', COMPOSE);
    const { code, out } = await seaworthy('explain', 'CIS 5.5', 'compose.yaml');
    expect(code).toBe(0);
    expect(out).toContain('fail    web  privileged-container');
    expect(out).toContain('at compose.yaml:4:17  privileged: true');
  });

  it.each([
    ['design 4.5', 'Design 4.5  Read-only'],
    ['seaworthy-design/5.9', 'Design 5.9  Limit container capabilities'],
    ['GDPR Art. 25', 'GDPR Art. 25  Data protection'],
    ['4.5', 'CIS 4.5  Ensure Content trust'],
  ])('takes %s for a control', async (name, head) => {
    const { code, out } = await seaworthy('explain', name);
    expect(code).toBe(0);
    expect(out.startsWith(head)).toBe(true);
  });

  it('names the missing evidence of an unknown verdict, and never quotes a line that holds a secret', async () => {
    write('compose.yaml', 'services:\n  web:\n    image: nginx\n    environment: {DB_PASSWORD: hunter2-real}\n');
    expect((await seaworthy('explain', 'root-user', 'compose.yaml')).out).toContain('missing container.u');
    const secret = await seaworthy('explain', 'secret-in-environment', 'compose.yaml');
    expect(secret.out).toContain('fail    web environment[0]');
    expect(secret.out).not.toContain('hunter2-real');
  });
});

describe('rules and frameworks', () => {
  it('lists the rules as text and as JSON', async () => {
    expect((await seaworthy('rules')).out).toMatch(/^privileged-container +critical +/m);
    const { rules } = JSON.parse((await seaworthy('rules', '--format', 'json')).out);
    expect(rules.length).toBeGreaterThan(60);
    expect(rules[0]).toMatchObject({ id: expect.any(String), severity: expect.any(String), deny: expect.any(String) });
  });

  it('shows all 44 controls of the benchmark with their rules or the reason why none can tell', async () => {
    const { out } = await seaworthy('frameworks', 'cis-docker-1.6.0');
    expect(out.match(/^ {2}[45]\.\d+ /gm)).toHaveLength(44);
    expect(out).toMatch(/^ {2}5\.5 .* level 1 Automated\n +privileged-container\n {2}5\.6 /m);
    expect(out).toMatch(/^ {2}5\.1 .*\n +manual: Swarm mode/m);
  });

  it('names the controls of another framework instead of repeating their rules', async () => {
    const { out } = await seaworthy('frameworks', 'seaworthy-design');
    expect(out).toMatch(/^ {2}4\.5 .*\n +rules of CIS 5\.13\n/m);
    const all = await seaworthy('frameworks', 'all', '--format', 'json');
    const { frameworks } = JSON.parse(all.out);
    const design = frameworks.find(({ id }: { id: string }) => id === 'seaworthy-design');
    expect(design.controls[1]).toMatchObject({
      id: '4.5',
      rules: expect.arrayContaining(['writable-root-filesystem']),
    });
  });
});

describe('test', () => {
  it('replays the examples of an organisation and answers 1 when one does not come out', async () => {
    const rule = (denies: string) => `id: acme/no-latest
title: Image is named latest
severity: low
each: container
deny: container.imageReference.tag == "latest"
message: "{container.name} is latest."
why: It moves. Nobody knows what ran.
fix: Name a version.
examples:
  - compose: |
      services:
        web: { image: "nginx:latest" }
        api: { image: "nginx:1" }
    denies: [${denies}]
`;
    write('rules/no-latest.yaml', rule('web'));
    expect(await seaworthy('test', 'rules')).toMatchObject({ code: 0, out: 'rules: 1, examples: 1, failed: 0\n' });
    write('rules/no-latest.yaml', rule('api'));
    const { code, out } = await seaworthy('test', 'rules');
    expect(code).toBe(1);
    expect(out).toContain('expected denied api');
    expect(out).toContain('got      denied web');
  });
});

describe('init', () => {
  it('writes settings that load and a workflow, and never overwrites', async () => {
    expect((await seaworthy('init')).code).toBe(0);
    expect(parse(readFileSync(join(folder, '.github/workflows/seaworthy.yml'), 'utf8')).permissions).toEqual({});
    write('compose.yaml', 'services:\n  web:\n    image: nginx\n');
    expect((await seaworthy('scan', '--fail-on', 'none')).code).toBe(0);

    write('.seaworthy.yaml', 'profile: strict\n');
    const again = await seaworthy('init');
    expect(again.code).toBe(2);
    expect(readFileSync(join(folder, '.seaworthy.yaml'), 'utf8')).toBe('profile: strict\n');
    rmSync(join(folder, '.github'), { recursive: true });
    expect((await seaworthy('init')).out).toContain('kept .seaworthy.yaml');
    expect(existsSync(join(folder, '.github/workflows/seaworthy.yml'))).toBe(true);
  });
});
