// The explicit list of inputs. Readers load only when a target of their kind is met.
import { composeEntry } from './compose/entry.ts';
import { containerEntry } from './container-id/entry.ts';
import { devcontainerEntry } from './devcontainer/entry.ts';
import { dockerfileEntry } from './dockerfile/entry.ts';
import { imageEntries } from './image/entries.ts';
import type { InputEntry } from './input.ts';
import { isScriptName, mayRunContainers, mentionsRun, SCRIPT_NAMES } from './run/names.ts';
import { smokeEntry } from './smoke/entry.ts';
import { workflowEntry } from './workflow/entry.ts';

const runEntry: InputEntry = {
  kind: 'run',
  noun: 'a script with docker run lines',
  usage: "run:'docker run ...' or run:FILE",
  looksFor: SCRIPT_NAMES,
  matchesName: isScriptName,
  matchesText: mentionsRun,
  group: (paths, files) => paths.filter((path) => mayRunContainers(path, files)),
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

/** Every input, in the order in which a file is offered to them: documents of JSON, which may quote a command, before scripts. */
export const inputs: readonly InputEntry[] = [
  composeEntry,
  dockerfileEntry,
  smokeEntry,
  inspectEntry,
  runEntry,
  ...imageEntries,
  containerEntry,
  workflowEntry,
  devcontainerEntry,
];
