// Command lines that no vector holds: hostile ones, those with holes, and the rules behind the vectors.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import { type DockerLine, parseDockerLine } from '../../src/parse/docker-line.ts';
import { DOCKER_RUN_FLAGS } from '../../src/parse/docker-run-flags.ts';
import { podmanRunFlags } from '../../src/parse/podman-run-flags.ts';
import { quoteWords } from '../../src/parse/shell-words.ts';
import { firstCommand } from './first-command.ts';

function read(text: string, environment: Record<string, string> = {}): DockerLine {
  const { words, expansions } = firstCommand(text, environment);
  return parseDockerLine(words, { expansions, environment, readFile: () => ({ missing: true }) });
}

function created(text: string, environment: Record<string, string> = {}) {
  const line = read(text, environment);
  if (line.kind === 'refused') throw line.refusal;
  if (line.kind !== 'create') throw new Error(`read as ${line.kind}`);
  return line;
}

function refusal(text: string) {
  const line = read(text);
  if (line.kind !== 'refused') throw new Error(`read as ${line.kind}`);
  return {
    ...line,
    stage: line.refusal.stage,
    nearest: line.refusal.nearest,
    at: text.slice(line.refusal.span?.start, line.refusal.span?.end),
  };
}

describe('the command in front of the flags', () => {
  it.each([
    'sudo -u root -E docker run nginx',
    'sudo --user root -- A=1 docker run nginx',
    'env -i -u X A=1 /usr/bin/docker run nginx',
    'timeout -k 5 30 docker run nginx',
    'time nohup nice -n 5 docker.exe container run nginx',
    'if ! docker run nginx; then exit 1; fi',
    'docker -lerror -H tcp://192.0.2.1:2375 run nginx',
    'podman --root /x --remote run nginx',
  ])('is taken off: %s', (text) => {
    expect(created(text).request.Config.Image).toBe('nginx');
  });

  it.each(['echo docker run nginx', 'dockerd run nginx', 'A=1', 'sudo -l', ''])('is no docker command: %s', (text) => {
    expect(read(text).kind).toBe('foreign');
  });

  it('gives its assignments to the client', () => {
    expect(created('TOKEN=abc docker run -e TOKEN -e OTHER nginx').request.Config.Env).toEqual(['TOKEN=abc', 'OTHER']);
  });

  it('is another command of docker where no container comes of it', () => {
    expect(read('docker ps -a')).toMatchObject({ kind: 'other', name: 'ps' });
    expect(read('docker runn nginx')).toMatchObject({ kind: 'other', name: 'runn' });
  });
});

describe('a flag that does not exist', () => {
  it.each([
    ['docker run --cap-ad ALL nginx', '--cap-ad', 'cap-add'],
    ['docker run --memmory=1g nginx', '--memmory=1g', 'memory'],
    ['docker run -name web nginx', '-name', 'name'],
  ])('is refused with the nearest one: %s', (text, at, nearest) => {
    expect(refusal(text)).toMatchObject({ stage: 'flag', nearest, at });
  });

  it.each([
    'docker run --toString nginx',
    'docker run --__proto__ x nginx',
    'docker run --constructor=x nginx',
    'docker create -d nginx',
  ])('is never found among what objects inherit or another subcommand knows: %s', (text) => {
    expect(refusal(text).stage).toBe('flag');
  });
});

describe('a variable that is not known', () => {
  it.each([
    ['docker run $OPTS nginx', ['$OPTS']],
    ['docker run $OPTS -d $MORE nginx sh', ['$OPTS', '$MORE']],
    ['docker run "$@" nginx', ['"$@"']],
    ['docker run ${X:+--privileged} nginx', ['${X:+--privileged}']],
    ['docker run --$FLAG nginx', ['--$FLAG']],
    ['docker run -$F nginx', ['-$F']],
  ])('may hold flags: %s', (text, opaque) => {
    expect(created(text).opaque.map(({ start, end }) => text.slice(start, end))).toEqual(opaque);
  });

  it.each([
    'docker run -d $X',
    'docker run "$X" sh',
    'docker run $IMAGE sh',
    'docker run ${X:-nginx:1} sh',
    'docker run $REGISTRY/app sh',
    'docker run $X /verify.sh',
  ])('is the image where it can be nothing else: %s', (text) => {
    expect(created(text).opaque).toEqual([]);
  });

  it('keeps what is known around it', () => {
    const { request, trace } = created(
      'docker run -p 127.0.0.1:$P:80 -v $D:/d:ro --memory $M --cap-add $C -e A=$A nginx',
    );
    expect(Object.keys(request.HostConfig.PortBindings)).toEqual(['80/tcp']);
    expect(request.HostConfig.PortBindings['80/tcp']?.[0]?.HostIp).toBe('127.0.0.1');
    expect(request.HostConfig.Binds?.[0]?.endsWith(':/d:ro')).toBe(true);
    expect([...trace.unknown.keys()]).toEqual(['HostConfig\nMemory']);
  });

  it('is read where the user lends it', () => {
    const { request, opaque } = created('docker run $OPTS $IMG', { OPTS: '--privileged -p 80:80', IMG: 'nginx' });
    expect(opaque).toEqual([]);
    expect(request.HostConfig.Privileged).toBe(true);
    expect(request.Config.Image).toBe('nginx');
  });
});

describe('the engine', () => {
  it.each([
    ['docker run --cpu-period 500 nginx', '500'],
    ['docker run -m 64m --memory-reservation 128m nginx', '128m'],
    ['docker run --mount type=volume,dst=relative nginx', 'type=volume,dst=relative'],
    ['docker run -v /a:/x -v /b:/y/../x nginx', '/b:/y/../x'],
    ['docker run --tmpfs relative nginx', 'relative'],
    ['docker run -v /a:/b:ro,rw nginx', '/a:/b:ro,rw'],
    ['docker run --security-opt no-new-privileges=maybe nginx', 'no-new-privileges=maybe'],
    ['docker run --network container:x -P nginx', '-P'],
  ])('refuses %s at the word that is wrong', (text, at) => {
    expect(refusal(text)).toMatchObject({ stage: 'engine', at });
  });

  it.each([
    'docker run -v ~/x:/x nginx',
    'docker run -v $X:/x -w $PWD nginx',
    'docker run --mount type=bind,src=$(pwd),dst=/x nginx',
    'docker run --name $N --cap-add $C nginx',
    'docker run --stop-signal SIGRTMIN+3 nginx',
  ])('is not asked about what is not known: %s', (text) => {
    expect(read(text).kind).toBe('create');
  });
});

describe('any command line', () => {
  const flag = fc.constantFrom(
    ...Object.keys({ ...DOCKER_RUN_FLAGS, ...podmanRunFlags() }).flatMap((name) => [`--${name}`, `--${name}=`]),
    ...Object.values(DOCKER_RUN_FLAGS).flatMap(({ short }) => (short === undefined ? [] : [`-${short}`])),
  );
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '1',
      '-1',
      '9'.repeat(40),
      '1e999',
      '/a:/b',
      'a=b',
      ',',
      '"',
      '__proto__',
      '__proto__=1',
      '80-65535',
      '::',
      'type=bind',
      '0x',
      '1:2:3:4',
    ),
  );
  const words = fc.array(
    fc.oneof(
      flag,
      value,
      fc.tuple(flag, value).map(([name, text]) => `${name}${text}`),
    ),
    { maxLength: 12 },
  );

  it('is read or refused, and never breaks the reader', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'docker run',
          'docker create',
          'podman run',
          'docker exec',
          'docker build',
          'docker compose run',
        ),
        words,
        (command, rest) => {
          try {
            expect(read(`${command} ${quoteWords([...rest, 'nginx'])}`).kind).not.toBe('foreign');
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('keeps names that objects inherit as plain names', () => {
    const { request } = created(
      'docker run -l __proto__=x --sysctl net.__proto__=1 --log-opt __proto__=y -e __proto__=z nginx',
    );
    expect(Object.keys(request.Config.Labels)).toEqual(['__proto__']);
    expect(Object.keys(request.HostConfig.LogConfig.Config)).toEqual(['__proto__']);
    expect(request.Config.Env).toEqual(['__proto__=z']);
  });
});
