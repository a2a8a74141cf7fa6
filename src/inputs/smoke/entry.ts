// The light part of the input that reads records of the sandbox.
import type { InputEntry } from '../input.ts';

export const smokeEntry: InputEntry = {
  kind: 'smoke',
  noun: 'the record of a run in the sandbox',
  usage: 'smoke:FILE',
  looksFor: [],
  matchesName: () => false,
  matchesText: (text) => {
    const schema = /^\uFEFF?\s*\{\s*"schema"\s*:\s*"seaworthy-(smoke|report)\/1"/.exec(text)?.[1];
    return schema === 'smoke' || (schema === 'report' && text.includes('"seaworthy-smoke/1"'));
  },
  group: (paths) => paths,
  idOf: (text, files) => files.label(text),
  load: async () => (await import('./input.ts')).smokeInput,
};
