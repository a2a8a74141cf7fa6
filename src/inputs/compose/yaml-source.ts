// The text of a compose file as YAML syntax: at once where it is plain, by a complete parser where not.
import { readPlainYaml } from '../../parse/plain-yaml.ts';
import type { YamlSyntax } from '../../parse/yaml-syntax.ts';
import { type PlaceOf, placeFinder } from './text-places.ts';

/** Deepest nesting of mappings and lists, aliases expanded. */
export const MAX_DEPTH = 100;

export interface YamlSource {
  /** A document without content has no root. */
  readonly documents: readonly { readonly start: number; readonly root: YamlSyntax | undefined }[];
  readonly place: PlaceOf;
}

/** Parses the text of a file; the second argument is its name. */
export type ParseYaml = (text: string, file: string) => YamlSource;

/** Parses a text of one plain document. Throws BeyondPlainYaml where the complete parser has to. */
export function parsePlain(text: string, file: string): YamlSource {
  return { documents: [{ start: 0, root: readPlainYaml(text) }], place: placeFinder(text, file) };
}
