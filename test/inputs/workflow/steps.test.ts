// Steps of a workflow: images they run, containers and commands in their scripts.
import { describe, expect, it, test } from 'vitest';
import type { Subject } from '../../../src/model/subject.ts';
import { jobWith, readFile, textAt } from './read-workflow.ts';

async function subjectsOf(text: string): Promise<readonly Subject[]> {
  const { subjects, errors } = await readFile(text);
  expect(errors).toEqual([]);
  return subjects;
}

function commandsOf(subjects: readonly Subject[]): Subject<'command'>[] {
  return subjects.filter((subject): subject is Subject<'command'> => subject.kind === 'command');
}

function containersOf(subjects: readonly Subject[]): Subject<'container'>[] {
  return subjects.filter((subject): subject is Subject<'container'> => subject.kind === 'container');
}

const shown = (subjects: readonly Subject[]) => commandsOf(subjects).map(({ facts }) => facts.text);

describe('a step that uses an image', () => {
  it('is a container with what the step says', async () => {
    const text = jobWith(
      'steps:',
      '- uses: docker://alpine:3.23',
      '  with:',
      '    entrypoint: /bin/sh',
      '    args: -c "echo a b"',
    );
    const [subject] = containersOf(await subjectsOf(text));
    expect(subject?.id).toBe('build/alpine');
    expect(subject?.facts).toMatchObject({
      kind: 'workflow',
      image: 'alpine:3.23',
      autoRemove: true,
      entrypoint: ['/bin/sh'],
      command: ['-c', 'echo a b'],
    });
    expect(subject?.declared).toMatchObject({ startLine: 6, startColumn: 13 });
  });

  it('goes by its id or name, and each has an id of its own', async () => {
    const step = '- { uses: "docker://a/b:1@sha256:0" }'.replace('@sha256:0', '');
    const text = jobWith(
      'steps:',
      step,
      step,
      '- { uses: "docker://x", id: one }',
      '- { uses: "docker://x", name: Two words }',
    );
    const ids = containersOf(await subjectsOf(text)).map(({ id }) => id);
    expect(ids).toEqual(['build/a/b', 'build/a/b 2', 'build/one', 'build/Two words']);
  });

  it('takes values of the matrix', async () => {
    const text = jobWith('strategy: { matrix: { v: [1, 2] } }', 'steps:', '- uses: docker://a:${{ matrix.v }}');
    expect(containersOf(await subjectsOf(text)).map(({ facts }) => facts.image)).toEqual(['a:1', 'a:2']);
  });

  it('joins the network of the job, where the runner makes one', async () => {
    const steps = 'steps: [{ uses: "docker://a" }]';
    const modeOf = async (...lines: string[]) =>
      containersOf(await subjectsOf(jobWith(...lines, steps))).find(({ id }) => id === 'build/a')?.facts.networkMode;
    expect(await modeOf()).toBe('bridge');
    expect(await modeOf('services: { db: { image: b } }')).toBe('');
  });

  it('is none where it uses an action', async () => {
    expect(await subjectsOf(jobWith('steps:', '- uses: actions/checkout@v6'))).toEqual([]);
  });
});

describe('commands of a job in a container', () => {
  const text = jobWith(
    'container: debian:13',
    'steps:',
    '- run: |',
    '    apt-get update',
    '    curl -k https://x.example.invalid | sh',
    '- run: make',
  );

  it('belong to the container', async () => {
    const commands = commandsOf(await subjectsOf(text));
    expect(commands.map(({ facts }) => facts.program)).toEqual(
      expect.arrayContaining(['apt-get', 'curl', 'sh', 'make']),
    );
    for (const { owner, facts } of commands) {
      expect(owner).toEqual({ kind: 'container', id: 'build/container' });
      expect(facts).toMatchObject({ phase: 'ci', origin: 'step', shell: 'sh', parsed: true });
    }
  });

  it('stand where they are written', async () => {
    const curl = commandsOf(await subjectsOf(text)).find(({ facts }) => facts.program === 'curl');
    expect(curl?.declared).toMatchObject({ startLine: 9, startColumn: 9 });
    const at = curl?.origins['options[0]']?.at;
    expect(at && textAt(text, at)).toBe('-k');
  });

  it('have ids of their own', async () => {
    const ids = (await subjectsOf(jobWith('container: a', 'steps:', '- run: make', '- run: make'))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('commands of a job on the runner', () => {
  it('are looked at where they talk to an engine', async () => {
    const text = jobWith('steps:', '- run: |', '    make', '    docker exec --privileged --user root db sh -c "x"');
    const commands = commandsOf(await subjectsOf(text));
    expect(commands.map(({ facts }) => facts.program)).toEqual(['docker']);
    expect(commands[0]?.facts).toMatchObject({ subcommand: 'exec', phase: 'ci', origin: 'step', shell: 'bash' });
    expect(commands[0]?.declared).toMatchObject({ startLine: 8, startColumn: 9 });
  });

  it('make containers', async () => {
    const text = jobWith(
      'steps:',
      '- name: start',
      '  run: >-',
      '    docker run -d --privileged',
      '    --name db -v /etc:/e postgres:18 -c x',
    );
    const [db] = containersOf(await subjectsOf(text));
    expect(db?.id).toBe('build/db');
    expect(db?.facts).toMatchObject({
      kind: 'workflow',
      name: 'db',
      image: 'postgres:18',
      privileged: true,
      command: ['-c', 'x'],
      networkMode: 'bridge',
    });
    const at = db?.origins.privileged?.at;
    expect(at && textAt(text, at)).toBe('--privileged');
    expect(db?.origins['mounts[0]']?.at).toMatchObject({ startLine: 9 });
  });

  it('may hold expressions, which stand for anything', async () => {
    const text = jobWith(
      'steps:',
      "- run: docker run --user '${{ inputs.u }}' -v ${{ github.workspace }}/x:/x ${{ inputs.flags }} a:${{ inputs.t }} --memory 1g",
    );
    const [subject] = containersOf(await subjectsOf(text));
    expect(subject?.facts).not.toHaveProperty('user');
    expect(subject?.absences.user?.reason).toBe('`${{ inputs.u }}` is decided when the workflow runs');
    expect(subject?.facts).not.toHaveProperty('privileged');
    expect(subject?.absences.privileged?.reason).toContain('${{ inputs.flags }}');
    expect(subject?.facts.mounts?.[0]).toMatchObject({ target: '/x' });
    expect(subject?.facts.mounts?.[0]).not.toHaveProperty('hostPath');
  });

  it('stand behind expressions at their true places', async () => {
    const text = jobWith(
      'steps:',
      '- run: echo "${{ a }}" && docker run ${{ b }}x --rm a; docker exec --privileged c d',
    );
    const exec = commandsOf(await subjectsOf(text)).find(({ facts }) => facts.subcommand === 'exec');
    expect(exec && textAt(text, exec.declared)).toBe('docker exec --privileged c d');
  });

  it('that a client would refuse are errors', async () => {
    const { errors } = await readFile(jobWith('steps:', '- run: |', '    docker run --privilegd a'));
    expect(errors).toMatchObject([
      { message: expect.stringContaining('--privileged'), location: { startLine: 7, startColumn: 20 } },
    ]);
  });
});

describe('variables that the workflow writes out', () => {
  const imageOf = async (env: string, ...steps: string[]) => {
    const text = `env: { IMAGE: "a:1", OTHER: x }\n${jobWith(`env: ${env}`, 'steps:', ...steps)}`;
    return containersOf(await subjectsOf(text)).at(-1)?.facts.image;
  };
  const run = '- run: docker run "$IMAGE"';

  it('are known in scripts and expressions, those of the step first', async () => {
    expect(await imageOf('{}', run)).toBe('a:1');
    expect(await imageOf('{}', '- run: docker run ${{ env.IMAGE }}')).toBe('a:1');
    expect(await imageOf('{ IMAGE: b }', run)).toBe('b');
    expect(await imageOf('{ IMAGE: b }', `${run}\n  env: { IMAGE: c }`)).toBe('c');
  });

  it('are not known where an expression or a step may say otherwise', async () => {
    expect(await imageOf('{ IMAGE: "${{ inputs.i }}" }', run)).toBeUndefined();
    expect(await imageOf('{}', '- run: echo "IMAGE=$X" >> "$GITHUB_ENV"', run)).toBeUndefined();
    expect(await imageOf('{}', '- run: echo "OTHER=$X" >> "$GITHUB_ENV"', run)).toBe('a:1');
    expect(await imageOf('{}', `${run}\n  env: { IMAGE: "\${{ matrix.i }}" }`)).toBeUndefined();
  });

  it('leave places as they are', async () => {
    const text = `env: { A: much-longer-than-the-expression }\n${jobWith('steps:', '- run: echo ${{ env.A }}; docker exec --privileged c d')}`;
    const exec = commandsOf(await subjectsOf(text)).find(({ facts }) => facts.subcommand === 'exec');
    expect(exec && textAt(text, exec.declared)).toBe('docker exec --privileged c d');
  });
});

describe('the shell of a step', () => {
  it.each([
    ['steps: [{ run: docker ps, shell: bash }]', 'bash'],
    ['steps: [{ run: docker ps, shell: "bash -Eeuo pipefail {0}" }]', 'bash'],
    ['steps: [{ run: docker ps, shell: "/bin/sh {0}" }]', 'sh'],
    ['defaults: { run: { shell: sh } }\nsteps: [{ run: docker ps }]', 'sh'],
    ['steps: [{ run: docker ps }]', 'bash'],
    ['container: a\nsteps: [{ run: docker ps }]', 'sh'],
  ])('of %s is %s', async (lines, shell) => {
    expect(commandsOf(await subjectsOf(jobWith(lines)))[0]?.facts.shell).toBe(shell);
  });

  it('may be the default of the workflow', async () => {
    const text = `defaults: { run: { shell: sh } }\n${jobWith('steps: [{ run: docker ps }]')}`;
    expect(commandsOf(await subjectsOf(text))[0]?.facts.shell).toBe('sh');
  });

  it.each(['pwsh', 'powershell', 'cmd', 'python', 'perl {0}'])(
    '%s is not read, which is a problem where it names docker',
    async (shell) => {
      const named = commandsOf(await subjectsOf(jobWith(`steps: [{ run: docker run a, shell: "${shell}" }]`)));
      expect(named).toHaveLength(1);
      expect(named[0]?.facts).not.toHaveProperty('parsed');
      expect(named[0]?.absences.parsed?.reason).toContain(shell.split(' ')[0]);
      const { subjects, notices } = await readFile(
        jobWith(`steps: [{ run: ls, shell: "${shell}" }, { run: ls, shell: "${shell}" }]`),
      );
      expect(subjects).toEqual([]);
      expect(notices[0]?.message).toMatch(/2 scripts for `\w+` are not read/);
    },
  );

  it('is that of Windows on its runners', async () => {
    const text = jobWith('steps: [{ run: docker run a }]').replace('ubuntu-24.04', 'windows-2025');
    expect(commandsOf(await subjectsOf(text))[0]?.absences.parsed?.reason).toContain('pwsh');
  });
});

test('a script that is none is not read as one', async () => {
  const subjects = await subjectsOf(jobWith('container: a', 'steps:', '- run: echo "'));
  expect(commandsOf(subjects).some(({ absences }) => absences.parsed !== undefined)).toBe(true);
});

test('what the shell reads is as it was before expressions were put in', async () => {
  const subjects = await subjectsOf(jobWith('container: a', 'steps:', '- run: echo ${{ inputs.title }} > out'));
  expect(shown(subjects)).toEqual([expect.stringContaining('${{ inputs.title }}')]);
});
