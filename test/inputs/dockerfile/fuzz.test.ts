import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import { hasHole } from '../../../src/parse/hole.ts';
import { readText } from './read-text.ts';

const SEEDS = [
  '# syntax=docker/dockerfile:1\nARG V=1\nFROM alpine:${V:-2} AS base\nRUN --mount=type=cache,target=/x apk add \\\n  # c\n  curl\n',
  'FROM a\nARG U=5\nENV P="a b" Q=$P\nRUN useradd -u $U app && echo "x $Q" > /y\nUSER app:app\nWORKDIR x/$U\n',
  'FROM b\nCOPY --from=0 <<A <<-"B" /x/\none $X\nA\n\ttwo\n\tB\nEXPOSE 80 8000-8010/udp\n',
  '# escape=`\nFROM --platform=windows/amd64 c\nSHELL ["cmd", "/S"]\nCMD ["a", "\\u0041"]\nONBUILD RUN ls `\n -l\n',
  'FROM a AS x\nHEALTHCHECK --interval=5s CMD ["curl", "x"]\nENTRYPOINT ["sh", "-c", "exec $0"]\nFROM x\nCMD ls\nLABEL a=b c="d"\n',
];
const PIECES = [
  '\n',
  '\\\n',
  '`\n',
  '<<E',
  '"',
  "'",
  '${',
  '}',
  ':-',
  '$',
  '[',
  ']',
  '\\',
  ' ',
  '\t',
  '#',
  '=',
  '--',
  '\u{F5EA0}',
  '__proto__',
  'FROM ',
  'ONBUILD ',
  'RUN ',
  '{{ x }}',
  '\r',
  '\0',
  '(',
  ')',
  '&&',
  ';',
];

const mutated = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...PIECES)), { minLength: 1, maxLength: 8 }),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, [place, cut, piece]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + cut);
    }, seed),
  )
  // No file holds half of a character, and two halves that a continuation brings together could make a hole.
  .map((text) => text.replaceAll(/[\uD800-\uDFFF]/gu, '?'));

test('whatever stands in a file, its facts have true places, and only a named error is thrown', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      let reading: ReturnType<typeof readText>;
      try {
        reading = readText(text);
      } catch (error) {
        if (error instanceof InputError) return;
        throw error;
      }
      const lines = text.replaceAll('\r\n', '\n').split('\n');
      for (const { facts, declared, origins, absences } of reading.subjects) {
        for (const at of [declared, ...Object.values(origins).map((origin) => origin.at)]) {
          expect(at.startLine).toBeLessThanOrEqual(at.endLine);
          expect(at.endLine).toBeLessThanOrEqual(lines.length);
          expect(at.endColumn).toBeLessThanOrEqual((lines[at.endLine - 1]?.length ?? 0) + 1);
        }
        for (const [field, value] of Object.entries(facts))
          if (value !== undefined) expect(absences).not.toHaveProperty([field]);
        if (!hasHole(text)) expect(hasHole(JSON.stringify([facts, absences]))).toBe(false);
      }
    }),
    { numRuns: 1500 },
  );
});

test('line ends change no fact', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const plain = text.replaceAll('\r', '');
      const read = (variant: string) => {
        try {
          return readText(variant);
        } catch (error) {
          if (error instanceof InputError) return error.message;
          throw error;
        }
      };
      expect(read(`\uFEFF${plain.replaceAll('\n', '\r\n')}`)).toEqual(read(plain));
    }),
    { numRuns: 300 },
  );
});
