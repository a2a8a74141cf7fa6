// What is recommended for real inputs: the risk that each edit removes, in the order of the gain, with the line and the words.
import { describe, expect, test } from 'vitest';
import type { Recommendation } from '../../src/model/risk.ts';
import { recommend } from '../../src/score/recommend.ts';
import { whatIf } from '../../src/score/what-if.ts';
import { assess, type Input, model, policies, scorer, service } from './scored.ts';

const IMAGE = `image: registry.example.com/app:1.4@sha256:${'a'.repeat(64)}`;
const EFFORTS = ['small', 'medium', 'large'];

async function recommendFor(input: Input): Promise<Recommendation[]> {
  const evidence = await assess(input);
  return recommend(model, evidence, evidence.map(scorer.score), policies.rules);
}

async function mended(input: Input, ...names: string[]) {
  const evidence = await assess(input);
  return whatIf(model, evidence, evidence.map(scorer.score), names);
}

function find(all: readonly Recommendation[], id: string): Recommendation {
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is not recommended: ${all.map((one) => one.id).join(', ')}`);
  return found;
}

const LIMITED = ['mem_limit: 256m', 'cpus: 1'];

describe('recommendations', () => {
  test('are ordered by the risk removed, then by the effort', async () => {
    const all = await recommendFor(service([IMAGE, 'privileged: true', 'user: root', 'network_mode: host']));
    expect(all.length).toBeGreaterThan(3);
    const sorted = [...all].sort(
      (a, b) => b.removes - a.removes || EFFORTS.indexOf(a.effort) - EFFORTS.indexOf(b.effort),
    );
    expect(all.map(({ removes, effort }) => [removes, effort])).toEqual(
      sorted.map(({ removes, effort }) => [removes, effort]),
    );
    expect(all.filter(({ removes }) => removes <= 0)).toEqual([]);
  });

  test('say the line and the words of a failing rule', async () => {
    const all = await recommendFor(service([IMAGE, 'user: "1000:1000"', 'privileged: true']));
    const { edits, kind, removes, threats } = find(all, 'privileged-container');
    expect(kind).toBe('rule');
    expect(edits).toEqual([
      {
        location: expect.objectContaining({ file: 'compose.yaml', startLine: 5 }),
        write: policies.rules.find(({ id }) => id === 'privileged-container')?.fix.trim(),
      },
    ]);
    expect(removes).toBe(threats.reduce((sum, { from, to }) => sum + from - to, 0));
    expect(threats.map(({ id }) => id)).toContain('T001');
  });

  test('say what to write for what is missing, in the language of the file', async () => {
    const compose = find(await recommendFor(service([IMAGE, ...LIMITED])), 'pids');
    expect(compose).toMatchObject({ kind: 'setting', effort: 'small', threats: [{ id: 'T003', from: 6, to: 1.8 }] });
    expect(compose.edits).toMatchObject([
      { location: { file: 'compose.yaml', startLine: 2 }, write: 'pids_limit: 200' },
    ]);
    const line = find(await recommendFor({ run: 'docker run -d -m 256m --cpus 1 registry.example.com/app' }), 'pids');
    expect(line.edits).toMatchObject([{ location: { file: 'run:1' }, write: '--pids-limit 200' }]);
  });

  test('name what must be written together to put a control in force', async () => {
    const { edits, kind, threats } = find(await recommendFor(service([IMAGE])), 'C007');
    expect(kind).toBe('control');
    expect(edits.map(({ write }) => write)).toEqual(['mem_limit: 512m', 'cpus: 1', 'pids_limit: 200']);
    expect(threats).toEqual([{ id: 'T003', name: 'Resource Exhaustion', from: 6, to: 1.8 }]);
  });

  test('name together what forces a threat twice, since one of two removes nothing', async () => {
    const all = await recommendFor(
      service([IMAGE, 'privileged: true', 'volumes: ["/var/run/docker.sock:/var/run/docker.sock"]']),
    );
    const breakout = (one: Recommendation) => one.threats.find(({ id }) => id === 'T001');
    expect(all.filter(({ kind }) => kind === 'rule').map(breakout)).toEqual(
      all.filter(({ kind }) => kind === 'rule').map(() => undefined),
    );
    const both = find(all, 'T001');
    expect(breakout(both)).toMatchObject({ from: 9, to: 3 });
    expect(both.edits.map(({ location }) => location.startLine)).toEqual(expect.arrayContaining([4, 5]));
  });

  test('are the same for a subject alone and among others that are like it or nearly so', async () => {
    const inputs = [
      service([IMAGE, 'privileged: true']),
      service([IMAGE, 'privileged: true', 'pids_limit: 100']),
      service([IMAGE, 'privileged: true', 'pids_limit: "${LIMIT}"']),
      service([IMAGE, 'privileged: "${PRIVILEGED}"']),
      service(['image: other:1', 'privileged: true']),
      { run: 'docker run -d --privileged registry.example.com/app:1.4' },
    ];
    const apart = await Promise.all(inputs.map(recommendFor));
    const evidence = (await Promise.all(inputs.map(assess))).flatMap((one, index) =>
      one.map((subject) => ({ ...subject, target: `${index}` })),
    );
    const together = recommend(model, evidence, evidence.map(scorer.score), policies.rules);
    inputs.forEach((_input, index) => {
      const own = together.filter(({ target }) => target === `${index}`).map((one) => ({ ...one, target: '' }));
      expect(own).toEqual(apart[index]?.map((one) => ({ ...one, target: '' })));
    });
  });

  test('recommend nothing where nothing removes a risk', async () => {
    const secure = service(
      [
        IMAGE,
        'user: "10001:10001"',
        'read_only: true',
        'cap_drop: [ALL]',
        'security_opt: ["no-new-privileges:true"]',
        'networks: [back]',
        ...LIMITED,
        'pids_limit: 100',
        'entrypoint: [/app/server]',
        'command: []',
        'healthcheck: { test: [CMD, /app/check] }',
      ],
      'networks: { back: { internal: true } }',
    );
    expect(await recommendFor({ ...secure, policy: { allowedCommands: ['server', 'check'] } })).toEqual([]);
  });
});

describe('what if', () => {
  test('several settings are taken for written, and the other threats stay', async () => {
    const [answer] = await mended(service([IMAGE, ...LIMITED]), 'pids', 'readOnly');
    expect(answer).toMatchObject({ from: 6, fromLevel: 'HIGH', to: 6 });
    const moved = answer?.threats.filter(({ from, to }) => from !== to);
    expect(moved).toMatchObject([{ id: 'T003', from: 6, to: 1.8, level: 'LOW' }]);
  });

  test('is what a scan of the mended file says', async () => {
    const before = service([IMAGE, 'privileged: true', 'user: "1000:1000"']);
    const after = service([IMAGE, 'user: "1000:1000"', 'read_only: true', 'cap_drop: [ALL]']);
    const [answer] = await mended(before, 'privileged-container', 'readOnly', 'capDrop');
    const [risk] = (await assess(after)).map(scorer.score);
    expect(answer?.to).toBe(risk?.score);
    expect(answer?.threats.map(({ id, to }) => [id, to])).toEqual(risk?.threats.map(({ id, score }) => [id, score]));
  });

  test('a control may be taken for in force', async () => {
    const [answer] = await mended(service([IMAGE]), 'C007');
    expect(answer?.threats.find(({ id }) => id === 'T003')).toMatchObject({ from: 6, to: 1.8 });
  });

  test('never raises a risk, whatever is named', async () => {
    const input = service([IMAGE, 'privileged: true', 'network_mode: host']);
    const names = [...model.facts.filter(({ write }) => write !== undefined), ...model.controls].map(({ id }) => id);
    for (const name of names) {
      const [answer] = await mended(input, name);
      expect([name, answer?.threats.filter(({ from, to }) => to > from)]).toEqual([name, []]);
    }
  });
});
