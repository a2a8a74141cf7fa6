// Asks an engine and gives up after a time: one that says nothing must not hold a run.

import type { CallOptions } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';

/** Milliseconds that the engine may take, by what it is asked. */
export const PATIENCE = {
  create: 30_000,
  start: 30_000,
  listen: 10_000,
  state: 5_000,
  kill: 5_000,
  /** Beside the grace that is given to the container. */
  stop: 10_000,
  changes: 10_000,
  remove: 60_000,
} as const;

/** The engine is given this much longer than it is told, so that its own words win. */
const MARGIN = 500;

/** An engine that does not answer; whether it has done what it was asked is not known. */
export class SilentEngineError extends InputError {}

/** Asks, and throws SilentEngineError when the time is over. `what` completes "the engine was asked to". */
export async function ask<T>(patience: number, what: string, call: (options: CallOptions) => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new SilentEngineError(`the engine was asked to ${what} and has not answered for ${patience / 1000} seconds`),
      );
    }, patience + MARGIN);
  });
  try {
    return await Promise.race([call({ patience }), silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for something, but no longer than `milliseconds`; tells whether it came. */
export async function waitFor(something: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([something.then(() => true), over]);
  } finally {
    clearTimeout(timer);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
