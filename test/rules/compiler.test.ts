// Which expressions a compiler can take: those it has plans of, and any others once they are prepared.
import { describe, expect, it } from 'vitest';
import { createCompiler } from '../../src/rules/compiler.ts';
import { patternEngine } from '../../src/rules/pattern-engine.ts';
import type { Plan } from '../../src/rules/plan.ts';
import { container, lists } from './support.ts';

const scope = { subject: 'container' } as const;
const text = 'container.privileged';
const read: Plan = { op: 'read', of: 'container', steps: ['privileged'], type: 'bool' };
const web = container('web', { privileged: true, name: 'web' });
const make = () =>
  createCompiler({ lists, engine: patternEngine(), plans: { container: { [text]: read } }, language: undefined });

describe('a compiler', () => {
  it('needs no parser for what it has a plan of', () => {
    expect(make().open({}).compile(text, scope).evaluate(web)).toBe(true);
  });

  it('takes other expressions once they are prepared, patterns among them', async () => {
    const compiler = make();
    const other = 're(container.name, "^w")';
    expect(() => compiler.open({}).compile(other, scope)).toThrow('is not known');
    await compiler.prepare([{ text: other, scope }]);
    expect(compiler.open({}).compile(other, scope).evaluate(web)).toBe(true);
  });

  it('answers each subject by itself, whichever was asked about before', () => {
    const program = make().open({}).compile(text, scope);
    const db = container('db', { privileged: false });
    expect([web, db, web, web, db].map((subject) => program.evaluate(subject))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('tells what an expression reads', async () => {
    const compiler = make();
    const deep = 'container.mounts.filter(m, m.readOnly).exists(n, n.source == container.imageReference.tag)';
    await compiler.prepare([{ text: deep, scope }]);
    const reads = compiler.open({}).compile(deep, scope).reads();
    expect(reads.map(({ root, steps }) => [root, ...steps].join('.'))).toEqual([
      'container.mounts',
      'container.mounts.[*]',
      'container.mounts.[*].readOnly',
      'container.mounts.[*].source',
      'container.imageReference',
      'container.imageReference.tag',
    ]);
  });
});
