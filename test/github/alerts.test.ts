import { expect, test } from 'vitest';
import { findVanished } from '../../src/github/alerts.ts';
import { uploadSarif } from '../../src/github/upload-sarif.ts';
import { emptyRun, limitSarif } from '../../src/reports/sarif/limits.ts';
import { describeLog } from '../../src/reports/sarif.ts';
import { mergeSha } from '../fake-github/state.ts';
import { shopRun } from '../reports/shop.ts';
import { repository, withGithub } from './with-github.ts';

const main = { repository, ref: 'refs/heads/main' } as const;
const place = { ...main, sha: mergeSha } as const;

/** Uploads the runs of a small project, and answers with their categories. */
async function uploadShop(api: Parameters<typeof uploadSarif>[0]): Promise<string[]> {
  const { logs } = limitSarif(describeLog(shopRun(), { waived: false }));
  await uploadSarif(
    api,
    place,
    logs.map((log) => JSON.stringify(log)),
  );
  return logs.flatMap(({ runs }) => runs.map(({ automationDetails }) => automationDetails?.id ?? ''));
}

test('a target that is gone is closed by an empty run, once', async () => {
  const { api, github } = await withGithub();
  const categories = await uploadShop(api);
  const open = () => github.alerts(main.ref).filter(({ state }) => state === 'open');
  const gone = open()[0]?.category ?? '';
  const current = categories.filter((category) => category !== `${gone}/`);
  const ask = () => findVanished(api, main, { current, isGone: () => true });
  expect(await ask()).toEqual({ kind: 'done', categories: [gone] });
  const log = { version: '2.1.0', runs: [emptyRun(gone, shopRun().tool)] };
  await uploadSarif(api, place, [JSON.stringify(log)]);
  expect(open().filter(({ category }) => category === gone)).toEqual([]);
  expect(github.alerts(main.ref).some(({ category, state }) => category === gone && state === 'fixed')).toBe(true);
  expect(await ask()).toEqual({ kind: 'done', categories: [] });
});

test('what another step uploaded, another tool, or another reference is left alone', async () => {
  const { api, github } = await withGithub();
  const categories = await uploadShop(api);
  const bare = categories.map((category) => category.replace(/\/$/, ''));
  expect(await findVanished(api, main, { current: [], isGone: (category) => !bare.includes(category) })).toEqual({
    kind: 'done',
    categories: [],
  });
  const [analysis] = github.state.analyses;
  if (analysis === undefined) throw new Error('nothing was uploaded');
  github.state.analyses.push(
    { ...analysis, category: 'elsewhere' },
    { ...analysis, category: 'seaworthy/other', tool: 'X' },
  );
  expect(await findVanished(api, main, { current: bare, isGone: () => true })).toEqual({
    kind: 'done',
    categories: [],
  });
  const branch = { ...main, ref: 'refs/heads/next' };
  expect(await findVanished(api, branch, { current: [], isGone: () => true })).toEqual({
    kind: 'done',
    categories: [],
  });
});

test('a reference without any report has nothing to close, and a refusal is said', async () => {
  const { api, github, open } = await withGithub();
  expect(await findVanished(api, main, { current: [], isGone: () => true })).toEqual({ kind: 'done', categories: [] });
  github.state.tokens.set('ghs_x', { login: 'x[bot]', type: 'Bot', permissions: { contents: 'read' } });
  expect(await findVanished(open({ token: 'ghs_x' }), main, { current: [], isGone: () => true })).toMatchObject({
    kind: 'refused',
    isSetting: true,
    hint: expect.stringContaining('`security-events: read`'),
  });
});
