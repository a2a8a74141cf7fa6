import { expect, test } from 'vitest';
import { fillHoles } from '../../../src/parse/hole-marks.ts';
import { dockerCommands } from '../../../src/parse/shell/docker-commands.ts';
import { expansionTable } from '../../../src/parse/shell/docker-words.ts';
import { read } from './read.ts';

function commands(text: string) {
  const expansions = expansionTable();
  const found = dockerCommands(read(text), expansions);
  const shown = found.commands.map((words) => words.map((word) => fillHoles(word.text, expansions.sources)).join(' '));
  return { ...found, lines: shown };
}

test.each([
  ['exec docker run a', ['exec docker run a']],
  [
    'x "$(docker run a "$(docker run b)")" `docker run c`',
    ['docker run a $(docker run b)', 'docker run b', 'docker run c'],
  ],
  ['"${DOCKER:-docker}" run a', ['docker run a']],
  ['D=docker; sudo $D run a; $E run b', ['sudo docker run a']],
  ['f() { docker run a; }; f; f', ['docker run a']],
  ['cat <<E\ndocker run a\nE', []],
  ['cat <<E\n$(docker run a)\nE', ['docker run a']],
  ['xargs docker run a', ['docker run a {}']],
  ['xargs -n 1 -I % docker run %:1 x', ['docker run %:1 x']],
])('%s', (text, lines) => {
  const found = commands(text).lines.filter((line) => /^(?:exec |sudo )?docker/.test(line));
  expect(found).toEqual(lines);
});

test.each([
  'bash -c "docker run a"',
  "sh -ec 'docker run a'",
  'sudo -u x bash -o pipefail -c "docker run a"',
  'ssh -p 22 host docker run a',
  'ssh host "cd x && docker run a"',
  'eval docker run a',
  'su -c "docker run a" x',
  'bash <<E\ndocker run a\nE',
  'ssh host <<E\ndocker run a\nE',
  'bash -c "sh -c \'docker run a\'"',
])('code for another shell is read: %s', (text) => {
  const { commands: found, lines } = commands(text);
  expect(lines.at(-1)).toBe('docker run a');
  const words = found.at(-1)?.map(({ start, end }) => text.slice(start, end));
  expect(words).toEqual(['docker', 'run', 'a']);
});

test('an expansion made before the other shell reads the code is not known there', () => {
  const { lines, commands: found } = commands('bash -c "docker run -v \'$X\':/x $O i"');
  expect(lines.at(-1)).toBe('docker run -v $X:/x $O i');
  expect(found.at(-1)?.map(({ loose }) => loose)).toEqual([false, false, false, false, true, false]);
});

test('code that does not parse is a problem at its place', () => {
  const text = 'bash -c "docker run \'a"';
  const { problems } = commands(text);
  expect(problems.map(({ start }) => text.slice(start))).toEqual(['\'a"']);
});

test('code in code ends somewhere', () => {
  let text = 'docker run a';
  for (let level = 0; level < 12; level += 1) text = `bash -c ${JSON.stringify(text).replaceAll('$', '\\$')}`;
  expect(commands(text).problems[0]?.message).toContain('nested');
});

test('commands that name no engine are counted by their place', () => {
  const text = 'a; docker run b; C=1';
  expect(commands(text).others.map(({ start, end }) => text.slice(start, end))).toEqual(['a', 'C=1']);
});
