// The light part of the devcontainer input.
import type { InputEntry } from '../input.ts';

const NAMES = ['devcontainer.json', '.devcontainer.json'];

/** How devcontainer files are recognised. */
export const devcontainerEntry: InputEntry = {
  kind: 'devcontainer',
  noun: 'a devcontainer file',
  usage: 'devcontainer:FILE',
  looksFor: NAMES,
  matchesName: (name) => NAMES.includes(name),
  matchesText: () => false,
  group: (paths) => paths,
  idOf: (text, files) => files.label(text),
  load: async () => (await import('./input.ts')).devcontainerInput,
};
