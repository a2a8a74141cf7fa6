// Reads files that the options of a declared container name, inside the project only: a declaration must not make the scan look at files of the host.
import { posix } from 'node:path';
import { InputError } from '../model/errors.ts';
import type { FileAnswer } from '../parse/docker-env-file.ts';
import { hasHole } from '../parse/hole.ts';
import { hostPathText } from '../parse/hole-marks.ts';
import type { SourceFiles } from './files.ts';

/** Reads a file whose name is relative to the folder of the project. */
export function readProjectFile(name: string, project: string, files: SourceFiles): FileAnswer {
  const shown = hostPathText(name);
  if (hasHole(shown) || /^(?:[/~\\]|[A-Za-z]:)/.test(shown) || shown.split(/[\\/]/).includes('..'))
    return { unknown: `\`${hasHole(shown) ? 'the file' : shown}\` lies outside the project` };
  try {
    const path = posix.join(project, shown);
    const text = files.readIfPresent(path);
    return text === undefined
      ? { unknown: `there is no file \`${shown}\` in the project` }
      : { text, file: files.label(path) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { unknown: error.message };
  }
}
