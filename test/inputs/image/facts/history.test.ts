// Which layer each step of the history made.
import { describe, expect, test } from 'vitest';
import type { HistoryStep } from '../../../../src/inputs/image/config.ts';
import { describeHistory } from '../../../../src/inputs/image/facts/history.ts';

function step(createdBy: string, more: Partial<HistoryStep> = {}): HistoryStep {
  return { createdBy, comment: '', created: '', author: '', emptyLayer: false, ...more };
}

describe('steps and layers', () => {
  const layersOf = (steps: readonly HistoryStep[], layers: number) =>
    describeHistory(steps, layers).map(({ layer }) => layer);

  test('a step that made a layer takes the next one', () => {
    const steps = [
      step('ADD x'),
      step('ENV A=b', { emptyLayer: true }),
      step('RUN x'),
      step('CMD x', { emptyLayer: true }),
    ];
    expect(layersOf(steps, 2)).toEqual([0, -1, 1, -1]);
  });

  test('steps that are left over made none that is known, and layers that are left over have no step', () => {
    expect(layersOf([step('ADD x'), step('RUN a'), step('RUN b')], 1)).toEqual([0, -1, -1]);
    expect(layersOf([step('ADD x')], 3)).toEqual([0]);
    expect(layersOf([], 3)).toEqual([]);
  });

  test('an imported file system has only a comment', () => {
    const [first] = describeHistory([step('', { comment: 'Imported from -' })], 1);
    expect(first).toEqual({ keyword: '', text: 'Imported from -', layer: 0, buildArgs: [] });
  });
});
