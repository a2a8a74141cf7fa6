// Dockerfiles on which checkers are easily wrong: each is read by the real input and judged by the rules that ship.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDockerfileText } from '../../src/inputs/dockerfile/read-text.ts';
import type { Severity } from '../../src/model/severity.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { judge } from '../../src/rules/judge.ts';
import { loadPolicies, type Policies } from '../../src/rules/load.ts';

interface Case {
  readonly note: string;
  readonly dockerfile: string;
  /** The worst verdict of the rule; `none` when it has nothing to judge. */
  readonly outcome: Verdict['outcome'] | 'none';
  readonly lines?: readonly number[];
  readonly severity?: Severity;
}

interface Group {
  readonly rule: string;
  readonly cases: readonly Case[];
}

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const groups = parse(readFileSync(`${here}/peer-cases-dockerfile.yaml`, 'utf8')) as readonly Group[];

let policies: Policies;
beforeAll(async () => {
  policies = await loadPolicies({ root, cwd: root });
});

function verdictsOf(rule: string, text: string): readonly Verdict[] {
  const profile = policies.profiles.get('default');
  if (profile === undefined) throw new Error('there is no profile default');
  const known = policies.rules.find(({ id }) => id === rule);
  if (known === undefined) throw new Error(`there is no rule ${rule}`);
  const reading = readDockerfileText({ text, label: 'Dockerfile' }, { target: '', args: {}, builds: [] });
  expect(reading.errors).toEqual([]);
  const target = { id: 'dockerfile:Dockerfile', kind: 'dockerfile', name: 'Dockerfile', ...reading };
  return judge([known], [target], { profile, compiler: policies.compiler });
}

describe.each(groups)('$rule', ({ rule, cases }) => {
  it.each(cases)('$note', ({ dockerfile, outcome, lines = [], severity }) => {
    const verdicts = verdictsOf(rule, dockerfile);
    const failed = verdicts.filter((verdict) => verdict.outcome === 'fail');
    const worst = (['fail', 'unknown', 'pass'] as const).find((known) => verdicts.some((v) => v.outcome === known));
    expect(worst ?? 'none').toBe(outcome);
    expect(failed.map((verdict) => verdict.location.startLine)).toEqual(lines);
    if (severity !== undefined) expect(failed.map((verdict) => verdict.severity)).toEqual([severity]);
  });
});
