// The history of an image as an engine tells it, last step first and without a word about which steps made a layer.

import { readStep as readHistoryStep } from '../../parse/history-step.ts';
import { isObject } from '../../parse/json-object.ts';
import { type JsonReader, MAX_ITEMS } from './json-reader.ts';

/** One step of the history. */
export interface HistoryStep {
  readonly createdBy: string;
  readonly comment: string;
  /** RFC 3339; empty where not stated. */
  readonly created: string;
  readonly author: string;
  readonly emptyLayer: boolean;
}

interface SizedStep {
  readonly step: Omit<HistoryStep, 'emptyLayer'>;
  readonly size: number;
}

/**
 * Reads the steps, first to last. Those that added bytes made a layer, where they are as many as the layers; otherwise those whose instruction makes
 * one, where these are as many. Where neither fits nobody knows, and no step is said to have made any: a wrong layer would be worse than none.
 */
export function readEngineHistory(history: unknown, layers: number, reader: JsonReader): HistoryStep[] {
  const entries: readonly unknown[] = Array.isArray(history) ? history.slice(0, MAX_ITEMS) : [];
  const steps = entries.map((entry) => readStep(entry, reader)).reverse();
  const tells = TESTS.find((makes) => steps.filter(makes).length === layers);
  return steps.map((sized) => ({ ...sized.step, emptyLayer: tells === undefined || !tells(sized) }));
}

/** Instructions that change the configuration alone. */
const CONFIGURING: ReadonlySet<string> = new Set(
  'ARG CMD ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD SHELL STOPSIGNAL USER VOLUME'.split(' '),
);

/** What may tell that a step made a layer, surest first. */
const TESTS: readonly ((sized: SizedStep) => boolean)[] = [
  ({ size }) => size > 0,
  ({ step: { createdBy, comment } }) =>
    !CONFIGURING.has(readHistoryStep(createdBy === '' ? comment : createdBy).keyword),
];

function readStep(value: unknown, reader: JsonReader): SizedStep {
  const entry = isObject(value) ? value : {};
  const { Created: created, Size: size } = entry;
  return {
    step: {
      createdBy: reader.text(entry, 'CreatedBy'),
      comment: reader.text(entry, 'Comment'),
      created: typeof created === 'number' && Number.isSafeInteger(created) ? timeText(created) : '',
      author: '',
    },
    size: typeof size === 'number' ? size : 0,
  };
}

function timeText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
