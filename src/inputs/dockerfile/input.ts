// The `dockerfile` input: one Dockerfile, with what the containers of the scan build from it.
import type { TargetFacts } from '../../model/run.ts';
import type { Input } from '../input.ts';
import { takeFile } from './open-source.ts';
import { readDockerfileText } from './read-text.ts';

export const dockerfileInput: Input = {
  async read(path, context): Promise<TargetFacts> {
    const text = context.files.read(path);
    const label = context.files.label(path);
    const reading = readDockerfileText(
      { text, label },
      {
        target: context.buildTarget,
        args: context.buildArgs,
        builds: context.builds.filter(({ dockerfile }) => dockerfile === label),
      },
      takeFile({ text, label }, context.files),
    );
    return { id: `dockerfile:${label}`, kind: 'dockerfile', name: label, file: label, ...reading };
  },
};
