// Steps of a check run side by side and do not stop each other.
import { describe, expect, test } from 'vitest';
import { type Result, runSteps, type Step } from '../../scripts/steps.ts';

const node = (name: string, code: string): Step => ({ name, command: [process.execPath, '-e', code], mend: 'mend it' });

async function run(steps: readonly Step[], lanes = 2): Promise<Map<string, Result>> {
  const results = await runSteps(steps, { cwd: import.meta.dirname, env: process.env, lanes, onEnd: () => {} });
  return new Map(results.map((result) => [result.step.name, result]));
}

describe('runSteps', () => {
  test('a step that fails stops no other, and its output is kept', async () => {
    const results = await run([
      node('bad', 'console.log("to out"); console.error("to err"); process.exit(3)'),
      node('good', ''),
      node('last', ''),
    ]);
    expect([...results].map(([name, { passed }]) => [name, passed]).sort()).toEqual([
      ['bad', false],
      ['good', true],
      ['last', true],
    ]);
    expect(results.get('bad')?.output.split('\n').sort()).toEqual(['', 'to err', 'to out']);
  });

  test('a program that does not exist fails and is named', async () => {
    const results = await run([{ name: 'absent', command: ['no-such-program'], mend: 'install it' }]);
    expect(results.get('absent')).toMatchObject({ passed: false, output: expect.stringContaining('no-such-program') });
  });

  test('a step killed by a signal fails', async () => {
    const results = await run([node('killed', 'process.kill(process.pid, "SIGKILL")')]);
    expect(results.get('killed')?.passed).toBe(false);
  });

  test('with one lane the steps end in their order', async () => {
    const steps = ['a', 'b', 'c'].map((name) => node(name, ''));
    expect([...(await run(steps, 1)).keys()]).toEqual(['a', 'b', 'c']);
  });
});
