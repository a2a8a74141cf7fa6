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
  /** Reads the lists of files. */
  readonly openOwners: () => FindOwner;
}

/** The package to which the manager says that a file belongs, by the spellings its path may have in the lists; the last said counts. */
export type FindOwner = (spellings: readonly string[]) => string | undefined;

/** Finds owners in pairs of a path, relative to the root, and a name. */
export function ownersIn(pairs: Iterable<readonly [path: string, name: string]>): FindOwner {
  const names: string[] = [];
  const last = new Map<string, number>();
  for (const [path, name] of pairs) last.set(path, names.push(name) - 1);
  return (spellings) => names[Math.max(...spellings.map((path) => last.get(path) ?? -1))];
}

const UTF8 = new TextDecoder('utf-8');

/** A kept file as text. */
export function textOf(tree: ImageTree, path: string): string | undefined {
  const bytes = tree.read(path);
  return bytes === undefined ? undefined : UTF8.decode(bytes);
}
