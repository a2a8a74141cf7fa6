import { expect, test } from 'vitest';
import { LimitError } from '../../../src/model/errors.ts';
import { shellText } from '../../../src/parse/dockerfile/joined-text.ts';
import { MAX_INSTRUCTIONS, readDockerfile } from '../../../src/parse/dockerfile/read-dockerfile.ts';
import type { DockerfileInstruction } from '../../../src/parse/dockerfile/tree.ts';

const first = (text: string): DockerfileInstruction => {
  const [instruction] = readDockerfile(text).instructions;
  if (instruction === undefined) throw new Error('no instruction');
  return instruction;
};
const keywords = (text: string) => readDockerfile(text).instructions.map(({ keyword }) => keyword);
const messages = (text: string) => readDockerfile(text).problems.map(({ message }) => message);

test('line ends and a byte order mark change nothing', () => {
  const text = '# escape=\\\nfrom a\nRUN x \\\n # c\n\n y\nCOPY <<E /z\nbody\nE\nUSER b\n';
  expect(readDockerfile(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(readDockerfile(text));
});

test('a continued instruction keeps its offsets, without comments and blank lines', () => {
  const text = 'FROM a\nRUN one \\  \n  # a comment with FROM b\n\n two\nUSER c';
  const tree = readDockerfile(text);
  const [, run] = tree.instructions;
  expect(tree.instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN', 'USER']);
  expect(run?.rest.text).toMatch(/^one +two$/);
  expect(run?.rest.text.indexOf('two')).toBe(text.indexOf('two') - (run?.rest.start ?? 0));
  expect(text.slice(run?.start, run?.end)).toBe('RUN one \\  \n  # a comment with FROM b\n\n two');
});

test('the text for a shell is as long as its source, continuations kept and comments blanked', () => {
  const text = '# escape=`\nFROM a\nRUN one ` \n# b\n two';
  const tree = readDockerfile(text);
  const rest = tree.instructions[1]?.rest ?? { start: 0, end: 0 };
  const shell = shellText(tree, rest, rest.end);
  expect(shell).toHaveLength(rest.end - rest.start);
  expect(shell).toBe('one  \\\n     two');
});

test.each([
  ['a doubled escape ends the line', 'FROM a\nENV X=C:\\\\\nUSER root\n', ['FROM', 'ENV', 'USER']],
  ['a here string is no heredoc', 'FROM a\nRUN cat <<<"x"\nUSER root\n', ['FROM', 'RUN', 'USER']],
  ['a quoted marker is no heredoc', 'FROM a\nRUN echo "<<EOF"\nUSER root\n', ['FROM', 'RUN', 'USER']],
  ['the list form has no heredoc', 'FROM a\nRUN ["cat", "<<EOF"]\nUSER root\n', ['FROM', 'RUN', 'USER']],
  ['a shift in arithmetic is no heredoc', 'FROM a\nRUN echo $((1<<2))\nUSER root\n', ['FROM', 'RUN', 'USER']],
  [
    'two heredocs of one instruction',
    'FROM a\nCOPY <<A <<-"B" /x/\nFROM b\nA\nUSER c\n\tB\nUSER d\n',
    ['FROM', 'COPY', 'USER'],
  ],
  ['a heredoc behind ONBUILD', 'FROM a\nONBUILD RUN <<E\nUSER b\nE\nUSER c\n', ['FROM', 'ONBUILD', 'USER']],
  ['a comment that looks continued', 'FROM a\n# x \\\nUSER b\n', ['FROM', 'USER']],
])('%s', (_, text, expected) => {
  expect(keywords(text)).toEqual(expected);
});

test('a heredoc has its body, its delimiter and whether it is literal', () => {
  const text = 'RUN cat <<A >/x && python3 <<-"B"\n\tone\nA\n\ttwo\n\tB\n';
  const [a, b] = first(text).heredocs;
  expect(a).toMatchObject({ delimiter: 'A', literal: false, text: '\tone\n' });
  expect(b).toMatchObject({ delimiter: 'B', literal: true, text: 'two\n' });
  expect(text.slice(b?.body.start, b?.body.end)).toBe('\ttwo\n');
});

test('the list form is JSON and nothing else', () => {
  expect(first('CMD ["a b", "\\u0041\\"", ""]').json?.map(({ text }) => text)).toEqual(['a b', 'A"', '']);
  expect(first('CMD []').json).toEqual([]);
  for (const text of [
    "CMD ['a']",
    'CMD ["a"] x',
    'CMD ["a",]',
    'CMD [1]',
    'CMD [["a"]]',
    'CMD ["a" "b"]',
    'CMD [,]',
    'CMD ["a',
  ])
    expect(first(text).json, text).toBeUndefined();
});

test('the words of a list that spans lines have their places', () => {
  const text = 'CMD ["one", \\\n  "two"]';
  const words = first(text).json ?? [];
  expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['"one"', '"two"']);
});

test('flags end at the first other word, and their quotes are dropped', () => {
  const { flags, rest } = first('RUN --mount="type=cache,target=/a b" \\\n --Network=none -- --x');
  expect(flags.map(({ name, value }) => [name, value])).toEqual([
    ['mount', 'type=cache,target=/a b'],
    ['network', 'none'],
  ]);
  expect(rest.text).toBe('--x');
  expect(first('ENTRYPOINT --help').flags).toEqual([]);
});

test('directives stand at the top only', () => {
  const tree = readDockerfile('# syntax = docker/dockerfile:1\n#ESCAPE=`\n# plain\n# check=skip=all\nFROM a');
  expect(tree.directives.map(({ name, value }) => [name, value])).toEqual([
    ['syntax', 'docker/dockerfile:1'],
    ['escape', '`'],
  ]);
  expect(tree.escape).toBe('`');
  expect(readDockerfile('FROM a\n# escape=`').escape).toBe('\\');
});

test.each([
  ['FORM a\nFROM b', 'unknown instruction "FORM"; did you mean FROM?'],
  ['FROM', 'FROM needs an argument'],
  ['FROM a b', 'FROM takes an image, or an image, AS and a name'],
  ['RUN x\nFROM a', 'RUN stands before the first FROM, where only ARG may'],
  ['FROM a\nCOPY b', 'COPY needs a source and a destination'],
  ['FROM a\nSHELL bash', 'SHELL takes a list of words: SHELL ["/bin/sh", "-c"]'],
  ['FROM a\nENV X', 'ENV takes NAME=value'],
  ['FROM a\nENV X=1 Y', 'ENV takes NAME=value'],
  ['FROM a\nHEALTHCHECK curl x', 'HEALTHCHECK takes NONE, or CMD and a command'],
  ['FROM a\nONBUILD FROM b', 'ONBUILD cannot hold FROM'],
  ['FROM a\nRUN <<E\nx', 'the heredoc E has no closing line'],
])('the builder would refuse %j', (text, message) => {
  expect(messages(text)).toEqual([message]);
});

test('what the builder takes has no problem', () => {
  expect(
    messages(
      'ARG A\nFROM a AS b\nENV X y z\nENV P="a b" Q=c\\ d\nCOPY <<E /x\nE\nLABEL a=b\nARG C D=e\nHEALTHCHECK NONE\nCMD\nONBUILD COPY a b\nMAINTAINER x',
    ),
  ).toEqual([]);
  expect(messages('ENV A=b\nRUN c')).toEqual([]);
});

test('a file past a limit is refused before it is taken apart', () => {
  for (const text of [
    `RUN ${'--m=x '.repeat(150_000)}x`,
    `CMD [${'"a",'.repeat(250_000)}"b"]`,
    `ENV ${'a=b '.repeat(150_000)}`,
  ])
    expect(() => readDockerfile(`FROM a\n${text}`)).toThrow(LimitError);
  expect(() => readDockerfile('RUN x\n'.repeat(MAX_INSTRUCTIONS + 1))).toThrow(LimitError);
});

test.each([
  ['continuations', `FROM a\nRUN ${'\\\n'.repeat(400_000)}x`],
  ['markers', `FROM a\nRUN ${'<<a '.repeat(250_000)}\n`],
  ['brackets', `FROM a\nCMD ${'['.repeat(1_000_000)}`],
  ['escapes', `FROM a\nENV A=${'\\'.repeat(1_000_001)}`],
])(
  'a megabyte of %s is read in time',
  (_, text) => {
    expect(readDockerfile(text).instructions).toHaveLength(2);
  },
  10_000,
);
