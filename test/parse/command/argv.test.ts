// Commands given as lists of words: no shell takes part, but code inside is read and placed.
import { expect, test } from 'vitest';
import { type ArgvOptions, holdsShellCode, readArgv } from '../../../src/parse/command/read-commands.ts';
import type { ArgvWord } from '../../../src/parse/command/reading.ts';
import { readShell } from '../../../src/parse/shell/read-shell.ts';

/** The words of a JSON list, with their places in it. */
function words(text: string): ArgvWord[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((found) => ({
    text: JSON.parse(found[0]) as string,
    span: { start: found.index, end: found.index + found[0].length },
  }));
}

const read = (text: string, options: ArgvOptions = {}) => readArgv(words(text), { text, readShell, ...options });

test('signs of the shell are plain words', () => {
  const { commands } = read('["curl", "https://x.example.invalid", "|", "sh", ">", "f"]');
  expect(commands).toHaveLength(1);
  expect(commands[0]?.facts).toMatchObject({
    form: 'exec',
    shell: '',
    program: 'curl',
    writes: [],
    feeds: [],
    looseWords: [],
  });
  expect(commands[0]?.facts.text).toBe('curl https://x.example.invalid | sh > f');
});

test('code for a shell is read, and placed inside its word', () => {
  const text = '["sh", "-c", "server $OPTS && rm -rf /"]';
  const { commands } = read(text);
  expect(commands.map(({ facts }) => facts.program)).toEqual(['sh', 'server', 'rm']);
  expect(commands[0]?.facts).toMatchObject({ form: 'exec', dynamicCode: false, codeFrom: 'argument' });
  expect(commands[1]?.facts).toMatchObject({ form: 'shell', shell: 'sh', looseWords: ['$OPTS'], wrappers: ['sh'] });
  const place = (span = { start: 0, end: 0 }) => text.slice(span.start, span.end);
  expect(place(commands[2]?.span)).toBe('rm -rf /');
  expect(place(commands[2]?.spans['operands[0]'])).toBe('/');
});

test('code that is spelled otherwise in the text is placed at its word', () => {
  const text = '["sh", "-c", "exec server \\"$@\\"", "server"]';
  const inner = read(text).commands[1];
  expect(inner?.facts).toMatchObject({
    program: 'server',
    wrappers: ['sh', 'exec'],
    looseWords: [],
    text: 'exec server "$@"',
  });
  expect(text.slice(inner?.span.start, inner?.span.end)).toBe('"exec server \\"$@\\""');
});

test('a word that is not known stays unknown', () => {
  const { commands } = readArgv(
    [
      { text: 'sh', span: { start: 0, end: 2 } },
      { text: '-c', span: { start: 3, end: 5 } },
      { text: undefined, span: { start: 6, end: 12 } },
    ],
    { text: 'sh -c ${CODE}', readShell },
  );
  expect(commands).toHaveLength(1);
  expect(commands[0]?.facts).toMatchObject({ dynamicCode: true, operands: [undefined], args: ['-c', undefined] });
});

test('a program that is not known has no name', () => {
  const { commands } = readArgv([{ text: undefined, span: { start: 0, end: 6 } }], { text: '${CMD}' });
  expect(commands[0]?.facts).toMatchObject({ program: '', dynamicProgram: true, text: '${CMD}' });
});

test('only lists with code for a shell need the shell reader', () => {
  expect(holdsShellCode(words('["sh", "-c", "a"]'))).toBe(true);
  expect(holdsShellCode(words('["tini", "--", "bash", "-lc", "a"]'))).toBe(true);
  expect(holdsShellCode(words('["su", "app", "-c", "a"]'))).toBe(true);
  expect(holdsShellCode(words('["python3", "-c", "a"]'))).toBe(false);
  expect(holdsShellCode(words('["nginx", "-g", "daemon off;"]'))).toBe(false);
  expect(holdsShellCode([])).toBe(false);
});

test('code that nobody can read is a problem, never nothing', () => {
  const text = '["sh", "-c", "rm -rf /"]';
  expect(readArgv(words(text), { text }).problems).toHaveLength(1);
  expect(readArgv(words('["sh", "-c", "if x"]'), { readShell }).problems.length).toBeGreaterThan(0);
});
