// The packages of the distribution in an image, and which package a path belongs to.
import type { ImageTree } from '../../../model/layer.ts';
import { parseApkInstalled } from '../../../parse/packages/apk.ts';
import { type PackageRecord, parseDpkgStatus } from '../../../parse/packages/dpkg.ts';
import { APK_FILES, DPKG_INFO, DPKG_STATUS, DPKG_STATUS_FOLDER } from '../readers/packages.ts';
import { readRpmInventory } from './rpm-inventory.ts';

/** A package with the file that says so. */
export interface InstalledPackage extends PackageRecord {
  /** Path relative to the root. */
  readonly path: string;
}

export interface Inventory {
  /** `dpkg`, `apk` or `rpm`; empty where no package manager left anything. */
  readonly format: string;
  readonly packages: readonly InstalledPackage[];
  /** Files of a package manager are there, and its database is not. */
  readonly removed: boolean;
  /** Why the packages are not known although there is a database. */
  readonly problem?: string;
  /** The package that a path relative to the root belongs to; empty where none does or that is not known. */
  readonly ownerOf: (path: string) => string;
}

const inventories = new WeakMap<ImageTree, Inventory>();

/** Reads the inventory of an image, once. */
export function readInventory(tree: ImageTree): Inventory {
  const known = inventories.get(tree) ?? readDpkg(tree) ?? readApk(tree) ?? readRpmInventory(tree) ?? readNothing(tree);
  inventories.set(tree, known);
  return known;
}

function readDpkg(tree: ImageTree): Inventory | undefined {
  const files = [DPKG_STATUS, ...tree.children(DPKG_STATUS_FOLDER)].filter((path) => !path.endsWith('.md5sums'));
  const texts = files.flatMap((path) => {
    const text = textOf(tree, path);
    return text === undefined ? [] : [{ path, text }];
  });
  if (texts.length === 0) return undefined;
  const packages = texts.flatMap(({ path, text }) => parseDpkgStatus(text).map((record) => ({ ...record, path })));
  return { format: 'dpkg', packages, removed: false, ownerOf: lazyOwners(() => dpkgOwners(tree)) };
}

function dpkgOwners(tree: ImageTree): Map<string, string> {
  const owners = new Map<string, string>();
  for (const path of tree.children(DPKG_INFO)) {
    if (!path.endsWith('.list')) continue;
    const [name = ''] = path.slice(DPKG_INFO.length + 1, -'.list'.length).split(':');
    for (const file of textOf(tree, path)?.split('\n') ?? [])
      if (file.length > 1) owners.set(foldPath(file.slice(1)), name);
  }
  return owners;
}

function readApk(tree: ImageTree): Inventory | undefined {
  for (const path of APK_FILES) {
    const text = textOf(tree, path);
    if (text === undefined) continue;
    const read = parseApkInstalled(text);
    const owners = () =>
      new Map(read.flatMap(({ name, files }) => files.map((file) => [foldPath(file), name] as const)));
    return {
      format: 'apk',
      packages: read.map(({ files: _, ...record }) => ({ ...record, path })),
      removed: false,
      ownerOf: lazyOwners(owners),
    };
  }
  return undefined;
}

/** Programs and folders that package managers leave when only their database is taken out. */
const TRACES: readonly string[] = ['usr/bin/dpkg', 'sbin/apk', 'usr/sbin/apk', 'usr/bin/rpm', 'var/lib/dpkg/info'];

function readNothing(tree: ImageTree): Inventory {
  const removed = TRACES.some((path) => tree.resolve(path) !== undefined);
  return { format: '', packages: [], removed, ownerOf: () => '' };
}

/** Most images never ask who owns a path. */
export function lazyOwners(read: () => ReadonlyMap<string, string>): (path: string) => string {
  let owners: ReadonlyMap<string, string> | undefined;
  return (path) => {
    owners ??= read();
    return owners.get(foldPath(path)) ?? '';
  };
}

/** One name for a path before and after /bin, /sbin and /lib became links into /usr. */
export function foldPath(path: string): string {
  return /^(?:bin|sbin|lib|lib64|lib32)\//.test(path) ? `usr/${path}` : path;
}

export function textOf(tree: ImageTree, path: string): string | undefined {
  const bytes = tree.read(path);
  return bytes === undefined ? undefined : new TextDecoder('utf-8').decode(bytes);
}
