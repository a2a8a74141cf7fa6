// What the bundle makes of literals that begin with a spread: another spelling of the same object.
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { leadOffSpreads } from '../../scripts/leading-spread.ts';

function transform(text: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions, transformers: { before: [leadOffSpreads] } }).outputText;
}

test('no literal begins with a spread, also inside of another or of a function', () => {
  const made = transform('const f = (a) => ({ ...a, b: { ...a.b } }); g({ ...{ ...c }, d });');
  expect(made).not.toMatch(/\{\s*\.\.\./);
  expect(made.match(/__proto__: Object\.prototype, \.\.\./g)).toHaveLength(4);
});

test.each([
  '({ ...a, c: 3 })',
  '({ ...a, b: 2, ...{ x: 4 } })',
  '({ ...undefined, ...a })',
  '({ ...a }).hasOwnProperty("b")',
  'Object.keys({ ...a, z: 1, b: 5 })',
  'JSON.stringify({ ...a, toJSON: undefined })',
])('%s is what it was', (expression) => {
  const run = (text: string): unknown => runInNewContext(text, { a: { b: 1, y: [2] } });
  expect(run(transform(expression))).toEqual(run(expression));
});

test('other literals, spreads of lists and patterns stay as they are', () => {
  const text = 'const { a, ...rest } = { b: 1, ...c };\nf(...rest, [...d]);\n';
  expect(transform(text)).toBe(text);
});
