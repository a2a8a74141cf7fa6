import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { junit } from '../../src/reports/junit.ts';
import { visible } from '../../src/reports/visible-text.ts';
import { hostileRun } from './hostile.ts';
import { type Element, readXml } from './read-xml.ts';
import { ruleOf, runOf, verdictOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

const place = { file: 'a.yaml', startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 };
const rule = ruleOf('some-rule', 'high', 'Some', { fix: 'Mend\n  it.' });
const target = { id: 'compose:a.yaml', kind: 'compose', name: 'a', subjects: [], errors: [], notices: [] };

/** Every element of a name, at any depth. */
function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function numbers({ attributes }: Element): number[] {
  return ['tests', 'failures', 'errors', 'skipped'].map((name) => Number(attributes.get(name)));
}

describe('the JUnit report', () => {
  test('reads like this', async () => {
    await expect(junit(shopRun())).toMatchFileSnapshot('golden/shop-junit.xml');
  });

  test.each([
    ['the shop', shopRun()],
    ['hostile input', hostileRun()],
    ['nothing', runOf({})],
  ])('counts for %s what it holds', (_, run) => {
    const root = readXml(junit(run));
    for (const element of [root, ...all(root, 'testsuite')]) {
      const [tests, ...rest] = ['testcase', 'failure', 'error', 'skipped'].map((name) => all(element, name).length);
      expect(numbers(element)).toEqual([tests, ...rest]);
    }
    expect(all(root, 'testsuite').length).toBe(run.targets.length);
  });

  test('fails for findings alone, and says why a case was skipped', () => {
    const verdict = (outcome: 'fail' | 'pass' | 'unknown', container: string, more = {}) =>
      verdictOf(rule, outcome, place, { container, message: `${container}.`, ...more });
    const run = runOf({
      rules: [rule],
      targets: [target],
      verdicts: [
        verdict('fail', 'bad'),
        verdict('pass', 'good'),
        verdict('unknown', 'open'),
        verdict('fail', 'waived', { waiver: { reason: 'for a while' } }),
        verdict('fail', 'known', { baseline: 'unchanged' }),
        verdict('pass', 'pardoned', { waiver: { reason: 'for nothing' } }),
      ],
    });
    const cases = all(readXml(junit(run)), 'testcase').map(({ attributes, children: [child] }) => [
      attributes.get('name'),
      child?.name,
      child?.attributes.get('message'),
    ]);
    expect(cases).toEqual([
      ['some-rule: bad', 'failure', 'bad.'],
      ['some-rule: good', undefined, undefined],
      ['some-rule: open', 'skipped', 'open.'],
      ['some-rule: waived', 'skipped', 'waived: for a while'],
      ['some-rule: known', 'skipped', 'known from the baseline'],
      ['some-rule: pardoned', undefined, undefined],
    ]);
    expect(all(readXml(junit(run)), 'failure')[0]?.text).toBe('a.yaml:2 Fix: Mend it.');
  });

  test('makes an error of what could not be read, so that it is never clean', () => {
    const run = runOf({ targets: [{ ...target, errors: [{ message: 'a "tab" & <more>' }] }] });
    expect(all(readXml(junit(run)), 'error').map(({ attributes }) => attributes.get('message'))).toEqual([
      'a "tab" & <more>',
    ]);
  });

  test('is well-formed and says what was scanned, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        const run = runOf({
          rules: [rule],
          targets: [target],
          verdicts: [verdictOf(rule, 'fail', place, { container: 'web', message: text })],
        });
        const [failure] = all(readXml(junit(run)), 'failure');
        const shown = visible(text).replaceAll('\ufffe', '\\ufffe').replaceAll('\uffff', '\\uffff');
        expect(failure?.attributes.get('message')).toBe(shown);
      }),
      { numRuns: 1000, examples: [['##[add-mask]'], ['\ufffe\uffff\ud800'], ['&lt;"\'>']] },
    );
  });

  test('is not made long by a long text', () => {
    expect(junit(hostileRun()).length).toBeLessThan(60_000);
  });
});
