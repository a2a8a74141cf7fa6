import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openConsole } from '../../src/action/console.ts';
import { openRunnerLog, readCommand } from './runner-log.ts';

function open(secret = '') {
  const log = openRunnerLog([]);
  let raw = '';
  const console = openConsole((text) => {
    raw += text;
    for (const line of text.replace(/\n$/, '').split('\n')) log.line(line);
  }, secret);
  return { console, log, raw: () => raw };
}

test('an annotation arrives as it was said', () => {
  const { console, log } = open();
  const message = '100% of it: a, b\r\nsecond %0A line ::error::';
  const place = { file: 'a,b:c%/compose.yaml', startLine: 3, endLine: 3, startColumn: 2, endColumn: 5 };
  expect(console.say('warning', message, 'rule, of: %', place)).toBe(true);
  expect(log.annotations).toEqual([
    {
      level: 'warning',
      message,
      properties: {
        file: 'a,b:c%/compose.yaml',
        line: '3',
        endLine: '3',
        col: '2',
        endColumn: '5',
        title: 'rule, of: %',
      },
    },
  ]);
  expect(log.forged).toEqual([]);
});

test('no printed text is a command', () => {
  const word = fc.constantFrom(
    '::',
    '##[',
    'error',
    'set-output',
    ' ',
    'name=x',
    ']',
    '\n',
    '\r',
    '\t',
    '\x1b[31m',
    'stop-commands',
    'a',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const { console, raw } = open();
      console.print(words.join(''));
      for (const line of raw().split(/\r\n|\r|\n/)) expect(readCommand(line)).toBeUndefined();
    }),
  );
});

test('past ten of a level nothing is an annotation, and nothing is lost', () => {
  const { console, log, raw } = open();
  const answers = Array.from({ length: 12 }, (_, index) => console.say('notice', `number ${index}`));
  expect(answers).toEqual([...Array(10).fill(true), false, false]);
  expect(log.annotations).toHaveLength(10);
  expect(log.dropped()).toBe(0);
  expect(raw()).toContain('notice: number 11\n');
});

test('the token is never let through', () => {
  const { console, raw } = open('ghs_secret');
  console.print('a ghs_secret b');
  console.say('error', 'a ghs_secret b', 'ghs_secret', { file: 'ghs_secret', startLine: 1, endLine: 1 });
  console.log.notice('ghs_secret');
  console.log.warning('ghs_secret');
  expect(raw()).not.toContain('ghs_secret');
  expect(raw()).toContain('a *** b');
});
