// The table of the benchmark.
import { describe, expect, test } from 'vitest';
import { formatTable, median } from '../../../scripts/bench/table.ts';

describe('formatTable', () => {
  test('says of each row whether it keeps its budget', () => {
    const rows = [
      { work: 'start', measured: '90 ms', budget: '100 ms', ratio: 0.9 },
      { work: 'end', measured: '101 ms', budget: '100 ms', ratio: 1.01 },
      { work: 'exact', measured: '100 ms', budget: '100 ms', ratio: 1 },
      { work: 'nothing', measured: '- ms', budget: '100 ms', ratio: Number.NaN },
      { work: 'aside', measured: '7 ms', budget: '1 x other' },
    ];
    expect(formatTable(rows).split('\n')).toEqual([
      'work     measured  budget     of budget',
      'start    90 ms     100 ms     90 %       ok',
      'end      101 ms    100 ms     101 %      OVER',
      'exact    100 ms    100 ms     100 %      ok',
      'nothing  - ms      100 ms     NaN %      OVER',
      'aside    7 ms      1 x other  -',
    ]);
  });
});

describe('median', () => {
  test('is the middle value, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([100, 2, 30, 1, 3])).toBe(3);
  });

  test('of nothing is an error', () => {
    expect(() => median([])).toThrow('at least one');
  });
});
