import { expect, test } from 'vitest';
import { subjectsOf } from './read-text.ts';

const commands = (text: string) =>
  subjectsOf('command', text).map(({ facts: { program, origin, phase, stage } }) => [program, origin, phase, stage]);
const programs = (text: string) => commands(text).map(([program]) => program);

test('the commands of a RUN stand where they are written', () => {
  const text = 'FROM a\nRUN one && \\\n  # a comment\n  two --flag\n';
  const [, two] = subjectsOf('command', text);
  expect(two?.declared).toMatchObject({ startLine: 4, startColumn: 3, endLine: 4, endColumn: 13 });
  expect(two?.owner).toEqual({ kind: 'stage', id: 'final' });
  expect(two?.facts).toMatchObject({ program: 'two', phase: 'build', origin: 'RUN', form: 'shell', shell: 'sh' });
});

test('a backtick continues a line for the shell too', () => {
  expect(programs('# escape=`\nFROM --platform=linux a\nRUN one `\n  && two')).toEqual(['one', 'two']);
});

test('the bodies of heredocs are scripts, for the shell or for another program', () => {
  expect(programs('FROM a\nRUN <<E\none\ntwo\nE')).toEqual(['one', 'two']);
  const python = subjectsOf(
    'command',
    'FROM a\nRUN python3 <<E\nprint(1)\nE\nRUN <<-E\n\t#!/usr/bin/env python3\n\tprint(2)\n\tE\n',
  );
  expect(python.map(({ facts }) => facts.program)).toEqual(['python3', 'python3']);
  expect(python[0]?.facts.code).toContain('print(1)');
  expect(python[1]?.facts.code).toContain('print(2)');
  expect(subjectsOf('command', 'FROM a\nRUN <<E\n#!/bin/bash\none\nE')[0]?.facts.shell).toBe('bash');
});

test('the place of a command in a heredoc is its line', () => {
  expect(subjectsOf('command', 'FROM a\nRUN <<E\none\n  two\nE')[1]?.declared).toMatchObject({
    startLine: 4,
    startColumn: 3,
  });
});

test('a heredoc beside other text belongs to the command', () => {
  const [cat, after] = subjectsOf('command', 'FROM a\nRUN cat <<E >/etc/x && two\nbody\nE\n');
  expect(cat?.facts.writes?.[0]?.path).toBe('/etc/x');
  expect(after?.facts.program).toBe('two');
});

test('known variables are put in', () => {
  const [echo] = subjectsOf('command', 'FROM a\nARG A=1\nENV B=2\nARG C\nRUN echo $A $B $C $D');
  expect(echo?.facts.args).toEqual(['1', '2', '$C', '$D']);
});

test('of a target the last ENTRYPOINT, CMD and HEALTHCHECK are read, wherever on its path they stand', () => {
  const text = `FROM a AS b
HEALTHCHECK CMD probe
CMD old
FROM c AS d
CMD other
FROM b
CMD older
ENTRYPOINT ["/init", "--"]
CMD ["serve", "x"]
`;
  expect(commands(text)).toEqual([
    ['init', 'ENTRYPOINT', 'start', 'final'],
    ['serve', 'CMD', 'start', 'final'],
    ['probe', 'HEALTHCHECK', 'health', 'b'],
  ]);
});

test('a CMD of options is part of the ENTRYPOINT, and one behind a shell form counts for nothing', () => {
  const [only, ...more] = subjectsOf('command', 'FROM a\nENTRYPOINT ["serve"]\nCMD ["-v", "x"]');
  expect(only?.facts.args).toEqual(['-v', 'x']);
  expect(more).toEqual([]);
  expect(programs('FROM a\nENTRYPOINT serve\nCMD ["x"]')).toEqual(['serve']);
});

test('the words of a CMD above the ENTRYPOINT do not end the command before it begins', () => {
  const [serve] = subjectsOf('command', 'FROM a\nCMD ["-v", "x"]\nENTRYPOINT ["serve", "now"]');
  expect(serve?.facts.args).toEqual(['now', '-v', 'x']);
  expect(serve?.declared).toMatchObject({ startLine: 3, startColumn: 13, endLine: 3, endColumn: 27 });
});

test('code inside a list has its own place', () => {
  const inner = subjectsOf('command', 'FROM a\nCMD ["sh", "-c", "one && two"]').at(-1);
  expect(inner?.facts.program).toBe('two');
  expect(inner?.declared).toMatchObject({ startLine: 2 });
});

test('a stage that is thrown away says so, and ONBUILD too', () => {
  const [first, second] = subjectsOf('command', 'FROM a\nRUN x\nFROM b\nONBUILD RUN y');
  expect(first?.facts).toMatchObject({ discarded: true, onbuild: false, stage: 'stage-0' });
  expect(second?.facts).toMatchObject({ discarded: false, onbuild: true, stage: 'final' });
});

test.each([
  ['FROM --platform=windows/amd64 a\nRUN dir', 'cmd.exe is not read'],
  ['FROM a\nSHELL ["powershell.exe", "-Command"]\nRUN Get-Item x', 'PowerShell is not read'],
  ['FROM a\nSHELL ["/usr/bin/fish", "-c"]\nRUN ls', 'the shell fish is not read'],
  ['FROM a\nRUN if true; then x', undefined],
])('a script in %j that cannot be read is an unknown', (text, reason) => {
  const [unread] = subjectsOf('command', text);
  expect(unread?.facts).not.toHaveProperty('parsed');
  if (reason === undefined) expect(unread?.absences.parsed?.reason).toBeTruthy();
  else expect(unread?.absences.parsed?.reason).toBe(reason);
});
