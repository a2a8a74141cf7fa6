// Which parser of YAML a piece of work is given.
import { BeyondPlainYaml } from '../../parse/yaml-syntax.ts';
import { type ParseYaml, parsePlain } from './yaml-source.ts';

/** Does the work with the parser of plain YAML. Where that is not enough the complete parser, which few files need, is loaded and the work done again. */
export async function withYaml<T>(work: (parseYaml: ParseYaml) => T): Promise<T> {
  try {
    return work(parsePlain);
  } catch (error) {
    if (!(error instanceof BeyondPlainYaml)) throw error;
  }
  const { parseAnyYaml } = await import('./complete-yaml.ts');
  return work(parseAnyYaml);
}
