import { expect, test } from 'vitest';
import { inputNames, nameInputs, readInputs, variableOf } from '../../src/action/inputs.ts';
import { describeOutputs } from '../../src/action/outputs.ts';
import { shopRun } from '../reports/shop.ts';
import { readActionFile } from './mini-runner.ts';

const read = (inputs: Readonly<Record<string, string>>) =>
  readInputs(Object.fromEntries(Object.entries(inputs).map(([name, text]) => [variableOf(name), text])));

test('action.yml declares the inputs that are read, with defaults that are read as nothing given', () => {
  const { inputs } = readActionFile();
  expect(Object.keys(inputs).sort()).toEqual([...inputNames].sort());
  const defaults = Object.fromEntries(Object.entries(inputs).map(([name, { default: text = '' }]) => [name, text]));
  const { token: _, ...empty } = Object.fromEntries(inputNames.map((name) => [name, '']));
  expect(read(defaults)).toEqual(read(empty));
});

test('action.yml declares the outputs that are written', () => {
  const written = describeOutputs(shopRun(), 1, { sarifIds: [] });
  expect(Object.keys(readActionFile().outputs).sort()).toEqual(Object.keys(written).sort());
});

test('action.yml starts the bundle on node24, before and after', () => {
  expect(readActionFile().runs).toEqual({ using: 'node24', main: 'dist/index.js', post: 'dist/index.js' });
});

test('hyphens of a name stay in its variable', () => {
  expect(variableOf('fail-on')).toBe('INPUT_FAIL-ON');
});

test('lists are read by lines, words by commas too', () => {
  expect(
    read({ targets: ' a b \n\n c\r\n', images: 'web:1', frameworks: 'x, y\nz', platforms: 'linux/arm64' }),
  ).toMatchObject({
    targets: ['a b', 'c'],
    images: ['web:1'],
    frameworks: ['x', 'y', 'z'],
    platforms: ['linux/arm64'],
  });
});

test.each([
  ['', { kind: 'auto' }],
  ['none', { kind: 'none' }],
  ['base-branch', { kind: 'base-branch' }],
  ['known.json', { kind: 'file', file: 'known.json' }],
])('baseline %j', (text, choice) => {
  expect(read({ baseline: text }).baseline).toEqual(choice);
});

test.each([
  [{ 'fail-on': 'hihg' }, /^input fail-on takes .*Did you mean high\?$/],
  [{ smoke: 'yes' }, /^input smoke takes false, true, always; "yes" is none of them/],
  [{ 'upload-sarif': 'requierd' }, /^input upload-sarif .*Did you mean required\?/],
  [{ comment: 'never' }, /^input comment takes off, changes, always/],
  [
    { 'sarif-file': 'out/report', 'json-file': './out//report' },
    /^input json-file: .* is the file of sarif-file already/,
  ],
  [{ 'fail-onn': 'high' }, /^input fail-onn: there is none of that name. Did you mean fail-on\?/],
])('%j is refused by name', (inputs, message) => {
  expect(() => read(inputs)).toThrow(message);
});

test('errors that name flags name inputs', () => {
  expect(nameInputs('--profile x.yaml: no such file', {})).toBe('input profile x.yaml: no such file');
  expect(nameInputs('no profile named "x"; ...', { INPUT_PROFILE: 'x' })).toBe(
    'input profile: no profile named "x"; ...',
  );
  expect(nameInputs('--baseline x.json: no such file; write it with --baseline x.json --update-baseline', {})).toBe(
    'input baseline x.json: no such file; write it on your machine: seaworthy scan --baseline x.json --update-baseline',
  );
  expect(nameInputs('no profile named "x"; ...', { INPUT_PROFILE: '' })).toBe('no profile named "x"; ...');
});
