// Which reader of YAML a piece of work is given.
import { BeyondPlainYaml } from '../../parse/yaml-syntax.ts';
import { type ReadYaml, readPlainFile } from './read-yaml.ts';

/** Does the work with the reader of plain YAML. Where that is not enough the complete one, which few files need, is loaded and the work done again. */
export async function withYaml<T>(work: (readYaml: ReadYaml) => T): Promise<T> {
  try {
    return work(readPlainFile);
  } catch (error) {
    if (!(error instanceof BeyondPlainYaml)) throw error;
  }
  const { readAnyFile } = await import('./complete-yaml.ts');
  return work(readAnyFile);
}
