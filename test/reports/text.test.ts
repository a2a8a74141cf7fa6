import { describe, expect, test } from 'vitest';
import { text } from '../../src/reports/text.ts';
import { columns } from '../../src/reports/text-layout.ts';
import { defaultProfile, placeOf, ruleOf, runOf, verdictOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

const plain = (width: number) => ({ width, colour: false });
const place = { file: 'a.yaml', startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 };

describe('the text report', () => {
  test('reads like this on a terminal of 80 columns', async () => {
    await expect(text(shopRun(), plain(80))).toMatchFileSnapshot('golden/shop-80.txt');
  });

  test('reads like this on a terminal of 120 columns', async () => {
    await expect(text(shopRun(), plain(120))).toMatchFileSnapshot('golden/shop-120.txt');
  });

  test.each([40, 60, 80, 100, 140])('has no line wider than %i columns but the last', (width) => {
    const lines = text(shopRun(), plain(width)).trimEnd().split('\n').slice(0, -1);
    expect(lines.filter((line) => columns(line) > width)).toEqual([]);
  });

  test('says the same with colour as without', () => {
    const coloured = text(shopRun(), { width: 100, colour: true });
    expect(coloured).toContain('\x1b[31m');
    expect(coloured.replace(/\x1b\[[\d;]*m/g, '')).toBe(text(shopRun(), plain(100)));
  });

  test('says errors first and the decision last', () => {
    const lines = text(shopRun(), plain(100)).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ERROR examples\/broken/);
    expect(lines.at(-1)).toMatch(/^DENY: /);
  });

  test('names what was examined when nothing was found', () => {
    const run = runOf({
      targets: [{ id: 't', kind: 'compose', name: 'a', file: 'a.yaml', subjects: [], errors: [], notices: [] }],
    });
    expect(text(run, plain(80))).toBe(
      'No findings in\n  a.yaml\n\n1 target: no findings\nALLOW: no finding at or above high (profile default)\n',
    );
  });

  test('lists a waived verdict under waived and not under findings', () => {
    const report = text(shopRun(), plain(100));
    const [findings = '', rest = ''] = report.split('Waived (1)');
    expect(findings).not.toMatch(/writable-root.*db|db \(line 17\)\n\s+low/);
    expect(rest).toMatch(/writable-root\s+examples\/shop\/compose.yaml: db \(line 17\)/);
  });

  test('says a fix once per file, however many subjects need it', () => {
    const rule = ruleOf('no-limit', 'medium', 'No limit', { fix: 'Set one.' });
    const verdicts = ['a', 'b', 'c'].map((container, index) =>
      verdictOf(rule, 'fail', { ...place, startLine: index + 1, endLine: index + 1 }, { container }),
    );
    const target = {
      id: 'compose:a.yaml',
      kind: 'compose',
      name: 'a',
      file: 'a.yaml',
      subjects: [],
      errors: [],
      notices: [],
    };
    const report = text(runOf({ rules: [rule], targets: [target], verdicts }), plain(100));
    expect(report.match(/fix: Set one\./g)).toHaveLength(1);
    expect(report.match(/no-limit/g)).toHaveLength(3);
  });

  test('counts the places of one rule beyond the fifth instead of quoting them', () => {
    const rule = ruleOf('open-port', 'low', 'Open');
    const verdicts = Array.from({ length: 9 }, (_, index) =>
      verdictOf(
        rule,
        'fail',
        { ...place, startLine: index + 1, endLine: index + 1 },
        { container: 'a', element: `ports[${index}]` },
      ),
    );
    const target = {
      id: 'compose:a.yaml',
      kind: 'compose',
      name: 'a',
      file: 'a.yaml',
      subjects: [],
      errors: [],
      notices: [],
    };
    const report = text(runOf({ rules: [rule], targets: [target], verdicts }), plain(100));
    expect(report).toContain('and 4 more: a.yaml:6, a.yaml:7, a.yaml:8, a.yaml:9');
  });

  test('groups unknowns: a reason and its hint are said once for all subjects', () => {
    const report = text(shopRun(), plain(120));
    expect(report.match(/the image decides and was not scanned/g)).toHaveLength(1);
    expect(report.match(/to know: build or pull/g)).toHaveLength(1);
    expect(report).toContain('proxy (line 5), db (line 17)');
  });

  test('names at most twelve subjects of an unknown and counts the rest', () => {
    const rule = ruleOf('root-user', 'high', 'Runs as root');
    const missing = [{ fact: 'container.uid', reason: 'the image decides' }];
    const verdicts = Array.from({ length: 40 }, (_, index) =>
      verdictOf(rule, 'unknown', { ...place, startLine: index + 1 }, { container: `c${index}`, missing }),
    );
    const target = {
      id: 'compose:a.yaml',
      kind: 'compose',
      name: 'a',
      file: 'a.yaml',
      subjects: [],
      errors: [],
      notices: [],
    };
    const report = text(runOf({ rules: [rule], targets: [target], verdicts }), plain(100));
    expect(report).toContain('c0, c1, c2');
    expect(report).toContain('and 28 more');
    expect(report).not.toContain('c30');
  });

  test('says all instead of a list when every subject of a target is unknown', () => {
    const rule = ruleOf('root-user', 'high', 'Runs as root');
    const names = ['a', 'b', 'c', 'd'];
    const subjects = names.map((name) => ({ kind: 'container' as const, id: name, name }));
    const target = {
      id: 'compose:a.yaml',
      kind: 'compose',
      name: 'a',
      file: 'a.yaml',
      subjects,
      errors: [],
      notices: [],
    };
    const missing = [{ fact: 'container.uid', reason: 'the image decides' }];
    const verdicts = names.map((container) => verdictOf(rule, 'unknown', place, { container, missing }));
    expect(text(runOf({ rules: [rule], targets: [target], verdicts }), plain(100))).toMatch(/root-user {2}all 4\n/);
    expect(text(runOf({ rules: [rule], targets: [target], verdicts: verdicts.slice(1) }), plain(100))).toMatch(
      /root-user {2}b \(line 2\), c/,
    );
  });

  test('quotes a line that several subjects share once', () => {
    const rule = ruleOf('host-pid', 'high', 'Host processes');
    const subjects = ['a', 'b'].map((name) => ({ kind: 'container' as const, id: name, name }));
    const target = {
      id: 'compose:a.yaml',
      kind: 'compose',
      name: 'a',
      file: 'a.yaml',
      subjects,
      errors: [],
      notices: [],
    };
    const verdicts = ['a', 'b'].map((container) =>
      verdictOf(rule, 'fail', place, { container, message: `${container} sees.` }),
    );
    const report = text(
      runOf({ rules: [rule], targets: [target], verdicts, sources: { 'a.yaml': 'x: &x\n  pid: host\n' } }),
      plain(100),
    );
    expect(report.split('\n').slice(0, 5)).toEqual([
      'a.yaml',
      '  a, b',
      '    high      host-pid  Host processes.',
      '           2 |   pid: host',
      '             |   ^^^',
    ]);
  });

  test('never quotes a line that looks as if it held a secret, though no rule points at it', () => {
    const other = ruleOf('other', 'low', 'Other');
    const source = 'environment:\n  DB_PASSWORD: "hunter2-hunter2" # debug\n';
    const verdicts = [verdictOf(other, 'fail', placeOf('a.yaml', source, 'debug'), { container: 'a' })];
    const target = {
      id: 'compose:a.yaml',
      kind: 'compose',
      name: 'a',
      file: 'a.yaml',
      subjects: [],
      errors: [],
      notices: [],
    };
    const report = text(
      runOf({ rules: [other], targets: [target], verdicts, sources: { 'a.yaml': source } }),
      plain(100),
    );
    expect(report).not.toContain('hunter2');
    expect(report).toContain('line 2, not quoted because it holds a secret');
  });

  test('never quotes a line that a rule about secrets points at, not even for another rule', () => {
    const secret = ruleOf('secret', 'high', 'Secret', { secret: true });
    const other = ruleOf('other', 'low', 'Other');
    const source = 'environment:\n  PASSWORD: hunter2 # debug\n  KEY: |\n    s3cret\n';
    const target = {
      id: 'compose:a.yaml',
      kind: 'compose',
      name: 'a',
      file: 'a.yaml',
      subjects: [],
      errors: [],
      notices: [],
    };
    const verdicts = [
      verdictOf(secret, 'fail', placeOf('a.yaml', source, 'hunter2'), { container: 'a', waiver: { reason: 'known' } }),
      verdictOf(secret, 'fail', { ...place, startLine: 3, endLine: 4, endColumn: 10 }, { container: 'a' }),
      verdictOf(other, 'fail', placeOf('a.yaml', source, 'debug'), { container: 'a' }),
      verdictOf(other, 'fail', placeOf('a.yaml', source, 's3cret'), { container: 'a' }),
      verdictOf(other, 'fail', placeOf('a.yaml', source, 'environment'), { container: 'a' }),
    ];
    const report = text(
      runOf({ rules: [secret, other], targets: [target], verdicts, sources: { 'a.yaml': source } }),
      plain(100),
    );
    expect(report).not.toMatch(/hunter2|s3cret/);
    expect(report).toContain('line 3, not quoted because it holds a secret');
    expect(report).toContain('1 | environment:');
  });

  test('always lists expired and unused waivers and rules that are switched off', () => {
    const report = text(shopRun(), plain(120));
    expect(report).toMatch(/expired {3}privileged-port for proxy {2}\.seaworthy\.yaml:9/);
    expect(report).toMatch(/unused {4}root-user/);
    expect(report).toContain('Switched off by the policy (profile default)\n    untrusted-registry');
  });

  test('says MONITOR when the policy only watches', () => {
    const run = runOf({ ...shopIngredients(), profile: { ...defaultProfile, enforcement: 'monitor' } });
    expect(text(run, plain(100)).trimEnd().split('\n').at(-1)).toMatch(/^MONITOR: 1 finding at or above high/);
  });
});

function shopIngredients() {
  const rule = ruleOf('privileged-container', 'critical', 'Privileged');
  const target = {
    id: 'compose:a.yaml',
    kind: 'compose',
    name: 'a',
    file: 'a.yaml',
    subjects: [],
    errors: [],
    notices: [],
  };
  return { rules: [rule], targets: [target], verdicts: [verdictOf(rule, 'fail', place, { container: 'a' })] };
}
