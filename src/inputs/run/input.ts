// The `run` input: command lines of docker and podman that create containers, given directly or in a file.
import type { TargetFacts } from '../../model/run.ts';
import type { Input } from '../input.ts';
import { describeLine } from './describe.ts';
import { readLines } from './read-lines.ts';

export const runInput: Input = {
  async read(text, context): Promise<TargetFacts> {
    return readLines(text, context);
  },
};

export { describeLine as describeRequest };
