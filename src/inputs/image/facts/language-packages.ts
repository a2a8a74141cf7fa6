// The packages of languages that are in an image when all its layers are applied.
import type { ImageTree } from '../../../model/layer.ts';
import { isObject } from '../../../parse/oci/manifest.ts';
import { LANGUAGE_READER, type LanguageFact } from '../readers/language-packages.ts';

export interface LanguagePackage extends LanguageFact {
  /** Path relative to the root of the file that says so. */
  readonly path: string;
  readonly layer: number;
}

/** Lists them by path. What a later layer removed or replaced is not there any more. */
export function readLanguagePackages(tree: ImageTree): LanguagePackage[] {
  return tree.layers
    .flatMap(({ facts }, layer) =>
      facts.flatMap(({ reader, path, value }) => {
        if (reader !== LANGUAGE_READER || !isFact(value) || tree.removedBy(layer, path) !== undefined) return [];
        return [{ ...value, path, layer }];
      }),
    )
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Facts may come from a cache on the disk. */
function isFact(value: unknown): value is LanguageFact {
  return (
    isObject(value) &&
    ['type', 'namespace', 'name', 'version', 'license'].every((key) => typeof value[key] === 'string')
  );
}
