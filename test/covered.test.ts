import { describe, expect, it } from 'vitest';
import { dropCovered } from '../src/covered.ts';
import type { TargetFacts } from '../src/model/run.ts';

function target(file: string, declaredIn: readonly string[], errors: TargetFacts['errors'] = []): TargetFacts {
  const subjects = declaredIn.map((place, index) => {
    const declared = { file: place, startLine: index + 1, startColumn: 3, endLine: index + 1, endColumn: 6 };
    return {
      kind: 'container' as const,
      id: `s${index}`,
      name: `s${index}`,
      facts: {},
      declared,
      origins: {},
      absences: {},
    };
  });
  return { id: `compose:${file}`, kind: 'compose', name: file, file, subjects, errors, notices: [] };
}

describe('dropCovered', () => {
  it('leaves out an included file, whichever of the two comes first, and says so', () => {
    const outer = target('compose.yaml', ['a/compose.yaml', 'compose.yaml']);
    const inner = target('a/compose.yaml', ['a/compose.yaml']);
    for (const order of [
      [outer, inner],
      [inner, outer],
    ]) {
      const kept = dropCovered(order);
      expect(kept.map(({ file }) => file)).toEqual(['compose.yaml']);
      expect(kept[0]?.notices[0]?.message).toContain('a/compose.yaml is part of this target');
    }
  });

  it('keeps a file of which only a part is held elsewhere', () => {
    const targets = [
      target('compose.yaml', ['a/compose.yaml']),
      target('a/compose.yaml', ['a/compose.yaml', 'a/compose.yaml']),
    ];
    expect(dropCovered(targets)).toHaveLength(2);
  });

  it('keeps what could not be read, what is empty, and two readings of one file', () => {
    const broken = target('a/compose.yaml', ['a/compose.yaml'], [{ message: 'broken' }]);
    expect(dropCovered([target('compose.yaml', ['a/compose.yaml']), broken])).toHaveLength(2);
    expect(dropCovered([target('compose.yaml', ['compose.yaml']), target('x.yaml', [])])).toHaveLength(2);
    expect(
      dropCovered([target('compose.yaml', ['compose.yaml']), target('compose.yaml', ['compose.yaml'])]),
    ).toHaveLength(2);
  });
});
