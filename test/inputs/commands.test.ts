// The subject that a command becomes: its identity, its name, and the places of its facts.
import { expect, test } from 'vitest';
import { commandSubject, unreadCommandSubject } from '../../src/inputs/commands.ts';
import { commandFields } from '../../src/model/command.ts';
import { readCommands } from '../../src/parse/command/read-commands.ts';
import type { CommandSetting } from '../../src/parse/command/reading.ts';
import { readShell } from '../../src/parse/shell/read-shell.ts';
import { placeFinder } from '../../src/parse/text-place.ts';

const setting: CommandSetting = { phase: 'build', origin: 'RUN', stage: 'final', discarded: false, onbuild: false };

function subjectsOf(text: string, around: CommandSetting = setting) {
  const script = readShell(text, { variables: {} });
  const place = placeFinder('Dockerfile', text);
  const { commands } = readCommands(script, text, { shell: 'sh', readShell });
  return commands.map((reading) => commandSubject(reading, around, place));
}

test('the identity survives new versions, and leaves an empty stage out', () => {
  expect(subjectsOf('curl -O https://x.example.invalid/tool-1.22.3.tgz')[0]?.id).toBe(
    'final/RUN: curl -O https://x.example.invalid/tool-0.0.0.tgz',
  );
  expect(subjectsOf('a b', { ...setting, stage: '' })[0]?.id).toBe('RUN: a b');
  expect(subjectsOf(`echo ${'x'.repeat(500)}`)[0]?.id).toHaveLength(120);
});

test('the name is the program with its subcommand, the text of a program that is not known, or the variable', () => {
  const name = (text: string) => subjectsOf(text)[0]?.name;
  expect(name('apt-get -y install jq')).toBe('apt-get install');
  expect(name('sudo rm -rf x')).toBe('sudo');
  expect(name('$RUN now')).toBe('$RUN now');
  expect(name('A=1 $RUN now')).toBe('A=1 $RUN now');
  expect(name('TOKEN=$(cat f)')).toBe('TOKEN');
});

test('facts say where they stand, across lines', () => {
  const [curl] = subjectsOf('curl \\\n  --insecure \\\n  https://x.example.invalid/a');
  expect(curl?.facts.text).toBe('curl --insecure https://x.example.invalid/a');
  expect(curl?.declared).toMatchObject({ startLine: 1, startColumn: 1, endLine: 3 });
  expect(curl?.origins['options[0]']?.at).toEqual({
    file: 'Dockerfile',
    startLine: 2,
    startColumn: 3,
    endLine: 2,
    endColumn: 13,
  });
  expect(curl?.origins['urls[0]']?.at.startLine).toBe(3);
});

test('every fact of the model is stated', () => {
  const [subject] = subjectsOf('x');
  expect(Object.keys(JSON.parse(JSON.stringify(subject?.facts)))).toEqual(Object.keys(commandFields));
});

test('a script that was not read is unknown in one field, with the reason and the place', () => {
  const place = placeFinder('entry.sh', 'if x\n');
  const owner = { kind: 'container', id: 'web' } as const;
  const subject = unreadCommandSubject({ message: "expected 'then'", start: 5 }, setting, place, owner);
  expect(subject.facts.parsed).toBeUndefined();
  expect(subject.absences).toEqual({ parsed: { reason: "expected 'then'", at: subject.declared } });
  expect(subject.declared.startLine).toBe(2);
  expect(subject.owner).toEqual(owner);
  const stated = Object.keys(subject.facts).sort();
  expect(stated).toEqual(
    Object.keys(commandFields)
      .filter((name) => name !== 'parsed')
      .sort(),
  );
});
