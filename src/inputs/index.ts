// The explicit list of inputs. Readers load only when a target of their kind is met.
import { composeEntry } from './compose/entry.ts';
import type { InputEntry } from './input.ts';

const RUN_LINE = /^[ \t]*(?:(?:\$|sudo)[ \t]+)*(?:docker|podman)[ \t]+(?:container[ \t]+)?(?:run|create)[ \t]/m;

const runEntry: InputEntry = {
  kind: 'run',
  noun: 'a file of docker run lines',
  usage: "run:'docker run ...' or run:FILE",
  looksFor: [],
  matchesName: () => false,
  matchesText: (text) => RUN_LINE.test(text),
  group: (paths) => paths,
  idOf: (text, files) => (files.exists(text) ? files.label(text) : text.trim().replaceAll(/\s+/g, ' ')),
  load: async () => (await import('./run/input.ts')).runInput,
};

const inspectEntry: InputEntry = {
  kind: 'inspect',
  noun: 'a docker inspect document',
  usage: 'inspect:FILE',
  looksFor: [],
  matchesName: () => false,
  matchesText: (text) => /^\uFEFF?\s*[[{]/.test(text) && text.includes('"HostConfig"'),
  group: (paths) => paths,
  idOf: (text, files) => files.label(text),
  load: async () => (await import('./inspect/input.ts')).inspectInput,
};

/** Every input, in the order in which a file is offered to them. */
export const inputs: readonly InputEntry[] = [composeEntry, runEntry, inspectEntry];
