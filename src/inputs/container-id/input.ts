// The `container` input: a container of the engine by name or id, or all of them.
import type { TargetFacts } from '../../model/run.ts';
import type { Input } from '../input.ts';
import { readContainers } from './read.ts';

export const containerInput: Input = {
  async read(text, { files, images: { connections } }): Promise<TargetFacts> {
    return (await readContainers(text, { files, connections })).facts;
  },
};
