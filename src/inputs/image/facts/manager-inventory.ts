// What one package manager left in an image: the packages it installed and their files.
import type { ImageTree } from '../../../model/layer.ts';
import type { PackageRecord } from '../../../parse/packages/dpkg.ts';

/** A package with the file that says so. */
export interface InstalledPackage extends PackageRecord {
  /** Path relative to the root. */
  readonly path: string;
  /** `dpkg`, `apk` or `rpm`: the manager that installed it. */
  readonly format: string;
}

export interface ManagerInventory {
  readonly format: string;
  /** The database, relative to the root. */
  readonly path: string;
  readonly packages: readonly InstalledPackage[];
  /** Why its packages are not, or not all, known although there is a database. */
  readonly problem?: string;
  /** Paths relative to the root as the manager lists them, with the package that each belongs to. */
  readonly listOwners: () => Iterable<readonly [path: string, name: string]>;
}

/** A kept file as text. */
export function textOf(tree: ImageTree, path: string): string | undefined {
  const bytes = tree.read(path);
  return bytes === undefined ? undefined : new TextDecoder('utf-8').decode(bytes);
}
