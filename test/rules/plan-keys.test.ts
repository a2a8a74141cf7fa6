// Rules that a subject is not asked about for its key are rules that do not apply to it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/model/subject.ts';
import { subjects } from '../../src/model/subjects.ts';
import { compiler, judgeOne, line, rule } from './support.ts';

function keys(where: string): readonly string[] | undefined {
  const found = compiler.open({}).compile(where, { subject: 'command' }).keys('program');
  return found === undefined ? undefined : [...found].sort();
}

function command(program: string | undefined, phase = 'build'): Subject<'command'> {
  return {
    kind: 'command',
    id: 'x',
    name: 'x',
    facts: { ...(program === undefined ? {} : { program }), phase },
    declared: line(1),
    origins: {},
    absences: {},
  };
}

describe('the keys of a condition', () => {
  it.each([
    ['command.program == "rm"', ['rm']],
    ['"rm" == command.program', ['rm']],
    ['command.program in ["rm", "mv"]', ['mv', 'rm']],
    ['command.program in lists.words', ['a', 'b']],
    ['command.program == "rm" && command.phase == "build"', ['rm']],
    ['command.phase == "build" && command.program in ["rm", "mv"] && command.program in ["mv", "cp"]', ['mv']],
    ['command.program == "rm" || command.program == "mv"', ['mv', 'rm']],
    ['command.program == "rm" || command.phase == "build"', undefined],
    ['command.program != "rm"', undefined],
    ['!(command.program == "rm")', undefined],
    ['command.program.startsWith("rm")', undefined],
    ['command.subcommand == "rm"', undefined],
    ['command.phase == "build"', undefined],
  ])('%s', (where, expected) => {
    expect(keys(where)).toEqual(expected);
  });

  it('leave out no rule that applies', () => {
    const atoms = fc.constantFrom(
      ...['command.program == "a"', 'command.program in ["a", "b"]', 'command.program in lists.words'],
      ...['command.phase == "build"', 'command.program != "a"', 'command.phase in ["start", "build"]'],
    );
    const { where } = fc.letrec<{ where: string }>((tie) => ({
      where: fc.oneof(
        { maxDepth: 3 },
        atoms,
        fc.tuple(tie('where'), tie('where')).map(([a, b]) => `(${a} && ${b})`),
        fc.tuple(tie('where'), tie('where')).map(([a, b]) => `(${a} || ${b})`),
      ),
    }));
    fc.assert(
      fc.property(
        where,
        fc.constantFrom('a', 'b', 'c', undefined),
        fc.constantFrom('build', 'start'),
        (text, program, phase) => {
          const subject = command(program, phase);
          const applies = compiler.open({}).compile(text, { subject: 'command' }).evaluate(subject) !== false;
          const verdicts = judgeOne(
            rule({ subject: 'command', where: text, deny: 'command.phase != ""', message: 'x' }),
            [subject],
          );
          expect([text, verdicts.length]).toEqual([text, applies ? 1 : 0]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are of fields that exist', () => {
    for (const { sortedBy, fields } of Object.values(subjects))
      if (sortedBy !== undefined) expect(fields[sortedBy]?.type).toBe('string');
  });
});
