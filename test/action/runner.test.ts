// The mini-runner itself, by what the source of the real one says.
import { expect, test } from 'vitest';
import { readPairs } from './runner-files.ts';
import { openRunnerLog, readCommand } from './runner-log.ts';

test('the new syntax counts at the start of a line, the old one anywhere', () => {
  expect(readCommand('  ::error file=a,line=1::x%0Ay')).toEqual({
    name: 'error',
    properties: { file: 'a', line: '1' },
    data: 'x\ny',
  });
  expect(readCommand('x ::error::y')).toBeUndefined();
  expect(readCommand('x ##[set-output name=a;]b')).toEqual({
    name: 'set-output',
    properties: { name: 'a' },
    data: 'b',
  });
  expect(readCommand('::frob::x')).toBeUndefined();
});

test('masks hide values, their lines and their encodings', () => {
  const log = openRunnerLog([]);
  log.line('::add-mask::one%0Atwo words');
  log.line(`one, two words, ${Buffer.from('two words').toString('base64')}, two%20words`);
  expect(log.text()).toBe('***, ***, ***, ***\n');
});

test('ten annotations of each level, cut at 4,096 characters', () => {
  const log = openRunnerLog([]);
  for (let count = 0; count < 12; count += 1) log.line(`::error::${'x'.repeat(5000)}`);
  log.line('::warning::w');
  expect(log.annotations).toHaveLength(11);
  expect(log.annotations[0]?.message).toHaveLength(4096);
  expect(log.dropped()).toBe(2);
});

test('between stop-commands and its token nothing is a command', () => {
  const log = openRunnerLog([]);
  for (const line of ['::stop-commands::t0k', '::error::a', '##[error]b', '::t0k::', '::error::c']) log.line(line);
  expect(log.annotations.map(({ message }) => message)).toEqual(['c']);
});

test('outputs are read from both forms', () => {
  expect(readPairs('a=1\nb<<END\nx=y\n\nz\nEND\nc<<E=F\nq\nE=F\n')).toEqual({ a: '1', b: 'x=y\n\nz', c: 'q' });
  expect(() => readPairs('b<<END\nx\n')).toThrow('delimiter');
  expect(() => readPairs('nothing\n')).toThrow('Invalid format');
});
