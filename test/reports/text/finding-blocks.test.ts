import { describe, expect, test } from 'vitest';
import type { TargetResult } from '../../../src/model/run.ts';
import { arrangeFindings } from '../../../src/reports/text/finding-blocks.ts';
import { ruleOf, verdictOf } from '../sample-run.ts';

const line = (number: number) => ({ file: 'a.yaml', startLine: number, startColumn: 3, endLine: number, endColumn: 6 });
const names = ['web', 'api', 'db'] as const;
const declared = { web: line(2), api: line(5), db: line(8) };
const target: TargetResult = {
  id: 'compose:a.yaml',
  kind: 'compose',
  name: 'a',
  file: 'a.yaml',
  subjects: names.map((name) => ({ kind: 'container', id: name, name, declared: declared[name] })),
  controls: [],
  errors: [],
  notices: [],
};
const memory = ruleOf('no-memory-limit', 'medium', 'No memory limit');
const pids = ruleOf('no-pids-limit', 'medium', 'No pids limit');
const privileged = ruleOf('privileged-container', 'critical', 'Privileged');

function outline(blocks: ReturnType<typeof arrangeFindings>): string[] {
  return blocks.map(
    ({ subjects, findings }) =>
      `${subjects.map(({ name }) => name).join(' ')}: ${findings.map(({ rule }) => rule).join(' ')}`,
  );
}

describe('findings of a target', () => {
  test('are said once for the subjects that lack the same things', () => {
    const verdicts = [memory, pids].flatMap((rule) =>
      names.map((container) => verdictOf(rule, 'fail', declared[container], { container })),
    );
    expect(outline(arrangeFindings(target, verdicts))).toEqual(['web api db: no-memory-limit no-pids-limit']);
  });

  test('are said once for the subjects that have the same from one line, such as an anchor', () => {
    const anchor = line(1);
    const verdicts = [
      ...(['web', 'db'] as const).map((container) => verdictOf(privileged, 'fail', anchor, { container })),
      verdictOf(privileged, 'fail', line(6), { container: 'api' }),
    ];
    expect(outline(arrangeFindings(target, verdicts))).toEqual([
      'api: privileged-container',
      'web db: privileged-container',
    ]);
  });

  test('are not said together for subjects of which one has more', () => {
    const verdicts = [
      verdictOf(privileged, 'fail', line(1), { container: 'web' }),
      verdictOf(privileged, 'fail', line(1), { container: 'db' }),
      verdictOf(privileged, 'fail', line(9), { container: 'db' }),
    ];
    expect(outline(arrangeFindings(target, verdicts))).toEqual([
      'web: privileged-container',
      'db: privileged-container',
    ]);
  });

  test('stay with their subject when they have a line of their own', () => {
    const verdicts = [
      verdictOf(memory, 'fail', line(3), { container: 'web' }),
      verdictOf(memory, 'fail', declared.api, { container: 'api' }),
      verdictOf(memory, 'fail', declared.db, { container: 'db' }),
    ];
    expect(outline(arrangeFindings(target, verdicts))).toEqual(['web: no-memory-limit', 'api db: no-memory-limit']);
  });

  test('put the most severe subject and rule first', () => {
    const verdicts = [
      verdictOf(memory, 'fail', line(3), { container: 'web' }),
      verdictOf(memory, 'fail', line(9), { container: 'db' }),
      verdictOf(privileged, 'fail', line(10), { container: 'db' }),
    ];
    expect(outline(arrangeFindings(target, verdicts))).toEqual([
      'db: privileged-container no-memory-limit',
      'web: no-memory-limit',
    ]);
  });

  test('keep every verdict exactly once, in the order of their lines', () => {
    const verdicts = [12, 4, 7].map((number) =>
      verdictOf(memory, 'fail', line(number), { container: 'web', element: `mounts[${number}]` }),
    );
    const [block] = arrangeFindings(target, verdicts);
    expect(block?.findings[0]?.verdicts.map(({ location }) => location.startLine)).toEqual([4, 7, 12]);
  });

  test('come out even for a subject that the target does not list', () => {
    expect(
      outline(
        arrangeFindings({ ...target, subjects: [] }, [verdictOf(memory, 'fail', line(3), { container: 'ghost' })]),
      ),
    ).toEqual(['ghost: no-memory-limit']);
  });
});
