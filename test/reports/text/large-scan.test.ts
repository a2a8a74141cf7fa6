// A scan of very many targets, parts of a whole, and files that nobody reads.
import { expect, test } from 'vitest';
import { text } from '../../../src/reports/text.ts';
import { ruleOf, runOf, verdictOf } from '../sample-run.ts';

const options = { width: 120, colour: false };
const place = (file: string, line: number) => ({ file, startLine: line, startColumn: 1, endLine: line, endColumn: 5 });

test('shows the findings of a hundred targets, those with the most severe first, and counts those of the others', () => {
  const rules = [ruleOf('bad', 'critical', 'Bad'), ruleOf('poor', 'low', 'Poor')];
  const [bad = ruleOf('bad', 'critical', 'Bad'), poor = bad] = rules;
  const files = Array.from({ length: 130 }, (_, index) => `a${String(index).padStart(3, '0')}.yaml`);
  const targets = files.map((file) => ({
    ...{ id: `compose:${file}`, kind: 'compose', name: file, file },
    ...{ subjects: [], errors: [], notices: [] },
  }));
  const verdicts = files.flatMap((file, index) => [
    verdictOf(poor, 'fail', place(file, 1), { container: 'web' }),
    ...(index >= 120 ? [verdictOf(bad, 'fail', place(file, 2), { container: 'web' })] : []),
  ]);
  const report = text(runOf({ rules, targets, verdicts }), options);
  expect(report.split('\n')[0]).toBe('a120.yaml');
  expect(report).toContain('30 more targets have findings; scan one by itself');
  expect(report).toMatch(/\n {2}a119\.yaml: 1 low\n/);
  expect(report).toContain('10 critical, 130 low');
});

test('shows what is found in a part under the whole, and counts wholes', () => {
  const rule = ruleOf('update-alone', 'medium', 'Update alone');
  const stage = {
    kind: 'stage' as const,
    id: 'build',
    name: 'build',
    image: 'debian:12',
    declared: place('Dockerfile', 1),
  };
  const parts = [2, 3].map((line) => ({
    ...{ kind: 'instruction' as const, id: `build/RUN ${line}`, name: 'RUN' },
    ...{ owner: { kind: 'stage' as const, id: 'build' }, declared: place('Dockerfile', line) },
  }));
  const target = {
    ...{ id: 'dockerfile:Dockerfile', kind: 'dockerfile', name: 'Dockerfile', file: 'Dockerfile' },
    ...{ subjects: [stage, ...parts], errors: [], notices: [] },
  };
  const verdicts = parts.map(({ kind, id, name, declared }) =>
    verdictOf(rule, 'fail', declared, { container: '', target: target.id, subject: { kind, id, name } }),
  );
  const source = 'FROM debian:12 AS build\nRUN apt-get update\nRUN apt update\n';
  const report = text(runOf({ rules: [rule], targets: [target], verdicts, sources: { Dockerfile: source } }), options);
  expect(report.match(/build \(debian:12\)/g)).toHaveLength(1);
  expect(report.match(/medium\s+update-alone/g)).toHaveLength(1);
  expect(report).toContain('2 | RUN apt-get update');
  expect(report).toContain('3 | RUN apt update');
  expect(report).toContain('1 target, 1 stage: 2 medium');
});

test('names the files that nobody reads', () => {
  const files = Array.from({ length: 7 }, (_, index) => `k8s/${index}.yaml`);
  const run = { ...runOf({}), notRead: [{ what: 'Kubernetes manifests', files }] };
  expect(text(run, options)).toContain(
    'Not read\n  Kubernetes manifests: k8s/0.yaml, k8s/1.yaml, k8s/2.yaml, k8s/3.yaml, k8s/4.yaml, and 2 more\n',
  );
});
