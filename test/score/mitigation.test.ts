// When a threat counts as mitigated, shown on a small model in which every control is a fact of its own.
import { expect, test } from 'vitest';
import type { Location } from '../../src/model/location.ts';
import type { FactAnswer, SubjectEvidence, ThreatModel, ThreatScore } from '../../src/model/risk.ts';
import { openScorer } from '../../src/score/risk.ts';

const at: Location = { file: 'compose.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
const OPEN = [{ fact: 'container.user', reason: '${WHO} has no value', hint: 'give it one' }];
const POLICY = [{ fact: 'policy.allowedCommands', reason: 'the policy does not say it' }];

/** Each control is in force by `yes`, partial by `half`, absent by `no`, and otherwise cannot be told. */
const names = { A: 3, B: 2, C: 1, D: 1 };
const model: ThreatModel = {
  file: 'threat-model.yaml',
  efforts: {},
  facts: [...Object.keys(names).flatMap((id) => ['yes', 'half', 'no'].map((word) => `${word}${id}`)), 'theft'].map(
    (id) => ({ id, when: { container: 'true' } }),
  ),
  controls: Object.keys(names).map((id) => ({
    id,
    name: id,
    fix: 'Do it.',
    effort: 'small',
    states: {
      container: {
        absent: { all: [`no${id}`] },
        inForce: { all: [`yes${id}`] },
        partial: { all: [`half${id}`] },
        otherwise: 'it cannot be seen',
      },
    },
  })),
  threats: [
    {
      id: 'T001',
      name: 'Theft',
      impact: 3,
      probability: 1,
      imageProbability: 1,
      controls: names,
      factors: [{ effect: 'raise', when: { all: ['theft'] }, says: 'It was seen.', voids: ['A'] }],
    },
  ],
};
const scorer = openScorer(model);

function score(facts: Readonly<Record<string, FactAnswer['answer']>>): ThreatScore {
  const known = model.facts.map(({ id }): [string, FactAnswer] => [id, { answer: facts[id] ?? false, at }]);
  const evidence: SubjectEvidence = {
    target: 'compose:compose.yaml',
    subject: { kind: 'container', id: 'app', name: 'app' },
    declared: at,
    source: 'compose',
    facts: new Map(known),
    rules: new Map(),
  };
  const [threat] = scorer.score(evidence).threats;
  if (threat === undefined) throw new Error('nothing was scored');
  return threat;
}

test('three quarters of the weight that could be assessed mitigate, less does not', () => {
  expect(score({ yesA: true, yesB: true, noC: true, noD: true })).toMatchObject({ mitigated: false, coverage: 0.71 });
  expect(score({ yesA: true, yesB: true, halfC: true, noD: true })).toMatchObject({ mitigated: true, coverage: 0.79 });
  expect(score({ yesA: true, yesB: true, halfC: true, noD: true }).score).toBe(0.9);
});

test('too little that could be assessed mitigates nothing, and is said', () => {
  expect(score({ yesA: true })).toMatchObject({ mitigated: false, coverage: 1, insufficientEvidence: true, score: 3 });
  expect(score({ yesA: true, yesC: true })).toMatchObject({ mitigated: true, insufficientEvidence: false });
});

test('to learn that a control is absent does not make up for what cannot be assessed', () => {
  expect(score({ yesA: true, noD: true })).toMatchObject({ mitigated: false, coverage: 0.75 });
});

test('what is left open counts as absent when mitigation is decided, and only then', () => {
  const open = score({ yesA: true, yesC: true, noB: OPEN });
  expect(open).toMatchObject({ mitigated: false, coverage: 1, insufficientEvidence: true });
  expect(open.controls.find(({ id }) => id === 'B')).toMatchObject({
    state: 'not-assessable',
    open: true,
    reason: '${WHO} has no value',
    hint: 'give it one',
  });
});

test('what a policy does not say, and what nobody could know, is left out', () => {
  const silent = score({ yesA: true, yesC: true, noB: POLICY });
  expect(silent.mitigated).toBe(true);
  expect(silent.controls.find(({ id }) => id === 'B')).toEqual({
    id: 'B',
    name: 'B',
    weight: 2,
    state: 'not-assessable',
    voided: false,
    reason: 'it cannot be seen',
  });
});

test('a control that may be absent is not in force', () => {
  expect(score({ yesA: true, noA: OPEN }).controls[0]).toMatchObject({ id: 'A', state: 'not-assessable' });
  expect(score({ halfA: true, yesA: OPEN }).controls[0]).toMatchObject({ id: 'A', state: 'partial' });
});

test('a voided decisive control undoes the mitigation', () => {
  const all = { yesA: true, yesB: true, yesC: true, yesD: true };
  expect(score(all)).toMatchObject({ mitigated: true, probability: 1, score: 0.9 });
  expect(score({ ...all, theft: true })).toMatchObject({ mitigated: false, probability: 2, score: 6, coverage: 0.57 });
});
