// The light part of the compose input.
import type { InputEntry } from '../input.ts';
import { BASE_NAMES } from './discover.ts';
import { expandTarget, groupComposeFiles } from './group.ts';
import { hasServices, isComposeName } from './names.ts';

/** How compose files are recognised and grouped. */
export const composeEntry: InputEntry = {
  kind: 'compose',
  noun: 'a compose file',
  usage: 'compose:FILE[,FILE...]',
  looksFor: [...BASE_NAMES, 'docker-compose.*.yml', '*.compose.yml'],
  matchesName: isComposeName,
  matchesText: hasServices,
  group: groupComposeFiles,
  idOf: (text, files) => files.label(expandTarget(text, files)[0] ?? text),
  load: async () => (await import('./input.ts')).composeInput,
};
