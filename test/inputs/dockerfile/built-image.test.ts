import { expect, test } from 'vitest';
import { readBuiltImage } from '../../../src/inputs/dockerfile/built-image.ts';
import { filesWith } from './project.ts';

const TEXT = 'ARG U=5\nFROM a AS dev\nARG U\nUSER $U\nFROM dev\nUSER 0\n';

test('the stage that a build names, with its arguments', () => {
  const files = filesWith({ 'app/Dockerfile': TEXT });
  const read = (target: string, args = {}) => readBuiltImage({ dockerfile: 'app/Dockerfile' }, { target, args }, files);
  expect(read('')).toMatchObject({ file: 'app/Dockerfile', stage: { id: 'final', facts: { uid: 0, target: true } } });
  expect(read('dev', { U: '9' })).toMatchObject({
    stage: {
      id: 'dev',
      facts: { uid: 9, target: true, discarded: false },
      declared: { file: 'app/Dockerfile', startLine: 2 },
    },
  });
});

test('what cannot be read is an absence with its reason', () => {
  const files = filesWith({ Dockerfile: TEXT, empty: 'RUN x', d: 'FROM a\nENV X=y'.padEnd(20, 'z') });
  const read = (dockerfile: string, target = '') => readBuiltImage({ dockerfile }, { target, args: {} }, files);
  expect(read('none/Dockerfile')).toMatchObject({ reason: 'the Dockerfile none/Dockerfile does not exist' });
  expect(read('.')).toMatchObject({ reason: 'the Dockerfile . does not exist' });
  expect(read('empty')).toMatchObject({ reason: 'empty has no FROM' });
  expect(read('Dockerfile', 'prod')).toMatchObject({
    reason: expect.stringContaining('`prod`, which Dockerfile does not have'),
  });
});

test('a text inside of another file has the places of that file', () => {
  const place = (start: number, end: number) => ({
    file: 'compose.yaml',
    startLine: 7,
    startColumn: start + 1,
    endLine: 7,
    endColumn: end + 1,
  });
  const built = readBuiltImage(
    { text: 'FROM a\nUSER 7', label: 'web', place },
    { target: '', args: {} },
    filesWith({}),
  );
  expect(built).toMatchObject({
    file: 'web',
    stage: { facts: { uid: 7 }, origins: { uid: { at: { file: 'compose.yaml' } } } },
  });
});
