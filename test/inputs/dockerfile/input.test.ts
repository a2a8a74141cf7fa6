import { expect, test } from 'vitest';
import { dockerfileEntry } from '../../../src/inputs/dockerfile/entry.ts';
import { dockerfileInput } from '../../../src/inputs/dockerfile/input.ts';
import { contextWith } from './project.ts';

test('a file is a target of its own, built as the scan says', async () => {
  const context = contextWith({ 'app/Dockerfile': 'FROM a AS dev\nARG U\nUSER $U\nFROM b\n' });
  const builds = [
    { dockerfile: 'app/Dockerfile', target: 'dev', args: { U: '5' }, container: 'web' },
    { dockerfile: 'Dockerfile', target: 'dev', args: { U: '6' }, container: 'other' },
  ];
  const facts = await dockerfileInput.read('app/Dockerfile', { ...context, builds });
  expect(facts).toMatchObject({
    id: 'dockerfile:app/Dockerfile',
    kind: 'dockerfile',
    name: 'app/Dockerfile',
    file: 'app/Dockerfile',
    errors: [],
  });
  expect(facts.subjects[0]?.facts).toMatchObject({ name: 'dev', uid: 5, target: true, containers: ['web'] });
  const given = { ...context, builds, buildArgs: { U: '7' }, buildTarget: 'dev' };
  const asked = await dockerfileInput.read('app/Dockerfile', given);
  expect(asked.subjects.slice(0, 2).map(({ facts: stage }) => stage)).toMatchObject([
    { uid: 7, target: true },
    { target: false },
  ]);
});

test('names of Dockerfiles', () => {
  const matchesName = (name: string) => dockerfileEntry.matchesName(name, name);
  const yes =
    'Dockerfile dockerfile Containerfile Dockerfile.dev Dockerfile.j2 Containerfile.in app.Dockerfile app.dockerfile x.Containerfile Dockerfile.tmpl';
  const no =
    'Dockerfile.dockerignore .dockerignore Dockerfile.md Dockerfile.png Dockerfile.sh Dockerfile.yaml mydockerfile Dockerfile-old dockerfile_x docker-compose.yml';
  expect(yes.split(' ').filter((name) => !matchesName(name))).toEqual([]);
  expect(no.split(' ').filter(matchesName)).toEqual([]);
});

test.each([
  ['FROM a', true],
  ['\uFEFF# c\n\n ARG X=1\n# d\nARG Y\n\nfrom $X', true],
  ['# syntax=x\r\nFROM a\r\n', true],
  ['ARG X\nRUN y', false],
  ['From: someone\n', false],
  ['services: {}\nFROM a', false],
  ['RUN x\nFROM a', false],
])('%j is a Dockerfile by its text: %s', (text, expected) => {
  expect(dockerfileEntry.matchesText(text)).toBe(expected);
});
