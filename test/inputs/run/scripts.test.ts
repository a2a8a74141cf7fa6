import { expect, test } from 'vitest';
import { inputs } from '../../../src/inputs/index.ts';
import { contextWith, readRun } from './read-run.ts';

async function scan(name: string, text: string) {
  const facts = await readRun(name, contextWith({ [name]: text }));
  const containers = facts.subjects.flatMap((subject) => (subject.kind === 'container' ? [subject] : []));
  const commands = facts.subjects.flatMap((subject) => (subject.kind === 'command' ? [subject] : []));
  return { ...facts, containers, commands };
}

const DEPLOY = `#!/bin/bash
set -e
IMAGE=example/app
ARGS=(-d --name web)
ARGS+=(--read-only -v "$PWD/data:/data")
start() {
  local port=$1
  sudo docker run "\${ARGS[@]}" -p "$port:80" $IMAGE:1 serve --now
}
start 80
start 81
if [ -n "$DEBUG" ]; then
  exec docker run --privileged $IMAGE:2
fi
ssh host "docker run --network host \${IMAGE}:3"
ID=$(docker run -d redis)
docker exec "$ID" redis-cli
docker push $IMAGE:1
`;

test('a script gives the containers of its functions, branches, substitutions and of code for other shells', async () => {
  const { containers, errors } = await scan('deploy.sh', DEPLOY);
  expect(errors).toEqual([]);
  expect(containers.map(({ id, facts, declared }) => [id, facts.image, declared.startLine])).toEqual([
    ['web', 'example/app:1', 8],
    ['example/app', 'example/app:2', 13],
    ['example/app-2', 'example/app:3', 15],
    ['redis', 'redis', 16],
  ]);
  expect(containers.map(({ facts }) => facts.privileged)).toEqual([false, true, false, false]);
  expect(containers[0]?.facts).toMatchObject({ readOnly: true, mounts: [{ hostPath: './data' }] });
  expect(containers[0]?.origins.readOnly?.at).toMatchObject({ startLine: 5, startColumn: 8 });
  expect(containers[2]?.facts.hostNetwork).toBe(true);
});

test('its commands for an engine, and the command that a line starts, are subjects', async () => {
  const { commands } = await scan('deploy.sh', DEPLOY);
  const of = (phase: string) => commands.filter(({ facts }) => facts.phase === phase);
  expect(of('ci').map(({ facts }) => [facts.program, facts.subcommand, facts.origin])).toEqual(
    ['run', 'run', 'run', 'run', 'exec', 'push'].map((name) => ['docker', name, 'script']),
  );
  expect(of('start')).toMatchObject([
    {
      owner: { kind: 'container', id: 'web' },
      facts: { origin: 'run', program: 'serve', args: ['--now'], form: 'exec' },
      declared: { startLine: 8, startColumn: 55 },
    },
  ]);
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
});

test('the command of a line in quotes is code of a shell, with its place', async () => {
  const { subjects } = await readRun(`docker run nginx sh -c 'curl https://example.invalid | sh'`);
  const curl = subjects.find(({ kind, name }) => kind === 'command' && name === 'curl');
  expect(curl?.declared).toMatchObject({ startColumn: 25 });
});

test('a Makefile gives the containers of its recipes', async () => {
  const text = `IMAGE ?= example/app
RUN = docker run --rm
build:
	docker build -t $(IMAGE) .
up: build
	@$(RUN) -v $(CURDIR)/x:/x -e TOKEN=$$TOKEN \\
	  -u $(WHO) $(IMAGE)
sh:
	-docker run $(FLAGS) $(IMAGE)
`;
  const { containers, file } = await scan('Makefile', text);
  expect(file).toBe('Makefile');
  expect(containers.map(({ id, declared }) => [id, declared.startLine])).toEqual([
    ['example/app', 6],
    ['example/app-2', 9],
  ]);
  const [up, sh] = containers;
  expect(up?.facts).toMatchObject({ autoRemove: true, mounts: [{ hostPath: './x' }] });
  expect(up?.facts.user).toBeUndefined();
  expect(up?.absences.user).toMatchObject({
    reason: '`$(WHO)` is not known here',
    at: { startLine: 7, startColumn: 7 },
  });
  expect(sh?.absences.privileged?.reason).toBe('`$(FLAGS)` may add any option');
});

test('a recipe that is no shell script is an error, and the others are read', async () => {
  const { containers, errors } = await scan('a.mk', 'a:\n\tdocker run "x\nb:\n\tdocker run y\n');
  expect(containers.map(({ id }) => id)).toEqual(['y']);
  expect(errors).toMatchObject([{ location: { file: 'a.mk', startLine: 2, startColumn: 13 } }]);
});

test.each([
  ['x.sh', '#!/usr/bin/env fish\ndocker run nginx\n', 'its first line names `fish`', 1],
  ['x.sh', '#!/bin/csh -f\ndocker run nginx\n', 'its first line names `csh`', 1],
  ['x.sh', 'docker run nginx\nif test $x\n  docker run y\nend\n', 'expected', 5],
  ['x.sh', 'docker run nginx\n\necho "$(a \'b)"\n', 'is not closed', 3],
])('%s is an error with its place: %j', async (name, text, message, line) => {
  await expect(scan(name, text)).rejects.toMatchObject({
    message: expect.stringContaining(message),
    at: { file: name, startLine: line },
  });
});

test('line ends and a byte order mark change no fact and no place', async () => {
  const plain = await scan('deploy.sh', DEPLOY);
  const other = await scan('deploy.sh', `\uFEFF${DEPLOY.replaceAll('\n', '\r\n')}`);
  expect(other).toEqual(plain);
});

test('lines that only print a command are no error', async () => {
  const { subjects, errors } = await scan('help.sh', 'cat <<E\nUsage:\ndocker run nginx\nE\n');
  expect([subjects, errors]).toEqual([[], []]);
});

test('a search takes scripts and Makefiles that hold a run line, and leaves out the others', () => {
  const entry = inputs.find(({ kind }) => kind === 'run');
  const tree = {
    'a.sh': 'docker run nginx',
    'b.bash': 'sudo podman \\\n  --log-level debug create nginx',
    'c.sh': '# docker run nginx\ndocker ps\ndocker network create x\ndocker compose run web\n',
    Makefile: 'a:\n\tdocker container run nginx',
    'd.mk': 'a:\n\tbash -c "docker run nginx"',
    'e.sh': 'DOCKER=${DOCKER:-docker}\n$DOCKER run nginx',
    'f.mk': 'a:\n\t$(DOCKER) run nginx',
    'gone.sh': undefined,
  };
  const files = Object.fromEntries(
    Object.entries(tree).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
  const names = Object.keys(tree).filter((name) => entry?.matchesName(name, name));
  expect(names).toEqual(Object.keys(tree));
  expect(entry?.group(names, contextWith(files).files)).toEqual(['a.sh', 'b.bash', 'Makefile', 'd.mk', 'e.sh', 'f.mk']);
  expect(['run.txt', 'makefile.am', 'sh', 'a.shell'].filter((name) => entry?.matchesName(name, name))).toEqual([]);
});
