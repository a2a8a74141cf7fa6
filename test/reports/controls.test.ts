// The table of controls: what each status comes with, per target and over all.
import { describe, expect, test } from 'vitest';
import { controls } from '../../src/reports/controls.ts';
import { columns } from '../../src/reports/text-layout.ts';
import { placeOf, ruleOf, runOf, verdictOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

const plain = (width: number) => ({ width, colour: false });

describe('the table of controls', () => {
  test('reads like this', async () => {
    await expect(controls(shopRun(), plain(100))).toMatchFileSnapshot('golden/shop-controls.txt');
  });

  test.each([40, 60, 100, 140])('has no line wider than %i columns', (width) => {
    const lines = controls(shopRun(), plain(width)).split('\n');
    const wide = lines.filter((line) => columns(line) > width);
    expect(wide).toEqual([]);
  });

  test('says the same with colour as without', () => {
    const coloured = controls(shopRun(), { width: 100, colour: true });
    expect(coloured).toContain('\x1b[31m');
    expect(coloured.replace(/\x1b\[[\d;]*m/g, '')).toBe(controls(shopRun(), plain(100)));
  });

  const rule = ruleOf('root-user', 'high', 'Runs as root');
  const text = 'services:\n  web:\n    image: nginx\n';
  const at = placeOf('a.yaml', text, 'web:');
  const runWith = (rows: readonly { id: string; manual?: string }[], outcome: 'pass' | 'fail' | 'unknown') =>
    runOf({
      rules: [rule],
      frameworks: [
        {
          id: 'f',
          title: 'F',
          version: '1',
          short: 'F',
          file: 'f.yaml',
          controls: rows.map((row) => ({ ...row, title: `Title of ${row.id}`, rules: ['root-user'] })),
        },
      ],
      targets: ['a', 'b'].map((name) => ({
        id: `compose:${name}.yaml`,
        kind: 'compose',
        name,
        file: `${name}.yaml`,
        subjects: [],
        errors: [],
        notices: [],
      })),
      verdicts: [
        verdictOf(rule, outcome, at, {
          container: 'web',
          target: 'compose:a.yaml',
          ...(outcome === 'unknown'
            ? { missing: [{ fact: 'container.uid', reason: 'the image was not scanned', hint: 'scan the image too' }] }
            : {}),
        }),
      ],
    });

  test('shows a share with what it is a share of, or none', () => {
    expect(controls(runWith([{ id: '1' }], 'fail'), plain(80))).toContain(
      '0 of the 1 controls that are decided pass (0 %). Of 1 controls: 1 fail.',
    );
    expect(controls(runWith([{ id: '1' }], 'unknown'), plain(80))).toContain('No control is decided by this scan.');
  });

  test('names the rules and the target of a failure', () => {
    expect(controls(runWith([{ id: '1' }], 'fail'), plain(80))).toMatch(
      /1 +fail +Title of 1\n +root-user\n +in a\.yaml\n/,
    );
  });

  test('says what evidence is missing and how to give it', () => {
    const shown = controls(runWith([{ id: '1' }], 'unknown'), plain(80));
    expect(shown).toMatch(/cannot tell: the image was not scanned\n +to know: scan the image too\n +in a\.yaml\n/);
  });

  test('shows beside the reason of a manual control what rules found', () => {
    const shown = controls(runWith([{ id: '1', manual: 'A person decides.' }], 'pass'), plain(80));
    expect(shown).toMatch(
      /manual +Title of 1\n +evidence: 1 of 1 rules found nothing against it\n +A person decides\.\n/,
    );
  });

  test('shows names from files without what a terminal would obey', () => {
    const shown = controls(runWith([{ id: '\x1b[31m::error::' }], 'fail'), plain(80));
    expect(shown).not.toMatch(/\x1b/);
    expect(shown).not.toMatch(/^\s*::error/m);
  });
});
