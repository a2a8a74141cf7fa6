// What holds of every score, whatever the evidence: a failing fact never lowers it, nor does one that is left open; order says nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Location } from '../../src/model/location.ts';
import type {
  Condition,
  FactAnswer,
  RuleAnswer,
  ScoredKind,
  SubjectEvidence,
  SubjectRisk,
} from '../../src/model/risk.ts';
import { levelOf } from '../../src/score/rate.ts';
import { model, scorer } from './scored.ts';

const at: Location = { file: 'compose.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
const OPEN = [{ fact: 'container.user', reason: 'it is not known' }];

/** What a subject is, which is neither good nor bad. */
const NEUTRAL = ['windows', 'service', 'declared'];
/** Good when true, beside what can be written. */
const SEEN_GOOD = [
  'apparmorDefault',
  'batchJob',
  'cpuSeconds',
  'cpuShares',
  'localLog',
  'netRawDropped',
  'noInterpreter',
  'noPrivilegedFiles',
  'ownNetwork',
  'pinned',
  'seccompDefault',
  'secretFiles',
  'selinuxType',
  'unreachable',
  'userNamespace',
  'vmRuntime',
];
const facts = model.facts.map(({ id }) => id);
const good = model.facts.flatMap(({ id, write }) => (write !== undefined || SEEN_GOOD.includes(id) ? [id] : []));
const bad = facts.filter((id) => !good.includes(id) && !NEUTRAL.includes(id));
const rules = [...new Set(conditions().flatMap(namesOf))].filter((name) => !facts.includes(name)).sort();

function conditions(): Condition[] {
  const states = model.controls.flatMap((control) => Object.values(control.states));
  return [
    ...model.threats.flatMap((threat) => threat.factors.map(({ when }) => when)),
    ...states.flatMap(({ notApplicable, absent, inForce, partial }) => [notApplicable, absent, inForce, partial]),
  ].filter((condition) => condition !== undefined);
}

function namesOf({ all = [], any = [], none = [], passed = [] }: Condition): string[] {
  return [...all, ...any, ...none, ...passed];
}

const truth = fc.constantFrom(true, false, OPEN);
const answer: fc.Arbitrary<RuleAnswer> = fc
  .record({ outcome: fc.constantFrom('pass', 'fail', 'unknown'), phase: fc.constantFrom('', 'start', 'build') })
  .map((one) => ({ ...one, at, ...(one.outcome === 'unknown' ? { missing: OPEN } : {}) }));

/** Evidence in which failures are rare, so that mitigation can be seen. */
const evidence: fc.Arbitrary<SubjectEvidence> = fc
  .record({
    kind: fc.constantFrom<ScoredKind>('container', 'container', 'image', 'stage'),
    facts: fc.tuple(
      ...facts.map((id) =>
        good.includes(id)
          ? fc.oneof(fc.constant(true), truth)
          : fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, truth),
      ),
    ),
    rules: fc.dictionary(fc.constantFrom(...rules), fc.array(answer, { maxLength: 2 }), { maxKeys: 5 }),
  })
  .map(({ kind, facts: values, rules: said }) => ({
    target: 'compose:compose.yaml',
    subject: { kind, id: 'app', name: 'app' },
    declared: at,
    source: 'compose',
    facts: new Map(facts.map((id, index): [string, FactAnswer] => [id, { answer: values[index] ?? OPEN, at }])),
    rules: new Map(Object.entries(said)),
  }));

function withFact(one: SubjectEvidence, id: string, value: FactAnswer['answer']): SubjectEvidence {
  return { ...one, facts: new Map(one.facts).set(id, { answer: value, at }) };
}

function withAnswer(one: SubjectEvidence, rule: string, ...added: readonly RuleAnswer[]): SubjectEvidence {
  return { ...one, rules: new Map(one.rules).set(rule, added) };
}

function scoresOf(risk: SubjectRisk): Map<string, number> {
  return new Map(risk.threats.map(({ id, score }) => [id, score]));
}

/** No threat scores lower in the second. */
function expectNoLower(before: SubjectEvidence, after: SubjectEvidence): void {
  const now = scoresOf(scorer.score(after));
  for (const [id, score] of scoresOf(scorer.score(before)))
    expect([id, now.get(id) ?? 0]).toEqual([id, Math.max(score, now.get(id) ?? 0)]);
}

test('every fact named here is one of the model', () => {
  expect([...NEUTRAL, ...SEEN_GOOD].filter((id) => !facts.includes(id))).toEqual([]);
});

describe('a failing fact never lowers a score', () => {
  test('a rule that fails besides', () => {
    fc.assert(
      fc.property(evidence, fc.constantFrom(...rules), fc.constantFrom('', 'start', 'build'), (one, rule, phase) => {
        const known = one.rules.get(rule) ?? [];
        expectNoLower(one, withAnswer(one, rule, ...known, { outcome: 'fail', at, phase }));
      }),
      { numRuns: 1000 },
    );
  });

  test('a fact that is bad, or a good one that is not there', () => {
    fc.assert(
      fc.property(evidence, fc.constantFrom(...bad, ...good), (one, id) => {
        const isBad = bad.includes(id);
        expectNoLower(withFact(one, id, !isBad), withFact(one, id, isBad));
        expectNoLower(withFact(one, id, OPEN), withFact(one, id, isBad));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what is not known never lowers a score', () => {
  test('in place of what is good', () => {
    fc.assert(
      fc.property(evidence, fc.constantFrom(...bad, ...good), (one, id) => {
        expectNoLower(withFact(one, id, good.includes(id)), withFact(one, id, OPEN));
      }),
      { numRuns: 2000 },
    );
  });

  test('in place of a rule that passes', () => {
    fc.assert(
      fc.property(evidence, fc.constantFrom(...rules), (one, rule) => {
        const open = { outcome: 'unknown', at, phase: '', missing: OPEN } as const;
        expectNoLower(withAnswer(one, rule, { outcome: 'pass', at, phase: '' }), withAnswer(one, rule, open));
      }),
      { numRuns: 1000 },
    );
  });

  test('of a setting, whatever its value was: it mitigates nothing', () => {
    const settings = model.facts.flatMap(({ id, write }) => (write === undefined ? [] : [id]));
    fc.assert(
      fc.property(evidence, fc.constantFrom(...settings), fc.boolean(), (one, id, value) => {
        const mitigated = (from: SubjectEvidence) =>
          scorer.score(from).threats.flatMap((threat) => (threat.mitigated ? [threat.id] : []));
        const known = mitigated(withFact(one, id, value));
        // A control may be assessed by nature or not at all; what is open in it adds nothing.
        const open = mitigated(withFact(one, id, OPEN)).filter((threat) => !known.includes(threat));
        expect(open).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a score', () => {
  test('does not depend on order and repeats', () => {
    fc.assert(
      fc.property(evidence, (one) => {
        const turned = {
          ...one,
          facts: new Map([...one.facts].reverse()),
          rules: new Map([...one.rules].reverse().map(([rule, answers]) => [rule, [...answers, ...answers].reverse()])),
        };
        expect(scorer.score(turned)).toEqual(scorer.score(one));
      }),
    );
  });

  test('is impact x probability x 0.3 if mitigated, and that of a subject the highest', () => {
    fc.assert(
      fc.property(evidence, (one) => {
        const risk = scorer.score(one);
        for (const { impact, probability, mitigated, score, level } of risk.threats) {
          expect(score).toBeCloseTo(impact * probability * (mitigated ? 0.3 : 1), 9);
          expect(level).toBe(levelOf(score));
        }
        expect(risk.score).toBe(Math.max(...risk.threats.map(({ score }) => score)));
      }),
    );
  });

  test('has a line for every fact that moved it', () => {
    fc.assert(
      fc.property(evidence, (one) => {
        const moved = scorer.score(one).threats.flatMap((threat) => threat.evidence);
        expect(moved.filter(({ locations }) => locations.length === 0)).toEqual([]);
      }),
    );
  });

  test('of an image alone is below HIGH where nothing raises or forces it', () => {
    fc.assert(
      fc.property(evidence, (one) => {
        const image = { ...one, subject: { ...one.subject, kind: 'image' as const } };
        for (const { evidence: moved, score } of scorer.score(image).threats)
          if (moved.every(({ effect }) => effect === 'lower')) expect(score).toBeLessThan(5);
      }),
    );
  });

  test.each([
    [9, 'CRITICAL'],
    [7, 'CRITICAL'],
    [6.9, 'HIGH'],
    [5, 'HIGH'],
    [4.9, 'MEDIUM'],
    [3, 'MEDIUM'],
    [2.9, 'LOW'],
    [0, 'LOW'],
  ])('of %d is %s', (score, level) => {
    expect(levelOf(score)).toBe(level);
  });
});
