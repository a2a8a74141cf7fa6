import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangesOf, readDiff, readPatch } from '../../src/github/unified-diff.ts';

test('a line that looks like a header is a line', () => {
  const diff = [
    'diff --git a/a.txt b/a.txt',
    '--- a/a.txt',
    '+++ b/a.txt',
    '@@ -1,2 +1,3 @@',
    '--- a/x',
    '-@@ -9 +9 @@',
    '+++ b/passwd',
    '+@@ -1,9 +90,9 @@',
    '+diff --git a/y b/y',
    '@@ -20,0 +22,2 @@ def',
    '+one',
    '+two',
    '',
  ];
  expect([...readDiff(diff.join('\n'))]).toEqual([
    [
      'a.txt',
      [
        [1, 3],
        [22, 23],
      ],
    ],
  ]);
});

test('names are read as git writes them', () => {
  const of = (written: string) => [...readDiff(`+++ ${written}\n@@ -0,0 +1 @@\n+x\n`).keys()];
  expect(of('b/plain')).toEqual(['plain']);
  expect(of('b/with blank\t')).toEqual(['with blank']);
  expect(of('"b/tab\\there"')).toEqual(['tab\there']);
  expect(of('"b/line\\nbreak \\"quoted\\" back\\\\slash"')).toEqual(['line\nbreak "quoted" back\\slash']);
  expect(of('"b/na\\303\\257ve"')).toEqual(['naïve']);
  expect(of('"b/__proto__"')).toEqual(['__proto__']);
  expect(of('/dev/null')).toEqual([]);
});

test('the lines of a patch have the numbers of the new file', () => {
  const patch =
    '@@ -3,4 +3,5 @@ services:\n a\n-b\n+B\n+C\n c\n d\n\\ No newline at end of file\n@@ -90 +91 @@\n-x\n+y';
  const lines = readPatch(patch);
  expect(lines).toEqual([
    { line: 4, text: 'B' },
    { line: 5, text: 'C' },
    { line: 91, text: 'y' },
  ]);
  expect(rangesOf(lines)).toEqual([
    [4, 5],
    [91, 91],
  ]);
});

test('a diff that is cut off or is none gives what there is', () => {
  expect(readPatch('@@ -1,9 +1,9 @@\n a\n+b')).toEqual([{ line: 2, text: 'b' }]);
  expect(readPatch('')).toEqual([]);
  expect([...readDiff('fatal: bad revision')]).toEqual([]);
});

test('whatever the lines say, those that were added are found with their numbers', () => {
  const text = fc.oneof(
    fc.string().map((line) => line.replaceAll('\n', '')),
    fc.constantFrom('@@ -1,9 +1,9 @@', '++ b/x', '-- a/x', 'diff --git a/x b/x', '\\ No newline at end of file', ''),
  );
  const line = fc.record({ mark: fc.constantFrom('+', '-', ' '), text });
  fc.assert(
    fc.property(fc.array(fc.array(line, { minLength: 1 })), fc.boolean(), (hunks, hasEnd) => {
      const parts: string[] = [];
      const added: { line: number; text: string }[] = [];
      let number = 1;
      for (const lines of hunks) {
        const before = lines.filter(({ mark }) => mark !== '+').length;
        const after = lines.filter(({ mark }) => mark !== '-').length;
        number += 10;
        parts.push(`@@ -1,${before} +${number},${after} @@ context`);
        for (const { mark, text: own } of lines) {
          parts.push(`${mark}${own}`);
          if (mark === '+') added.push({ line: number, text: own });
          if (mark !== '-') number += 1;
        }
      }
      const patch = parts.join('\n') + (hasEnd ? '\n' : '');
      expect(readPatch(patch)).toEqual(added);
      expect([...readDiff(`diff --git a/f b/f\n--- a/f\n+++ b/f\n${patch}`)]).toEqual([['f', rangesOf(added)]]);
    }),
  );
});
