// The `smoke` input: records of runs in the sandbox, judged again without running anything.
import type { Input } from '../input.ts';
import { readRecord } from './read-record.ts';
import { smokeTarget } from './target.ts';

export const smokeInput: Input = {
  async read(path, { files }) {
    const file = files.label(path);
    return smokeTarget(readRecord(files.read(path), file), { file });
  },
};
