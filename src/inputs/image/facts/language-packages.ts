// The packages of languages that are in an image when all its layers are applied.

import type { ImageTree } from '../../../model/layer.ts';
import { isObject } from '../../../parse/json-object.ts';
import type { LanguagePackageRecord } from '../../../parse/packages/language.ts';
import { LANGUAGE_READER } from '../readers/language-packages.ts';

export interface LanguagePackage extends LanguagePackageRecord {
  /** Path relative to the root of the file that says so. */
  readonly path: string;
  readonly layer: number;
}

/**
 * Lists them by path. What a later layer removed or replaced is not there any more, and what belongs to a package of the distribution is that
 * package: it is updated, and warned of, under its name.
 */
export function readLanguagePackages(tree: ImageTree, ownerOf: (path: string) => string): LanguagePackage[] {
  return tree.layers
    .flatMap(({ facts }, layer) =>
      facts.flatMap(({ reader, path, value }) => {
        if (reader !== LANGUAGE_READER || !isRecord(value)) return [];
        if (tree.removedBy(layer, path) !== undefined || ownerOf(path) !== '') return [];
        return [{ ...value, path, layer }];
      }),
    )
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Facts may come from a cache on the disk. */
function isRecord(value: unknown): value is LanguagePackageRecord {
  return (
    isObject(value) &&
    ['type', 'namespace', 'name', 'version', 'license'].every((key) => typeof value[key] === 'string') &&
    ['platform', 'inside'].every((key) => value[key] === undefined || typeof value[key] === 'string')
  );
}
