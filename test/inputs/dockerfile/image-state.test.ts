import { expect, test } from 'vitest';
import { stageOf } from './read-text.ts';

test('what a base image decides is absent with a reason', () => {
  const { facts, absences } = stageOf('FROM example.invalid/base:1');
  for (const field of ['user', 'uid', 'healthcheck', 'entrypoint', 'command', 'workingDir', 'stopSignal'] as const) {
    expect(facts).not.toHaveProperty(field);
    expect(absences[field]?.reason).toMatch(/^inherits the .* of example\.invalid\/base:1$/);
  }
  expect(absences.uid?.hint).toBe('end the Dockerfile with USER 10001, or scan the image');
});

test('a chain that starts from scratch has the defaults of the engine', () => {
  expect(stageOf('FROM scratch AS a\nFROM a').facts).toMatchObject({
    scratch: true,
    user: '',
    uid: 0,
    healthcheck: 'none',
    entrypoint: [],
    command: [],
    workingDir: '/',
    stopSignal: '',
    shell: ['/bin/sh', '-c'],
  });
});

test('a stage has what the stages before it set', () => {
  const text = `FROM scratch AS one
ENV A=1 B=\${A:-2}
LABEL l=x
EXPOSE 80 8000-8001/udp
VOLUME ["/data"]
WORKDIR /srv
WORKDIR app/../lib
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=5s CMD curl -f x || exit 1
FROM one
ENV A=3 C=$A
`;
  const { facts, origins } = stageOf(text);
  expect(facts).toMatchObject({
    environment: [
      { name: 'A', value: '3' },
      { name: 'B', value: '2' },
      { name: 'C', value: '1' },
    ],
    labels: { l: 'x' },
    ports: [{ text: '80/tcp' }, { port: 8000, protocol: 'udp' }, { port: 8001 }],
    volumes: ['/data'],
    workingDir: '/srv/lib',
    stopSignal: 'SIGQUIT',
    healthcheck: 'defined',
    healthcheckTest: ['CMD-SHELL', 'curl -f x || exit 1'],
  });
  expect(origins.healthcheck?.at).toMatchObject({ startLine: 9, startColumn: 1 });
  expect(origins['environment[2]']?.related?.map(({ startLine }) => startLine)).toEqual([2]);
});

test('a port is exposed once, by the first range that holds it', () => {
  const { facts, origins } = stageOf('FROM a\nEXPOSE 5-6\nEXPOSE 4-7 5/udp\nEXPOSE 1-9\nEXPOSE 6\n');
  const shown = (facts.ports ?? []).map(({ text }, index) => [text, origins[`ports[${index}]`]?.at.startLine]);
  const later = ['1/tcp', '2/tcp', '3/tcp', '8/tcp', '9/tcp'].map((text) => [text, 4]);
  expect(shown).toEqual([['5/tcp', 2], ['6/tcp', 2], ['4/tcp', 3], ['7/tcp', 3], ['5/udp', 3], ...later]);
  // Each of these ranges holds every port of the one before it.
  const wide = Array.from({ length: 9000 }, (_, index) => `EXPOSE ${9000 - index}-65535\n`).join('');
  expect(stageOf(`FROM a\n${wide}`).facts.ports).toHaveLength(65_535);
});

test('HEALTHCHECK NONE disables, and the last one counts', () => {
  expect(stageOf('FROM a\nHEALTHCHECK CMD x\nHEALTHCHECK none').facts).toMatchObject({
    healthcheck: 'disabled',
    healthcheckTest: ['NONE'],
  });
  expect(stageOf('FROM a\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["x", "y z"]').facts.healthcheckTest).toEqual([
    'CMD',
    'x',
    'y z',
  ]);
});

test('an ENTRYPOINT drops the CMD of the stage before, not its own', () => {
  expect(stageOf('FROM a AS b\nCMD ["x"]\nFROM b\nENTRYPOINT ["y"]').facts).toMatchObject({
    entrypoint: ['y'],
    command: [],
  });
  expect(stageOf('FROM a\nCMD ["x"]\nENTRYPOINT ["y"]').facts.command).toEqual(['x']);
});

test('the shell form holds the shell that was in force', () => {
  expect(stageOf('FROM a\nCMD x  y\nSHELL ["/bin/bash", "-c"]\nENTRYPOINT z').facts).toMatchObject({
    command: ['/bin/sh', '-c', 'x  y'],
    entrypoint: ['/bin/bash', '-c', 'z'],
    shell: ['/bin/bash', '-c'],
  });
  expect(stageOf('FROM --platform=windows/amd64 a\nCMD x').facts.command).toEqual(['cmd', '/S', '/C', 'x']);
});

test.each([
  ['FROM a\nWORKDIR x', undefined],
  ['FROM scratch\nWORKDIR x', '/x'],
  ['FROM a\nARG D\nWORKDIR /x/$D', undefined],
  ['FROM a\nARG D=y\nWORKDIR /x//$D/', '/x/y'],
  ['FROM --platform=windows a\nWORKDIR C:\\app', 'C:app'],
  ['# escape=`\nFROM a\nWORKDIR C:\\app\nWORKDIR bin', 'C:\\app\\bin'],
])('the directory of %j is %s', (text, expected) => {
  expect(stageOf(text).facts.workingDir).toBe(expected);
});

test('ENV wins over ARG, and a stage does not see the arguments before FROM unless it repeats them', () => {
  const environment = (text: string) => stageOf(text).facts.environment?.map(({ value }) => value);
  expect(environment('FROM a\nENV X=env\nARG X=arg\nENV Y=$X')).toEqual(['env', 'env']);
  expect(environment('ARG X=1\nFROM a\nENV Y=$X')).toEqual([undefined]);
  expect(environment('ARG X=1\nFROM a\nARG X\nENV Y=$X')).toEqual(['1']);
  expect(environment('ARG X=1\nFROM a\nARG X=2\nENV Y=$X')).toEqual(['2']);
  expect(environment('FROM a AS b\nARG X=1\nFROM b\nENV Y=$X')).toEqual(['1']);
  expect(environment('FROM a\nENV Y=$PATH:/x')).toEqual([undefined]);
  expect(environment('FROM scratch\nENV Y=a$NONE')).toEqual(['a']);
});

test('ONBUILD acts in a stage that starts from this one, and not in this one', () => {
  const text = 'FROM a AS b\nUSER 5\nONBUILD USER 0\nFROM b AS c\nFROM c';
  expect(stageOf(text, 'b').facts.uid).toBe(5);
  expect(stageOf(text, 'c').facts.uid).toBe(0);
});

test('a name like __proto__ is a name like any other', () => {
  const { facts } = stageOf(
    'ARG __proto__=p\nFROM $__proto__ AS __proto__\nENV __proto__=x constructor=y\nLABEL __proto__=z',
  );
  expect(facts.base).toBe('p');
  expect(facts.environment?.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  expect(Object.entries(facts.labels ?? {})).toEqual([['__proto__', 'z']]);
});
