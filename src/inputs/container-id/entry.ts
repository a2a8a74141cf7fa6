// The light part of the `container` input.
import type { InputEntry } from '../input.ts';

export const containerEntry: InputEntry = {
  kind: 'container',
  noun: 'a container of the engine',
  usage: 'container:NAME, container:ID or container:all',
  looksFor: [],
  matchesName: () => false,
  matchesText: () => false,
  group: (paths) => paths,
  idOf: (text) => text.trim(),
  load: async () => (await import('./input.ts')).containerInput,
};
