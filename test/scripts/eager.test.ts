// What the bundle makes of functions that a start calls: other spellings that do the same.
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { makeFileEager } from '../../scripts/eager-functions.ts';
import { hastenStart } from '../../scripts/eager-modules.ts';

function transform(text: string, ...names: string[]): string {
  return makeFileEager(text, new Set(names));
}

test('named functions and what stands in them become expressions, before anything that is called', () => {
  const made = transform('import "x";\nconst one = f();\nexport async function f() { return g(() => 1); }', 'f');
  expect(made).toMatch(
    /^import "x";\nexport const f = async function \(\) \{ return g\(function \(\) \{ return 1; \}\);/,
  );
});

test('other functions stay as they are', () => {
  const text = 'function f() { return () => 1; }\n';
  expect(transform(text, 'g')).toBe(text);
});

test.each([
  'function f(a) { return inner(a) + 1; function inner(b) { return b * 2; } } f(2)',
  'function f(a) { return [1, 2].map((b) => a + b); } f(2).join()',
  'function f() { return [1].map(() => arguments.length); } f(7, 8)[0]',
  'function f() { return [1].map(() => this.x); } f.call({ x: 3 })[0]',
  'const f = (a, b = a) => ({ a, b }); JSON.stringify(f(1)) + f.name',
])('%s answers the same', (text) => {
  expect(runInNewContext(transform(text, 'f'))).toEqual(runInNewContext(text));
});

test('a name that begins with a dollar is replaced whole', () => {
  expect(hastenStart('const m={1:e=>{e.exports=$e(import.meta.url)("node:os")}};')).toBe(
    'const m={1:(function(e){e.exports=process.getBuiltinModule("node:os")})};',
  );
});

test('modules of a chunk, exports and function expressions are wrapped, and Node is asked for its own modules', () => {
  const chunk =
    'const m={7:(e,t,n)=>{n.d(t,{A:()=>a});const a=function(){return 1}},8:e=>{e.exports=r(import.meta.url)("node:fs")}};';
  expect(hastenStart(chunk)).toBe(
    'const m={7:(function(e,t,n){n.d(t,{A:(function(){return a})});const a=(function(){return 1})}),' +
      '8:(function(e){e.exports=process.getBuiltinModule("node:fs")})};',
  );
});

test('a module that says this stays an arrow', () => {
  const chunk = 'const m={7:e=>{e.exports=this}};';
  expect(hastenStart(chunk)).toBe(chunk);
});
