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
import { judgeControls } from '../../src/score/controls.ts';
import { privateKey, tokens } from '../parse/secrets/samples.ts';

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

function verdictsOf(text: string, rule?: string): readonly Verdict[] {
  const profile = policies.profiles.get('default');
  if (profile === undefined) throw new Error('there is no profile default');
  const rules = policies.rules.filter(({ id }) => rule === undefined || id === rule);
  if (rules.length === 0) throw new Error(`there is no rule ${rule}`);
  const reading = readDockerfileText({ text, label: 'Dockerfile' }, { target: '', args: {}, builds: [] });
  expect(reading.errors).toEqual([]);
  const target = { id: 'dockerfile:Dockerfile', kind: 'dockerfile', name: 'Dockerfile', ...reading };
  return judge(rules, [target], { profile, compiler: policies.compiler });
}

describe.each(groups)('$rule', ({ rule, cases }) => {
  it.each(cases)('$note', ({ dockerfile, outcome, lines = [], severity }) => {
    const verdicts = verdictsOf(dockerfile, rule);
    const failed = verdicts.filter((verdict) => verdict.outcome === 'fail');
    const worst = (['fail', 'unknown', 'pass'] as const).find((known) => verdicts.some((v) => v.outcome === known));
    expect(worst ?? 'none').toBe(outcome);
    expect(failed.map((verdict) => verdict.location.startLine)).toEqual(lines);
    if (severity !== undefined) expect(failed.map((verdict) => verdict.severity)).toEqual([severity]);
  });
});

describe('a credential in a Dockerfile', () => {
  const key = `RUN <<EOF cat > /key\n${privateKey()}\nEOF\nRUN rm /key`;
  const web = tokens.find(([type]) => type === 'json-web-token')?.[1];

  it.each([
    ['a private key that a later layer removes', key, 'high'],
    ['a web token', `RUN tool login ${web}`, 'medium'],
  ])('%s', (_what, lines, severity) => {
    const failed = verdictsOf(`FROM debian:12\n${lines}\n`, 'secret-in-dockerfile').filter((v) => v.outcome === 'fail');
    expect(failed.map((verdict) => verdict.severity)).toEqual([severity]);
    expect(controlOf('4.10', lines)).toBe('fail');
  });
});

describe('a control that a Dockerfile can only be seen to break', () => {
  it.each([
    ['4.5', 'ENV DOCKER_CONTENT_TRUST=1', 'manual'],
    ['4.5', 'ENV DOCKER_CONTENT_TRUST=0', 'fail'],
    ['4.8', 'RUN chmod a-s /usr/bin/passwd', 'manual'],
    ['4.8', 'RUN chmod u+s /usr/bin/passwd', 'fail'],
  ])('%s with %s is %s', (control, line, status) => {
    expect(controlOf(control, line)).toBe(status);
  });
});

function controlOf(id: string, lines: string): string | undefined {
  const framework = policies.frameworks.find((known) => known.id === 'cis-docker-1.6.0');
  if (framework === undefined) throw new Error('there is no framework cis-docker-1.6.0');
  const verdicts = verdictsOf(`FROM debian:12\n${lines}\n`);
  const results = judgeControls([framework], { verdicts, disabledRules: [], incomplete: false });
  return results.find((result) => result.id === id)?.status;
}
