import { expect, test } from 'vitest';
import { readText, stageOf, subjectsOf } from './read-text.ts';

const build = (target: string, container: string, args: Record<string, string> = {}) => ({
  dockerfile: 'Dockerfile',
  target,
  container,
  args,
});
const CHAIN = 'FROM golang:1 AS Build\nFROM build AS test\nFROM scratch\nCOPY --from=build /x /x\n';
const flags = (text: string, request = {}) =>
  subjectsOf('stage', text, request).map(({ id, facts: { target, discarded } }) => [id, target, discarded]);

test('the last stage is the target, and what is not on its way is thrown away', () => {
  expect(flags(CHAIN)).toEqual([
    ['Build', false, true],
    ['test', false, true],
    ['final', true, false],
  ]);
  expect(stageOf(CHAIN, 'test').facts).toMatchObject({ baseStage: 'Build', base: 'build', index: 1 });
});

test('a named target keeps the stages that it starts from', () => {
  expect(flags(CHAIN, { target: 'TEST' })).toEqual([
    ['Build', false, false],
    ['test', true, false],
    ['final', false, true],
  ]);
  expect(flags(CHAIN, { target: '0' })[0]).toEqual(['Build', true, false]);
});

test('what containers are built from is a target too', () => {
  const request = { builds: [build('test', 'tester'), build('', 'web'), build('', 'web')] };
  expect(flags(CHAIN, request).map(([, target]) => target)).toEqual([false, true, true]);
  expect(subjectsOf('stage', CHAIN, request).map(({ facts }) => facts.containers)).toEqual([[], ['tester'], ['web']]);
});

test('a target that does not exist is an error that names the nearest', () => {
  expect(readText(CHAIN, { target: 'tset' }).errors[0]?.message).toMatch(/`tset`.*did you mean test\?/);
  expect(readText(CHAIN, { builds: [build('prod', 'web')] }).errors[0]?.message).toMatch(/container web .*`prod`/);
});

test.each([
  ['ARG BASE=alpine\nARG TAG=3\nFROM ${BASE}:$TAG', { repository: 'library/alpine', tag: '3', digest: '' }],
  ['FROM ${BASE:-alpine}', { repository: 'library/alpine', tag: '' }],
  [`FROM localhost:5000/a/b:1@sha256:${'0'.repeat(64)}`, { registry: 'localhost:5000', repository: 'a/b', tag: '1' }],
  ['ARG TAG\nFROM alpine:$TAG', { registry: 'docker.io', repository: 'library/alpine' }],
  ['FROM scratch', { registry: '', repository: '', tag: '', digest: '' }],
  ['FROM a:1 AS x\nFROM x', { repository: 'library/a', tag: '1' }],
])('the reference of %j', (text, reference) => {
  expect(stageOf(text).facts.baseReference).toMatchObject(reference);
});

test('an argument without a value leaves the parts that it fills unknown', () => {
  const { facts, absences } = stageOf('ARG TAG\nFROM alpine:$TAG');
  expect(facts.base).toBeUndefined();
  expect(facts.baseReference).not.toHaveProperty('tag');
  expect(absences['baseReference.tag']).toMatchObject({
    reason: '`$TAG` has no default and no --build-arg gives it',
    hint: 'give ARG TAG a default, or pass --build-arg TAG=...',
  });
  expect(stageOf('ARG TAG\nFROM alpine:$TAG', undefined, { args: { TAG: '9' } }).facts.base).toBe('alpine:9');
});

test('arguments of the containers count where they agree, and those of the command line before them', () => {
  const text = 'ARG TAG=1\nFROM alpine:$TAG';
  const one = build('', 'a', { TAG: '2' });
  const base = (builds: readonly ReturnType<typeof build>[], args: Record<string, string> = {}) =>
    stageOf(text, undefined, { builds, args }).facts.base;
  expect(base([one, build('', 'b', { TAG: '2' })])).toBe('alpine:2');
  expect(base([one, build('', 'b', { TAG: '3' })])).toBeUndefined();
  expect(base([one, build('', 'b')])).toBeUndefined();
  expect(base([one, build('', 'b')], { TAG: '4' })).toBe('alpine:4');
  expect(stageOf('FROM alpine:1\nUSER ${TAG:-5}', undefined, { args: { TAG: '0' } }).facts.uid).toBeUndefined();
});

test('a FROM whose text resolves to nothing is an error', () => {
  expect(readText('FROM $BASE').errors[0]?.message).toBe(
    'FROM $BASE names no image: no ARG before the first FROM sets it',
  );
});

test('two stages of one name are two subjects, and FROM takes the latter', () => {
  const text = 'FROM a:1 AS x\nFROM b:2 AS X\nFROM x';
  expect(subjectsOf('stage', text).map(({ id }) => id)).toEqual(['x', 'X-2', 'final']);
  expect(stageOf(text).facts.baseStage).toBe('X-2');
});

test.each([
  ['FROM alpine', 'linux'],
  ['FROM --platform=windows/amd64 x', 'windows'],
  ['FROM mcr.microsoft.com/windows/nanoserver:1809', 'windows'],
  ['FROM mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-ltsc2022', 'windows'],
  ['# escape=`\nFROM x', 'windows'],
  ['# escape=`\nFROM --platform=linux/arm64 x', 'linux'],
  ['FROM mcr.microsoft.com/windows/servercore AS a\nFROM a', 'windows'],
  ['FROM example.invalid/windows-tools', 'linux'],
])('the system of %j is %s', (text, os) => {
  expect(stageOf(text).facts.os).toBe(os);
});

test('a platform of the builder is not known unless it is given', () => {
  const text = 'FROM --platform=$BUILDPLATFORM alpine';
  expect(stageOf(text).facts.platform).toBeUndefined();
  expect(stageOf(text).absences.platform?.reason).toMatch(/BUILDPLATFORM/);
  expect(stageOf(text, undefined, { args: { BUILDPLATFORM: 'linux/arm64' } }).facts.platform).toBe('linux/arm64');
});

test('a file without FROM is a fragment: instructions, no stage, a notice', () => {
  const { subjects, errors, notices } = readText('ENV A=b\nRUN echo $A\n');
  expect(subjects.map(({ kind }) => kind)).toEqual(['instruction', 'instruction', 'command']);
  expect(subjects[2]).toMatchObject({ facts: { args: ['b'], stage: '' } });
  expect([errors, notices]).toEqual([[], [{ message: 'Dockerfile has no FROM: it is read as a fragment' }]]);
});

test('a file without instructions is an error, and so is what the builder would refuse', () => {
  expect(readText('# nothing\n').errors).toHaveLength(1);
  const { errors, subjects } = readText('{{ if .X }}\nFROM {{ .Base }}\n<% y %>\n#include "z"\nUSER @USER@\n');
  expect(errors.map(({ location }) => location?.startLine)).toEqual([1, 2, 3]);
  expect(subjects.filter(({ kind }) => kind === 'stage')).toHaveLength(1);
});
