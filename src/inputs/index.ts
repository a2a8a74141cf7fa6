// The explicit list of inputs. Readers load only when a target of their kind is met.
import { composeEntry } from './compose/entry.ts';
import type { InputEntry } from './input.ts';
import { inspectEntry } from './inspect/entry.ts';
import { runEntry } from './run/entry.ts';

/** Every input, in the order in which a file is offered to them. */
export const inputs: readonly InputEntry[] = [composeEntry, runEntry, inspectEntry];
