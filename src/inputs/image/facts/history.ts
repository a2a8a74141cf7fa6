// The history of an image: what each step was, and which layer it made.
import type { HistoryEntry } from '../../../model/image.ts';
import { readStep } from '../../../parse/history-step.ts';
import type { HistoryStep } from '../config.ts';

const MOST_STEPS = 2000;

/**
 * States the steps, first to last. Steps that made a layer take the layers in order; where there are more of one than of the other they are
 * counted from the front, as far as both go.
 */
export function describeHistory(steps: readonly HistoryStep[], layers: number): HistoryEntry[] {
  let next = 0;
  return steps.slice(0, MOST_STEPS).map(({ createdBy, comment, emptyLayer }) => {
    const layer = emptyLayer || next >= layers ? -1 : next++;
    const { keyword, text, buildArgs } = readStep(createdBy === '' ? comment : createdBy);
    return { keyword, text, layer, buildArgs };
  });
}
