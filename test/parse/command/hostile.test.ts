// Hostile scripts: bounded in time and memory, and never a crash.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArgv } from '../../../src/parse/command/read-commands.ts';
import { readShell } from '../../../src/parse/shell/read-shell.ts';
import { readScript } from './read.ts';

test('code inside code is followed to a limit, and said to be deeper', () => {
  let script = 'rm -rf /';
  for (let level = 0; level < 12; level += 1) script = `eval ${JSON.stringify(script).replaceAll('$', '\\$')}`;
  expect(readScript(script).problems[0]?.message).toContain('levels deep');
});

test('programs that run programs are followed to a limit', () => {
  expect(readScript(`${'env '.repeat(20)}rm -rf /`).commands.at(-1)?.facts.program).toBe('rm');
  expect(readScript(`${'sudo '.repeat(40)}rm -rf /`).problems[0]?.message).toContain('too many programs');
});

test('more commands than anybody writes are a problem', () => {
  const { commands, problems } = readScript('a;'.repeat(12_000));
  expect(commands).toHaveLength(10_000);
  expect(problems).toHaveLength(1);
});

test('a pipeline longer than anybody writes is a problem', () => {
  expect(readScript(`a${' | b'.repeat(300)}`).problems.length).toBeGreaterThan(0);
});

test('names from the text that mean something to the language mean nothing here', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const { commands } = readScript(`${name} --${name}=x ${name}; ${name}() { ${name}; }; alias ${name}='rm x'`);
    expect(commands[0]?.facts).toMatchObject({
      program: name,
      options: [{ name: `--${name}`, value: 'x' }],
      packageManager: '',
    });
  }
});

const LONG: Readonly<Record<string, string>> = {
  'many words': `rm ${'a '.repeat(150_000)}`,
  'many settings': `env ${'A=1 '.repeat(50_000)} x`,
  'a long cluster': `curl -${'s'.repeat(200_000)}`,
  'many options': `wget ${'--zz '.repeat(50_000)}`,
  'many substitutions in a word': `curl "http://x/${'$(a)'.repeat(8_000)}"`,
  'brackets in a package': `pip install '${'['.repeat(300_000)}'`,
  'many members': `{ ${'echo a; '.repeat(2500)} } | { ${'sh; '.repeat(2500)} }`,
  'cats in braces': `${'{ cat; cat; cat; } | '.repeat(100)} sh`,
  'many downloads and checks': `${'curl -o f http://x.example.invalid/f; echo f | sha256sum -c -; ./f; '.repeat(1500)}`,
  'many wildcards': `wget http://x.example.invalid/f; chmod +x ${'*a*b* '.repeat(20_000)}`,
  'a function that is called often': `f() { ${'f; '.repeat(3000)} }; ${'f; '.repeat(3000)}`,
};

test.each(Object.keys(LONG))('%s are read in good time', { timeout: 20_000 }, (name) => {
  expect(() => readScript(LONG[name] ?? '')).not.toThrow();
});

const PIECES = [
  'sudo',
  'env',
  'A=b',
  '-u',
  'sh',
  '-c',
  "'",
  '"',
  '$(',
  ')',
  '`',
  '|',
  '||',
  '&&',
  ';',
  '&',
  '\n',
  '<<E',
  'E',
  '<(',
  'curl',
  '-o',
  'f',
  'http://a.example.invalid',
  'find',
  '-exec',
  '{}',
  '\\;',
  '+',
  'xargs',
  '-I',
  'eval',
  '"$X"',
  '${Y:-z}',
  'tar',
  'xzf',
  'chmod',
  '+s',
  'docker',
  'run',
  '-v',
  '/:/x',
  'su',
  '-',
  'python3',
  '-m',
  'pip',
  'install',
  'a==1',
  '>',
  '>>',
  '2>&1',
  '--',
  '-',
  'base64',
  '-d',
  'sha256sum',
  'f() {',
  '}',
  'if',
  'then',
  'fi',
  'setcap',
  'all=ep',
  'kill',
  '-9',
  'alias',
  "x='rm -rf'",
];

test('whatever the words, every span lies in the text and every fact is there', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
      const text = pieces.join(' ');
      for (const { span, spans, facts } of readScript(text).commands) {
        for (const { start, end } of [span, ...Object.values(spans)])
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        expect(Object.values(facts)).not.toContain(undefined);
      }
    }),
    { numRuns: 1000 },
  );
});

test('whatever the list, it is read', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom(...PIECES), { nil: undefined }), { maxLength: 10 }), (texts) => {
      const words = texts.map((text, at) => ({ text, span: { start: at, end: at + 1 } }));
      const { commands, problems } = readArgv(words, { readShell });
      expect(commands.length + problems.length > 0).toBe(words.length > 0);
    }),
    { numRuns: 1000 },
  );
});
