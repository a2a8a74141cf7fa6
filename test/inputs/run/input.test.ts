import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRequest } from '../../../src/inputs/run/input.ts';
import { InputError } from '../../../src/model/errors.ts';
import { containerOf, contextWith, readRun } from './read-run.ts';

describe('a run line', () => {
  it('holds the defaults of the engine where it says nothing, and leaves to the image what is the image’s', async () => {
    const { facts, absences } = await containerOf('docker run nginx');
    expect(facts).toMatchObject({
      kind: 'run',
      name: 'nginx',
      privileged: false,
      networkMode: 'bridge',
      hostNetwork: false,
      pidsLimit: 0,
      restart: 'no',
      maskedPaths: true,
      mounts: [],
    });
    expect(facts.effectiveCapabilities).toHaveLength(14);
    for (const field of ['user', 'uid', 'gid', 'healthcheck', 'entrypoint', 'command'] as const) {
      expect(facts[field]).toBeUndefined();
      expect(absences[field]?.reason).toContain('image');
    }
  });

  it('holds the defaults of podman where podman runs it', async () => {
    const { facts } = await containerOf('podman run --cap-drop chown,kill nginx');
    expect(facts.effectiveCapabilities).toEqual([
      'DAC_OVERRIDE',
      'FOWNER',
      'FSETID',
      'NET_BIND_SERVICE',
      'SETFCAP',
      'SETGID',
      'SETPCAP',
      'SETUID',
      'SYS_CHROOT',
    ]);
    expect(facts.pidsLimit).toBe(2048);
    expect((await containerOf('podman run --pids-limit 0 nginx')).facts.pidsLimit).toBe(0);
  });

  it('points each fact at the word that says it', async () => {
    const text = 'docker run \\\n  --privileged -p127.0.0.1:80:80 \\\n  --memory=64m -v /etc:/e:ro nginx';
    const { declared, origins } = await containerOf(text);
    const lines = text.split('\n');
    const quote = (path: string) => {
      const at = origins[path]?.at;
      return at === undefined ? undefined : lines[at.startLine - 1]?.slice(at.startColumn - 1, at.endColumn - 1);
    };
    expect(declared).toEqual({ file: 'run:1', startLine: 1, startColumn: 1, endLine: 1, endColumn: 11 });
    expect(['privileged', 'ports[0]', 'memoryBytes', 'mounts[0]', 'image'].map(quote)).toEqual([
      '--privileged',
      '127.0.0.1:80:80',
      '64m',
      '/etc:/e:ro',
      'nginx',
    ]);
    expect(origins.readOnly).toBeUndefined();
  });

  it('shows the text of each line under a label of its own', async () => {
    const context = contextWith();
    await readRun('docker run a', context);
    const second = await readRun('docker run b', context);
    expect(second.subjects[0]?.declared.file).toBe('run:2');
    expect(context.files.texts.get('run:2')).toBe('docker run b');
  });

  it.each([
    ['-v /var/run/docker.sock:/s', { type: 'bind', hostPath: '/run/docker.sock', readOnly: false }],
    ['-v //etc/./:/s:ro,z,rslave', { hostPath: '/etc', readOnly: true, relabel: 'z', propagation: 'rslave' }],
    ['-v ./src/../x:/s', { source: './src/../x', hostPath: './x' }],
    ['-v $PWD/x:/s', { type: 'bind', hostPath: './x' }],
    ['-v ~/x:/s', { type: 'bind', hostPath: '~/x' }],
    ['-v "$HOME":/s', { hostPath: '~' }],
    ['-v data:/s', { type: 'volume', source: 'data', hostPath: '' }],
    ['-v /s', { type: 'volume', source: '', hostPath: '' }],
    ['--mount type=tmpfs,dst=/s,tmpfs-size=1m', { type: 'tmpfs', sizeBytes: 1_048_576 }],
    [
      '--tmpfs /s:ro,noexec,size=2k',
      { type: 'tmpfs', sizeBytes: 2048, options: ['ro', 'noexec', 'size=2k'], readOnly: true },
    ],
    [
      '--mount \'type=volume,dst=/s,volume-opt=type=none,"volume-opt=o=bind,ro",volume-opt=device=/etc\'',
      { type: 'volume', hostPath: '/etc' },
    ],
    ['--use-api-socket --tmpfs /t', { hostPath: '/run/docker.sock' }],
  ])('reads the mount of %s', async (flags, mount) => {
    expect((await containerOf(`docker run ${flags} nginx`)).facts.mounts?.[0]).toMatchObject(mount);
  });

  it('does not know what a variable mounts, and says which variable that is', async () => {
    const { facts, absences } = await containerOf('docker run -v $DATA:/d -v /srv/$X:/e nginx');
    expect(facts.mounts).toMatchObject([{ target: '/d' }, { type: 'bind', target: '/e' }]);
    expect(facts.mounts?.map((mount) => mount.hostPath)).toEqual([undefined, undefined]);
    expect(absences['mounts[0].hostPath']).toMatchObject({
      reason: '`$DATA` is not known here',
      at: { file: 'run:1', startColumn: 15 },
    });
    expect(absences['mounts[0].type']).toBeDefined();
  });

  it.each([
    ['--privileged=$P', 'privileged'],
    ['--security-opt $S', 'seccomp'],
    ['--security-opt $S', 'noNewPrivileges'],
    ['--security-opt seccomp=$S', 'seccomp'],
    ['--network $N', 'hostNetwork'],
    ['--network $N', 'networkMode'],
    ['--network container:db', 'hostNetwork'],
    ['--pid container:db', 'hostPid'],
    ['--pid=$P', 'hostPid'],
    ['--user $U', 'uid'],
    ['--user app', 'uid'],
    ['--cap-add $C', 'effectiveCapabilities'],
    ['--memory $M', 'memoryBytes'],
    ['--restart $R', 'restart'],
    ['--read-only=$R', 'readOnly'],
    ['--health-interval 5s', 'healthcheck'],
    ['--pids-limit $P', 'pidsLimit'],
    ['--cpus $P', 'cpus'],
    ['--use-api-socket=$P', 'useApiSocket'],
  ] as const)('with %s leaves %s unknown, with a reason', async (flags, field) => {
    const { facts, absences } = await containerOf(`docker run ${flags} nginx`);
    expect(facts[field]).toBeUndefined();
    expect(absences[field]?.reason).toBeTruthy();
  });

  it('follows a container of the same file into its namespaces', async () => {
    const context = contextWith({
      'up.sh':
        'docker run --name db --network host --pid host x\ndocker run --name web --network container:db --pid container:db y\n',
    });
    const { subjects } = await readRun('up.sh', context);
    expect(subjects[1]?.facts).toMatchObject({ hostNetwork: true, hostPid: true });
    expect(subjects[1]?.absences.hostNetwork).toBeUndefined();
  });

  it('takes what the image says only where the line does not', async () => {
    const { facts } = await containerOf('docker run --entrypoint /bin/x --health-cmd true -u 10:20 nginx');
    expect(facts).toMatchObject({ entrypoint: ['/bin/x'], command: [], healthcheck: 'defined', uid: 10, gid: 20 });
    expect((await containerOf('docker run --no-healthcheck nginx a b')).facts).toMatchObject({
      healthcheck: 'disabled',
      command: ['a', 'b'],
    });
  });
});

describe('options that are not known', () => {
  it('make every fact unknown that they could change', async () => {
    const { facts, absences } = await containerOf('docker run --read-only --cap-drop ALL -u 1000 -m 64m $OPTS nginx');
    for (const field of [
      'privileged',
      'readOnly',
      'uid',
      'memoryBytes',
      'hostNetwork',
      'effectiveCapabilities',
      'noNewPrivileges',
    ] as const) {
      expect(facts[field]).toBeUndefined();
      expect(absences[field]?.reason).toBe('`$OPTS` may add any option');
    }
    expect(facts.mounts).toEqual([{}]);
    expect(absences['mounts[0].hostPath']?.reason).toContain('$OPTS');
    expect(facts.capDrop).toEqual(['ALL', undefined]);
  });

  it('leave standing what is bad already', async () => {
    const { facts } = await containerOf('docker run --privileged --network host -v /:/h "$@" nginx');
    expect(facts).toMatchObject({ privileged: true, hostNetwork: true, networkMode: 'host' });
    expect(facts.mounts).toMatchObject([{ hostPath: '/' }, {}]);
  });
});

describe('environment variables', () => {
  it('tell what is written in the project from what comes from outside', async () => {
    const context = contextWith({ 'app.env': '# c\nFILE=1\nBARE\n' }, { LENT: 'x' });
    const { facts, origins, absences } = await containerOf(
      'docker run --env-file app.env -e A=1 -e LENT -e TOKEN -e B=$X nginx',
      context,
    );
    expect(facts.environment).toEqual([
      { name: 'FILE', value: '1', literal: true, fromFile: true },
      { name: 'A', value: '1', literal: true, fromFile: false },
      { name: 'LENT', value: 'x', literal: false, fromFile: false },
      { name: 'TOKEN', literal: false, fromFile: false },
      { name: 'B', literal: false, fromFile: false },
    ]);
    expect(origins['environment[0]']?.at).toMatchObject({ file: 'app.env', startLine: 2 });
    expect(absences['environment[3].value']?.reason).toContain('TOKEN');
  });

  it.each(['/etc/passwd', '../secret.env', 'nowhere.env', '$FILE'])(
    'of %s are not looked for on this machine',
    async (path) => {
      const { facts, absences } = await containerOf(`docker run --env-file ${path} nginx`);
      expect(facts.environment).toEqual([{}]);
      expect(absences['environment[0].value']?.reason).toBeTruthy();
    },
  );
});

describe('a seccomp profile', () => {
  it('is read inside the project', async () => {
    const context = contextWith({ 's.json': '{ "defaultAction": "SCMP_ACT_ALLOW" }' });
    const { facts } = await containerOf('docker run --security-opt seccomp=./s.json nginx', context);
    expect(facts).toMatchObject({ seccomp: 'custom', seccompDefaultAction: 'SCMP_ACT_ALLOW' });
  });

  it('that lies elsewhere is custom, with an action that is not known', async () => {
    const { facts } = await containerOf('docker run --security-opt seccomp=/etc/s.json nginx');
    expect(facts.seccomp).toBe('custom');
    expect(facts.seccompDefaultAction).toBeUndefined();
  });
});

describe('a file of lines', () => {
  const script = `#!/bin/sh
# docker run commented
set -e
IMG=app
docker pull nginx
ID=$(docker run -d \\
  --name web nginx)
docker run nginx && docker run nginx:2
docker exec "$ID" sh
docker run --privilege nginx
cat <<EOF
docker run in-a-text
EOF
`;

  it('gives a container for each line that makes one, and names repeats apart', async () => {
    const { subjects, file } = await readRun('up.sh', contextWith({ 'up.sh': script }));
    expect(file).toBe('up.sh');
    const containers = subjects.filter(({ kind }) => kind === 'container');
    expect(containers.map(({ id, declared }) => [id, declared.startLine])).toEqual([
      ['web', 6],
      ['nginx', 8],
      ['nginx-2', 8],
    ]);
  });

  it('says what would fail and what it did not look at', async () => {
    const { errors, notices } = await readRun('up.sh', contextWith({ 'up.sh': script }));
    expect(errors).toEqual([
      {
        message: 'this line would fail: docker run has no flag --privilege; was --privileged meant?',
        location: { file: 'up.sh', startLine: 10, startColumn: 12, endLine: 10, endColumn: 23 },
      },
    ]);
    expect(notices.map(({ location }) => location?.startLine)).toEqual([5, 9, 3]);
  });

  it.each([
    ['only.sh', 'echo hello\ndocker ps\n', 'holds no docker or podman line'],
    ['open.sh', 'docker run "nginx\n', 'is not closed'],
  ])('%s is an error, never clean', async (name, text, message) => {
    await expect(readRun(name, contextWith({ [name]: text }))).rejects.toThrow(message);
  });

  it('that is not there is an error that says what to write', async () => {
    await expect(readRun('nowhere.sh')).rejects.toThrow(/no file `nowhere.sh`.*docker run nginx/);
  });
});

describe('describeRequest', () => {
  const describeIn = (line: string) => {
    const { cwd, files } = contextWith({ 'a.env': 'A=1' });
    return describeRequest(line, { cwd, files, environment: { HOME: '/home/me', LANG: undefined } });
  };

  it('answers the request with relative paths made absolute and variables spelled as written', async () => {
    const request = await describeIn('docker run -v $HOME/x:/x -v $D:/d -u "$U" --env-file a.env nginx');
    expect(request).toMatchObject({
      Config: { Image: 'nginx', User: '$U', Env: ['A=1'] },
      HostConfig: { Binds: ['/home/me/x:/x', '$D:/d'] },
    });
  });

  it.each([
    ['docker run --privilege nginx', 'was --privileged meant'],
    ['docker run --env-file nowhere nginx', 'there is no file'],
    ['ls', 'is no command of docker'],
    ['docker run --help', 'asks for help'],
    ['docker ps', 'makes no container'],
  ])('refuses %s', async (line, message) => {
    await expect(describeIn(line)).rejects.toThrow(message);
  });
});

describe('any text', () => {
  it('is read, or is an error that the user can mend', async () => {
    const context = contextWith();
    const piece = fc.constantFrom(
      ...[
        'docker run ',
        '-v ',
        '$X',
        '"',
        '/a:',
        '/b',
        ' nginx',
        '--mount ',
        'type=bind',
        ',',
        '=',
        '-p ',
        '80',
        '-',
        '\n',
        '$(',
        ')',
      ],
      ...['~', ':', '--security-opt ', 'seccomp='],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 14 }), async (pieces) => {
        try {
          await readRun(`docker run ${pieces.join('')}`, context);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('a podman line', () => {
  it('leaves to a pod that exists what the line does not say', async () => {
    const { facts, absences } = await containerOf('podman run --pod web --ipc host nginx');
    expect(facts.hostNetwork).toBeUndefined();
    expect(absences.hostNetwork?.reason).toContain('pod');
    expect(facts.hostIpc).toBe(true);
    expect((await containerOf('podman run --pod new:web nginx')).facts.hostNetwork).toBe(false);
  });

  it('does not know the environment that it hands over as a whole', async () => {
    const { facts, absences } = await containerOf('podman run --env-host -e A=1 nginx');
    expect(facts.environment?.map(({ name }) => name)).toEqual(['A', undefined]);
    expect(absences['environment[1].value']?.reason).toContain('handed over');
  });

  it('without cgroups has no limit on processes', async () => {
    expect((await containerOf('podman run --cgroups disabled nginx')).facts.pidsLimit).toBe(0);
  });

  it('mounts an overlay so that the host directory is only read', async () => {
    const { facts } = await containerOf('podman run -v /srv:/s:O -v /a:/b:Z,U nginx');
    expect(facts.mounts).toMatchObject([
      { type: 'bind', hostPath: '/srv', readOnly: true },
      { hostPath: '/a', readOnly: false, relabel: 'Z' },
    ]);
  });
});

describe('the client', () => {
  it('takes the platform from its environment where the line gives none', async () => {
    expect((await containerOf('DOCKER_DEFAULT_PLATFORM=linux/arm64 docker run nginx')).facts.platform).toBe(
      'linux/arm64',
    );
  });

  it('takes no more flags than a limit', async () => {
    await expect(readRun(`docker run -${'i'.repeat(20_000)} nginx`)).rejects.toThrow(/more than 10000 flags/);
  });
});
