import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { comment, commentMarker, hasNews } from '../../src/reports/comment.ts';
import { hostileRun } from './hostile.ts';
import { placeOf, ruleOf, runOf, verdictOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

const fileUrl = (file: string, line: number) => `https://github.com/acme/shop/blob/abc/${encodeURI(file)}#L${line}`;

/** A run with one finding that is known and as many new ones as are wanted. */
function runWith(news: number): Run {
  const rule = ruleOf('root-user', 'high', 'Runs as root');
  const source = Array.from({ length: news + 1 }, (_, index) => `user: root # ${index}\n`).join('');
  const target = { id: 'compose:c.yaml', kind: 'compose', name: 'c.yaml', file: 'c.yaml', errors: [], notices: [] };
  const verdicts = Array.from({ length: news + 1 }, (_, index) => ({
    ...verdictOf(rule, 'fail', placeOf('c.yaml', source, 'root', index + 1), {
      container: `web${index}`,
      target: target.id,
      message: `web${index} runs as root.`,
    }),
    baseline: index === 0 ? ('unchanged' as const) : ('new' as const),
  }));
  const run = runOf({ rules: [rule], targets: [{ ...target, subjects: [] }], verdicts, sources: { 'c.yaml': source } });
  return { ...run, baseline: { source: 'main', new: news, unchanged: 1, mended: [] } };
}

test('says the decision, what is new with links to the lines, and nothing of what is known', () => {
  const text = comment(runWith(2), { fileUrl, runUrl: 'https://github.com/acme/shop/actions/runs/1' });
  expect(text.split('\n').slice(0, 4)).toEqual([
    commentMarker(),
    '## Seaworthy',
    '',
    expect.stringMatching(/^⛔ \*\*DENY\*\*: /),
  ]);
  expect(text).toContain('3 high; 2 new; 0 mended');
  expect(text).toContain('| [`c.yaml:2`](https://github.com/acme/shop/blob/abc/c.yaml#L2) | web1 runs as root. |');
  expect(text).not.toContain('web0');
  expect(text).toContain('1 known finding of the baseline not shown.');
  expect(text.trimEnd().endsWith('[Everything that was found](https://github.com/acme/shop/actions/runs/1)')).toBe(
    true,
  );
});

test('says what was mended', () => {
  const run = runWith(0);
  const mended = [{ rule: 'latest-tag', target: 'compose:c.yaml', subject: 'db', identity: '0', message: 'x' }];
  const text = comment({ ...run, baseline: { source: 'main', new: 0, unchanged: 1, mended } });
  expect(text).toContain('- `latest-tag` on `db`');
});

test('the same run gives the same text', () => {
  expect(comment(shopRun(), { fileUrl })).toBe(comment(shopRun(), { fileUrl }));
});

test.each([65_000, 5000, 1000, 200])('stays within %d characters and says what is left out', (maxLength) => {
  const text = comment(runWith(1000), { fileUrl, maxLength });
  expect(text.length).toBeLessThanOrEqual(maxLength);
  expect(text.startsWith(`${commentMarker()}\n`)).toBe(true);
  if (maxLength >= 1000) expect(text).toMatch(/\n\d+ more new findings are in the report files\.\n/);
  // No row is cut in two.
  for (const line of text.split('\n').filter((one) => one.startsWith('|'))) expect(line.endsWith(' |')).toBe(true);
});

test('steps with different headings have different markers, whatever stands in them', () => {
  const headings = ['Seaworthy', 'Seaworthy: deploy', 'Seaworthy: --> <script>'];
  const markers = headings.map(commentMarker);
  expect(new Set(markers).size).toBe(3);
  for (const marker of markers) expect(marker).toMatch(/^<!-- seaworthy-comment [0-9a-f]{16} -->$/);
});

test('hostile text stays text', () => {
  const text = comment(hostileRun(), { heading: '<b>@all</b> #1', fileUrl });
  expect(text.length).toBeLessThanOrEqual(65_000);
  expect(text).not.toMatch(/<(?!!-- seaworthy-comment|\/?(?:details|summary|code)>)/);
  expect(text).not.toMatch(/@(?!&#8203;)\w/);
  expect(text).not.toContain('##[');
  expect(text).not.toMatch(/^\s*::/m);
  expect(text).not.toContain('](http://evil');
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e\u2066]/);
});

describe('whether there is anything to say', () => {
  test('of known findings that are tolerated there is not', () => {
    const run = runWith(0);
    expect(hasNews({ ...run, decision: { action: 'ALLOW', reasons: [], exitCode: 0 } })).toBe(false);
  });

  test.each<[string, (run: Run) => Run]>([
    ['a gate that failed', (run) => ({ ...run, decision: { action: 'DENY', reasons: [], exitCode: 1 } })],
    ['a target that was not read', (run) => ({ ...run, summary: { ...run.summary, errors: 1 } })],
    [
      'what was mended',
      (run) => ({
        ...run,
        baseline: {
          ...{ source: 'main', new: 0, unchanged: 0 },
          mended: [{ rule: 'x', target: 'y', subject: 'z', identity: '0', message: '' }],
        },
      }),
    ],
    ['what is new', (run) => ({ ...run, verdicts: runWith(1).verdicts })],
  ])('%s is', (_, change) => {
    const quiet: Run = { ...runWith(0), decision: { action: 'ALLOW', reasons: [], exitCode: 0 } };
    expect(hasNews(change(quiet))).toBe(true);
  });
});
