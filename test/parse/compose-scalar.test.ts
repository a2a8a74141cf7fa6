// Types of unquoted YAML scalars.
import { expect, it } from 'vitest';
import { resolvePlain, scalarText } from '../../src/parse/compose-scalar.ts';

it.each([
  ['', null],
  ['~', null],
  ['NULL', null],
  ['true', true],
  ['FALSE', false],
  ['yes', 'yes'],
  ['on', 'on'],
  ['10', 10],
  ['-3', -3],
  ['010', 8],
  ['08', 8],
  ['0o17', 15],
  ['0x10', 16],
  ['0b11', 3],
  ['1_000', 1000],
  ['1.10', 1.1],
  ['1e3', 1000],
  ['22:22', '22:22'],
  ['1.2.3', '1.2.3'],
  ['12345678901234567890', '12345678901234567890'],
  ['2024-01-02', '2024-01-02 00:00:00 +0000 UTC'],
  ['2024-01-02T03:04:05Z', '2024-01-02 03:04:05 +0000 UTC'],
  ['2024-01-02T03:04:05.500+02:00', '2024-01-02 03:04:05.5 +0200 +0200'],
  ['2024-13-02', '2024-13-02'],
  ['2024-02-30', '2024-02-30'],
  ['-', '-'],
  ['.', '.'],
  ['+', '+'],
])('%j is %j', (text, value) => expect(resolvePlain(text)).toBe(value));

it.each([
  [null, ''],
  [true, 'true'],
  [1.1, '1.1'],
  [1e21, '1e+21'],
  [1234567.5, '1.2345675e+06'],
  [999999.5, '999999.5'],
  [1000000, '1000000'],
  [1e20, '1e+20'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [Number.POSITIVE_INFINITY, '+Inf'],
  ['x', 'x'],
])('%j is written as %j', (value, text) => expect(scalarText(value)).toBe(text));
