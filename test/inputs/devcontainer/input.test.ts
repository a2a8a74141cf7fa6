// Devcontainer files: the container that the tool opens, with the place of each value.
import { describe, expect, it, test } from 'vitest';
import { devcontainerEntry } from '../../../src/inputs/devcontainer/entry.ts';
import { InputError, LimitError } from '../../../src/model/errors.ts';
import { containerOf, FILE, readFile } from './read-devcontainer.ts';

const imageWith = (rest: string): string => `{ "image": "debian:13", ${rest} }`;

describe('a container from an image', () => {
  it('has the facts of the file and the defaults of the engine', async () => {
    const { facts, id, name, declared } = await containerOf(
      '{\n  // why\n  "name": "Shop",\n  "image": "debian:13",\n}',
    );
    expect({ id, name, declared }).toEqual({
      id: 'devcontainer',
      name: 'Shop',
      declared: { file: FILE, startLine: 4, startColumn: 3, endLine: 4, endColumn: 10 },
    });
    expect(facts).toMatchObject({
      kind: 'devcontainer',
      image: 'debian:13',
      built: false,
      privileged: false,
      networkMode: 'bridge',
      entrypoint: ['/bin/sh'],
      mounts: [],
      ports: [],
    });
    expect(facts.command?.at(-1)).toContain('sleep');
    expect(facts.user).toBeUndefined();
    expect(facts.healthcheck).toBeUndefined();
  });

  it.each([
    ['"privileged": true', { privileged: true }],
    ['"capAdd": ["cap_net_admin", "SYS_PTRACE"]', { capAdd: ['NET_ADMIN', 'SYS_PTRACE'] }],
    ['"securityOpt": ["seccomp=unconfined"]', { seccomp: 'unconfined' }],
    ['"init": true', { init: true }],
    ['"containerUser": "1000"', { user: '1000', uid: 1000 }],
    [
      '"runArgs": ["--network=host", "-u", "dev", "--memory", "1g"]',
      { hostNetwork: true, user: 'dev', memoryBytes: 1 << 30 },
    ],
    ['"containerUser": "root", "runArgs": ["--user=7"]', { uid: 7 }],
    ['"appPort": 9001', { ports: [expect.objectContaining({ hostIp: '127.0.0.1', hostPort: 9001, target: 9001 })] }],
    [
      '"appPort": ["80:8080", 1]',
      { ports: [expect.objectContaining({ hostIp: '' }), expect.objectContaining({ hostPort: 1 })] },
    ],
    ['"forwardPorts": [3000]', { ports: [] }],
    ['"remoteUser": "vscode", "containerUser": "root"', { user: 'root' }],
    ['"overrideCommand": true', { entrypoint: ['/bin/sh'] }],
  ])('%s', async (rest, facts) => {
    expect((await containerOf(imageWith(rest))).facts).toMatchObject(facts);
  });

  it('leaves user and command to the image where the file says nothing of them', async () => {
    const { facts, absences } = await containerOf(imageWith('"remoteUser": "vscode", "overrideCommand": false'));
    expect([facts.user, facts.command, facts.entrypoint]).toEqual([undefined, undefined, undefined]);
    expect(absences.command?.reason).toContain('image');
  });

  it('knows where each value stands', async () => {
    const text =
      '{\n  "image": "debian:13",\n  "capAdd": ["SYS_ADMIN"],\n  "runArgs": [\n    "--pid=host"\n  ],\n  "privileged": true\n}';
    const { origins } = await containerOf(text);
    expect(origins.image?.at).toMatchObject({ startLine: 2, startColumn: 12, endColumn: 23 });
    expect(origins['capAdd[0]']?.at).toMatchObject({ startLine: 3, startColumn: 14 });
    expect(origins.pid?.at).toMatchObject({ startLine: 5, startColumn: 5 });
    expect(origins.privileged?.at).toMatchObject({ startLine: 7, startColumn: 17, endColumn: 21 });
  });

  it.each([
    ['"source=/var/run/docker.sock,target=/s,type=bind"', { type: 'bind', hostPath: '/run/docker.sock', target: '/s' }],
    ['{ "type": "bind", "source": "/a,b", "target": "/s" }', { type: 'bind', hostPath: '/a,b' }],
    ['"source=${localWorkspaceFolder}/x,target=/s,type=bind,readonly"', { hostPath: './x', readOnly: true }],
    ['"source=${localEnv:HOME}/.ssh,target=/s,type=bind"', { hostPath: '~/.ssh' }],
    ['"source=${localEnv:HOME}${localEnv:USERPROFILE}/.aws,target=/s,type=bind"', { hostPath: '~/.aws' }],
    ['"type=volume,target=/s"', { type: 'volume', source: '' }],
  ])('mounts %s', async (mount, facts) => {
    expect((await containerOf(imageWith(`"mounts": [${mount}]`))).facts.mounts).toEqual([
      expect.objectContaining(facts),
    ]);
  });

  it('mounts the workspace as the file says', async () => {
    const text = imageWith('"workspaceMount": "source=${localWorkspaceFolder}/..,target=/w,type=bind"');
    expect((await containerOf(text)).facts.mounts).toEqual([expect.objectContaining({ hostPath: '..', target: '/w' })]);
    expect((await containerOf(imageWith('"workspaceMount": ""'))).facts.mounts).toEqual([]);
  });

  it('does not know what a variable of the machine holds', async () => {
    const text = imageWith(
      '"mounts": ["source=${localEnv:X}/y,target=/s,type=bind"], "containerEnv": { "A": "1", "B": "${localEnv:B}" }',
    );
    const { facts, absences } = await containerOf(text);
    expect(facts.mounts?.[0]).toMatchObject({ type: 'bind', target: '/s' });
    expect(facts.mounts?.[0]?.hostPath).toBeUndefined();
    expect(absences['mounts[0].hostPath']).toMatchObject({
      reason: '`${localEnv:X}` is known only on the machine that opens the container',
      at: { startLine: 1, startColumn: expect.any(Number) },
    });
    expect(facts.environment).toMatchObject([
      { name: 'A', value: '1', literal: true },
      { name: 'B', literal: false },
    ]);
    expect(facts.environment?.[1]?.value).toBeUndefined();
  });

  it('reads env files of the project only', async () => {
    const inside = await containerOf(imageWith('"runArgs": ["--env-file", "dev.env"]'), { 'dev.env': 'A=1\n' });
    expect(inside.facts.environment).toMatchObject([{ name: 'A', value: '1', fromFile: true }]);
    expect(inside.origins['environment[0]']?.at).toMatchObject({ file: 'dev.env', startLine: 1 });
    const outside = await containerOf(imageWith('"runArgs": ["--env-file", "../../etc/passwd"]'));
    expect(outside.absences['environment[0]']?.reason).toContain('outside the project');
  });
});

describe('features', () => {
  it('are named in a notice and may change rights', async () => {
    const text = imageWith('"features": { "one:1": {}, "./two": {} }, "capAdd": ["KILL"], "containerUser": "7"');
    const { subjects, notices } = await readFile(text);
    expect(notices).toMatchObject([{ message: 'not looked into: the features `one:1`, `./two`' }]);
    const [subject] = subjects;
    expect(subject?.facts).not.toHaveProperty('privileged');
    expect(subject?.facts).toMatchObject({ uid: 7, capAdd: ['KILL', undefined], hostNetwork: false });
    expect(subject?.absences.privileged?.reason).toBe('the feature `one:1` may change it');
  });

  it('change nothing for the better', async () => {
    const text = imageWith('"features": { "one:1": {} }, "privileged": true, "securityOpt": ["seccomp=unconfined"]');
    expect((await containerOf(text)).facts).toMatchObject({ privileged: true, seccomp: 'unconfined' });
  });

  it('are none where the object is empty', async () => {
    expect((await containerOf(imageWith('"features": {}'))).facts.privileged).toBe(false);
  });
});

describe('a container that is built', () => {
  const dockerfile = 'FROM debian:13 AS base\nUSER 10\nFROM base\nARG V=1\nUSER app\nHEALTHCHECK CMD true\nENV A=1\n';

  it.each([
    ['"build": { "dockerfile": "Dockerfile", "args": { "V": "2" } }', '.devcontainer/Dockerfile'],
    ['"dockerFile": "../Dockerfile"', 'Dockerfile'],
    ['"build": { "dockerfile": "${localWorkspaceFolder}/docker/Dockerfile" }', 'docker/Dockerfile'],
  ])('takes over what %s says', async (rest, path) => {
    const { subjects, builds, errors } = await readFile(`{ ${rest} }`, { [path]: dockerfile });
    expect(errors).toEqual([]);
    expect(subjects[0]?.facts).toMatchObject({
      built: true,
      image: '',
      user: 'app',
      healthcheck: 'defined',
      entrypoint: ['/bin/sh'],
    });
    expect(subjects[0]?.origins.user?.at).toMatchObject({ file: path, startLine: 5 });
    expect(builds).toMatchObject([{ dockerfile: path, target: '', container: 'devcontainer' }]);
  });

  it('takes the stage that is named, and a user of its own', async () => {
    const tree = { '.devcontainer/Dockerfile': dockerfile };
    const staged = await containerOf('{ "build": { "dockerfile": "Dockerfile", "target": "base" } }', tree);
    expect(staged.facts).toMatchObject({ uid: 10 });
    const own = await containerOf('{ "build": { "dockerfile": "Dockerfile" }, "containerUser": "3" }', tree);
    expect(own.facts).toMatchObject({ uid: 3 });
  });

  it('says why the image is not known', async () => {
    const missing = await containerOf('{ "build": { "dockerfile": "Nowhere" } }');
    expect(missing.facts.user).toBeUndefined();
    expect(missing.absences.user?.reason).toMatch(/Nowhere/);
    const open = await containerOf('{ "build": { "dockerfile": "${localEnv:F}" } }');
    expect(open.absences.user?.reason).toMatch(/localEnv:F/);
  });

  it('states the arguments and the network of the build', async () => {
    const text =
      '{ "build": { "dockerfile": "D", "args": { "A": "1", "B": "${localEnv:B}" }, "options": ["--network=host"] } }';
    const { facts, absences } = await containerOf(text);
    expect(facts).toMatchObject({ buildNetwork: 'host', buildArgs: [{ name: 'A', value: '1' }, { name: 'B' }] });
    expect(absences['buildArgs[1].value']).toBeDefined();
  });
});

test('a container of compose is left to the compose file', async () => {
  const { subjects, notices, errors } = await readFile('{ "dockerComposeFile": ["a.yml", "b.yml"], "service": "app" }');
  expect({ subjects, errors }).toEqual({ subjects: [], errors: [] });
  expect(notices).toMatchObject([
    { message: 'the container is the service `app` of `a.yml` and `b.yml`: scan the compose file' },
  ]);
});

test.each([
  ['{}', /names no image/],
  ['{ "image": 1, "mounts": {} }', /`mounts` is a list/],
  [imageWith('"privileged": "yes"'), /`privileged` is true or false/],
  [imageWith('"runArgs": ["--privilegd"]'), /no flag --privilegd; was --privileged meant\?/],
  [imageWith('"containerEnv": ["A=1"]'), /`containerEnv` is an object/],
])('%s is an error with its place', async (text, message) => {
  const { errors } = await readFile(text);
  expect(errors[0]?.message).toMatch(message);
  expect(errors[0]?.location).toMatchObject({ file: FILE, startLine: 1 });
});

test.each([
  ['{ "image" "x" }', InputError],
  ['[1]', InputError],
  ['"a"', InputError],
  ['['.repeat(100_000), LimitError],
])('a file that cannot be read is refused', async (text, kind) => {
  await expect(readFile(text)).rejects.toBeInstanceOf(kind);
});

test.each([
  '{ "image": "a", "__proto__": { "image": "b" }, "constructor": 1 }',
  '{ "image": "a", "features": { "__proto__": {} }, "containerEnv": { "__proto__": "x", "toString": "y" } }',
  '{ "image": "a", "mounts": [{}, null, [], { "type": [] }], "runArgs": [null, {}], "build": [], "appPort": {} }',
  `{ "image": "a", "runArgs": [${'"-v", "${localEnv:A}:/a",'.repeat(300)}] }`,
  '{ "image": "${localEnv:IMAGE}", "containerUser": "${localEnv:U}" }',
])('%s does no harm', async (text) => {
  const { subjects, errors } = await readFile(text);
  expect(subjects.length + errors.length).toBeGreaterThan(0);
});

test('line ends of another system and a byte order mark change nothing but places', async () => {
  const text = '{\n  "image": "debian:13",\n  "privileged": true // x\n}\n';
  const { subjects } = await readFile(`\u{feff}${text.replaceAll('\n', '\r\n')}`);
  expect(subjects).toEqual((await readFile(text)).subjects);
});

test('files are recognised by name', () => {
  expect(
    ['devcontainer.json', '.devcontainer.json', 'package.json'].map((name) =>
      devcontainerEntry.matchesName(name, name),
    ),
  ).toEqual([true, true, false]);
});
