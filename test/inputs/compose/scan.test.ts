// What a scan leaves open: variables without a value, files outside the repository, references elsewhere.
import { describe, expect, it } from 'vitest';
import { nodeAt } from '../../../src/inputs/compose/build-node.ts';
import type { ComposeProject, Node } from '../../../src/inputs/compose/node.ts';
import { toPlain } from '../../../src/inputs/compose/render.ts';
import { HOLE } from '../../../src/parse/hole.ts';
import { loadFiles, loadText } from './load-text.ts';

const service = (attributes: string): string => `services:\n  web:\n    image: i\n${attributes}`;

function web(project: ComposeProject, ...path: readonly string[]): Node | undefined {
  return nodeAt(project.services.get('web')?.node, ...path);
}

/** The plain value of an attribute of a service, with `?` for every hole. */
function plain(project: ComposeProject, attribute: string, name = 'web'): unknown {
  const { services } = JSON.parse(JSON.stringify(toPlain(project)).replaceAll(HOLE, '?'));
  return services[name][attribute];
}

describe('a variable without a value', () => {
  it('is a hole that says which variable is missing, and where', () => {
    const node = web(loadText(service('    privileged: ${PRIV}\n')), 'privileged');
    expect(node).toMatchObject({
      value: HOLE,
      hole: {
        reason: '${PRIV} has no value or default in the repository',
        at: { file: 'compose.yaml', startLine: 4, startColumn: 17, endLine: 4, endColumn: 24 },
      },
    });
  });

  it.each(['$V', '${V}', '${V?}', '${V:?say}'])('is a hole when it is written %s', (text) => {
    expect(web(loadText(service(`    user: "x${text}"\n`)), 'user')).toMatchObject({ value: `x${HOLE}` });
  });

  it.each([
    ['${V:-d}', 'd'],
    ['${V-d}', 'd'],
    ['${V:+x}y', 'y'],
  ])('is none when %s says what stands instead', (text, value) => {
    const node = web(loadText(service(`    user: "${text}"\n`)), 'user');
    expect(node).toMatchObject({ value, hole: undefined });
  });

  it('names all variables of a text', () => {
    const node = web(loadText(service('    user: $A$B$A\n')), 'user');
    expect(node).toMatchObject({ hole: { reason: '${A}, ${B} have no value or default in the repository' } });
  });

  it('is carried on by a variable of an env file that rests on it', () => {
    const project = loadFiles({ 'compose.yaml': service('    user: $A\n'), '.env': 'A=${B}x\n' });
    expect(web(project, 'user')).toMatchObject({
      value: `${HOLE}x`,
      hole: { reason: '${B} has no value or default in the repository', at: { file: '.env' } },
    });
  });

  it('is accepted wherever a scalar is', () => {
    const project = loadText(
      service(`    scale: \${N}
    mem_limit: \${M}m
    cpus: \${C}
    cgroup: \${G}
    stop_grace_period: \${S}s
    healthcheck: {test: "\${T}", retries: "\${R}", interval: "\${I}"}
    ulimits: {nofile: "\${U}", nproc: {soft: "\${U}", hard: 3}}
    deploy: {replicas: 2, resources: {limits: {memory: "\${L}", cpus: "2", pids: 5}}}
    pids_limit: \${P}
    security_opt: ["\${O}", "\${O}"]
    networks: ["\${NET}"]
    depends_on: ["\${D}"]
    gpus: \${GPU}
`),
    );
    expect(plain(project, 'scale')).toBe('?');
    expect(plain(project, 'mem_limit')).toBe('?m');
    expect(plain(project, 'security_opt')).toEqual(['?', '?']);
    expect(plain(project, 'gpus')).toEqual([{ count: '?' }]);
    expect(plain(project, 'healthcheck')).toEqual({ test: ['CMD-SHELL', '?'], retries: '?', interval: '?' });
  });

  it('stays where it stands in ports', () => {
    const ports = service('    ports: ["${P}:80", "${W}", "127.0.0.1:${Q}:81", {target: 82, published: "${R}"}]\n');
    const port = { mode: 'ingress', protocol: 'tcp' };
    expect(plain(loadText(ports), 'ports')).toEqual([
      { ...port, host_ip: '?', published: '?', target: 80 },
      '?',
      { ...port, host_ip: '127.0.0.1', published: '?', target: 81 },
      { ...port, published: '?', target: 82 },
    ]);
  });

  it('leaves open whether a source is a path or a volume', () => {
    const volumes = service('    volumes: ["${V}:/a", "${V}/x:/b", "./c:/c:${O}", "${W}"]\n');
    expect(plain(loadText(volumes), 'volumes')).toMatchObject([
      { type: '?', source: '?', target: '/a' },
      { type: 'bind', source: '?/x', target: '/b' },
      { type: 'bind', source: './c', target: '/c', read_only: '?', bind: { propagation: '?', selinux: '?' } },
      '?',
    ]);
  });
});

describe('the environment of a service', () => {
  it('leaves bare names open and takes those of the repository', () => {
    const files = { 'compose.yaml': service('    environment: [OUT, IN, A=b]\n'), '.env': 'IN=1\n' };
    expect(plain(loadFiles(files), 'environment')).toEqual({ OUT: '?', IN: '1', A: 'b' });
    expect(web(loadFiles(files), 'environment', 'OUT')).toMatchObject({
      hole: { reason: 'OUT takes its value from outside the repository' },
    });
  });

  it('is incomplete when an env file is not there', () => {
    const project = loadText(service('    env_file: [gone.env, {path: other.env, required: false}]\n'));
    expect(project.incompleteEnvironment.get('web')).toMatchObject([
      { reason: 'the env file gone.env is not in the repository', at: { startLine: 4, startColumn: 16 } },
      { reason: 'the env file other.env is not in the repository' },
    ]);
  });

  it('says in which file a variable was set', () => {
    const project = loadFiles({ 'compose.yaml': service('    env_file: e.env\n'), 'e.env': '# c\nA=1\n' });
    expect(web(project, 'environment', 'A')).toMatchObject({
      value: '1',
      origin: { at: { file: 'e.env', startLine: 2, startColumn: 1, endColumn: 2 } },
    });
  });
});

describe('paths', () => {
  it('stay relative to the project, whoever declares them', () => {
    const project = loadFiles({
      'compose.yaml': `include: [inc/c.yaml]
services:
  web: {extends: {file: sub/base.yaml, service: b}, volumes: ["../up:/u", "~/h:/h", "$PWD/p:/p", "\${HOME}/q:/q", "/abs:/a"]}
`,
      'sub/base.yaml': 'services: {b: {image: i, build: ./ctx, volumes: ["./x/../d:/d", "../e:/e"]}}\n',
      'inc/c.yaml': 'services: {other: {extends: {file: deep/d.yaml, service: y}}}\n',
      'inc/deep/d.yaml': 'services: {y: {image: i, volumes: ["./z:/z"]}}\n',
    });
    expect(plain(project, 'build')).toMatchObject({ context: './sub/ctx' });
    const sources = (plain(project, 'volumes') as { source: string }[]).map((volume) => volume.source);
    expect(sources).toEqual(['./sub/d', './e', '../up', '~/h', './p', '~/q', '/abs']);
    expect(plain(project, 'volumes', 'other')).toMatchObject([{ source: './inc/deep/z' }]);
  });

  it('are not shortened across what is not known', () => {
    const volumes = service('    volumes: ["./${X}/../y:/y"]\n');
    expect(plain(loadText(volumes), 'volumes')).toMatchObject([{ source: './?/../y' }]);
  });
});

describe('what lies elsewhere', () => {
  it.each([
    ['include: ["https://github.com/a/b.git"]', 'https://github.com/a/b.git'],
    ['include: ["oci://docker.io/a/b:1"]', 'oci://docker.io/a/b:1'],
    ['include: [{path: "git@github.com:a/b.git"}]', 'git@github.com:a/b.git'],
  ])('is listed as unread by a scan and refused otherwise: %s', (include, reference) => {
    const text = `${include}\n${service('    networks: [of-the-include]\n')}`;
    expect(loadText(text).unread).toMatchObject([{ reason: expect.stringContaining(reference), at: { startLine: 1 } }]);
    expect(() => loadText(text, { mode: 'config' })).toThrow('nothing is fetched');
  });

  it('is unread when a variable decides which file is extended', () => {
    const project = loadText('services: {web: {extends: {file: "${F}", service: b}}}');
    expect(project.unread).toMatchObject([{ reason: '${F} has no value or default in the repository' }]);
    expect([...project.services.keys()]).toEqual(['web']);
  });
});

it('advises on files of version 1', () => {
  expect(() => loadText('web: {image: i}\n')).toThrow('put it under the top-level key services');
});

it('advises on fragments', () => {
  expect(() => loadText('services: {web: {user: u}}\n')).toThrow('name the file it is laid over');
});

it('does not read standard input', () => {
  expect(() => loadText('', { files: ['-'] })).toThrow('standard input is not read');
});
