// The packages of the distribution in an image, and which package a path belongs to.
import type { ImageTree } from '../../../model/layer.ts';
import { RPM_DATABASES } from '../readers/packages.ts';
import { readApkInventory } from './apk-inventory.ts';
import { readDpkgInventory } from './dpkg-inventory.ts';
import type { FindOwner, InstalledPackage, ManagerInventory } from './manager-inventory.ts';

export interface Inventory {
  /** `dpkg`, `apk` or `rpm`; empty where no package manager left anything. */
  readonly format: string;
  readonly packages: readonly InstalledPackage[];
  /** Files of a package manager are there, and its database is not. */
  readonly removed: boolean;
  /** Why the packages are not, or not all, known although there is a database. */
  readonly problem?: string;
  /** The package that a path relative to the root belongs to; empty where none does or that is not known. */
  readonly ownerOf: (path: string) => string;
}

/** Programs and folders that package managers leave when only their database is taken out. */
const TRACES: readonly string[] = ['usr/bin/dpkg', 'sbin/apk', 'usr/sbin/apk', 'usr/bin/rpm', 'var/lib/dpkg/info'];

/** Reads the inventory of an image. A manager with an empty database is a tool that lies in the image; another one built it. */
export async function readInventory(tree: ImageTree): Promise<Inventory> {
  const found = [readDpkgInventory(tree), readApkInventory(tree), await readRpm(tree)].filter(
    (inventory) => inventory !== undefined,
  );
  const full = found.filter(({ packages, problem }) => packages.length > 0 || problem !== undefined);
  const [first = found[0]] = full;
  if (first === undefined) {
    const removed = TRACES.some((path) => tree.resolve(path) !== undefined);
    return { format: '', packages: [], removed, ownerOf: () => '' };
  }
  const problem =
    full.length === 0
      ? `the package database /${first.path} lists no package`
      : full.map((one) => one.problem).find((text) => text !== undefined);
  return {
    format: first.format,
    packages: full.flatMap(({ packages }) => packages),
    removed: false,
    ...(problem === undefined ? {} : { problem }),
    ownerOf: ownersOf(tree, full),
  };
}

/** The parsers of rpm databases are loaded where there is one. */
async function readRpm(tree: ImageTree): Promise<ManagerInventory | undefined> {
  if (!RPM_DATABASES.some((path) => tree.resolve(path) !== undefined)) return undefined;
  const { readRpmInventory } = await import('./rpm-inventory.ts');
  return readRpmInventory(tree);
}

/** The lists are read when somebody first asks. What a later manager says counts. */
function ownersOf(tree: ImageTree, inventories: readonly ManagerInventory[]): (path: string) => string {
  let owners: readonly FindOwner[] | undefined;
  const spellingsOf = pathSpeller(tree);
  const known = new Map<string, string>();
  const find = (path: string): string => {
    owners ??= inventories.map(({ openOwners }) => openOwners()).reverse();
    const spellings = spellingsOf(path);
    for (const findOwner of owners) {
      const name = findOwner(spellings);
      if (name !== undefined) return name;
    }
    return '';
  };
  // A path that hostile lists name a million times is looked for once.
  return (path) => {
    const name = known.get(path) ?? find(path);
    known.set(path, name);
    return name;
  };
}

/** All spellings of a path before and after /bin, /sbin and /lib became links into /usr, and /usr/sbin one to /usr/bin. */
function pathSpeller(tree: ImageTree): (path: string) => readonly string[] {
  const isSbinMerged = tree.find('usr/sbin')?.type === 'symlink';
  return (path) => {
    const merged = MERGED.test(path) ? `usr/${path}` : path;
    if (!merged.startsWith('usr/')) return [merged];
    const [, program] = isSbinMerged ? (PROGRAM.exec(merged) ?? []) : [];
    return (program === undefined ? [merged] : [`usr/bin/${program}`, `usr/sbin/${program}`]).flatMap((spelling) => {
      const unmerged = spelling.slice('usr/'.length);
      return MERGED.test(unmerged) ? [spelling, unmerged] : [spelling];
    });
  };
}

const MERGED = /^(?:bin|sbin|lib|lib64|lib32|libx32)\//;
const PROGRAM = /^usr\/s?bin\/(.*)$/s;
