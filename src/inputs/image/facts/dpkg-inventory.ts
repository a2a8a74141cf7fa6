// The packages that dpkg installed, and those that distroless images record as dpkg does.
import type { ImageTree } from '../../../model/layer.ts';
import { type PackageRecord, parseDpkgStatus } from '../../../parse/packages/dpkg.ts';
import { parseDiversions, parseDpkgList, parseMd5Sums } from '../../../parse/packages/dpkg-files.ts';
import { DPKG_DIVERSIONS, DPKG_INFO, DPKG_STATUS, DPKG_STATUS_FOLDER } from '../readers/packages.ts';
import { type InstalledPackage, type ManagerInventory, textOf } from './manager-inventory.ts';

const SUMS = '.md5sums';
const LIST = '.list';

/** Reads the status database and the stanzas beside it; `undefined` where there is neither. */
export function readDpkgInventory(tree: ImageTree): ManagerInventory | undefined {
  const stanzas = tree.children(DPKG_STATUS_FOLDER).filter((path) => !path.endsWith(SUMS));
  const files = [DPKG_STATUS, ...[...stanzas].sort()].filter((path) => tree.resolve(path)?.type === 'file');
  const [path] = files;
  if (path === undefined) return undefined;
  const packages = files.map((file) =>
    parseDpkgStatus(textOf(tree, file) ?? '').map((record) => ({ ...record, path: file, format: 'dpkg' })),
  );
  return { format: 'dpkg', path, packages: newestOf(tree, packages.flat()), listOwners: () => listOwners(tree) };
}

/** Of two records of one package the one in the higher layer is of what is there; of two in one layer the database knows better. */
function newestOf(tree: ImageTree, packages: readonly InstalledPackage[]): InstalledPackage[] {
  const layers = new Map<string, number>();
  const layerOf = (path: string): number => {
    const layer = layers.get(path) ?? tree.resolve(path)?.layer ?? 0;
    layers.set(path, layer);
    return layer;
  };
  const newest = new Map<string, InstalledPackage>();
  for (const record of packages) {
    const key = keyOf(record);
    const known = newest.get(key);
    if (known === undefined || layerOf(record.path) > layerOf(known.path)) newest.set(key, record);
  }
  return [...newest.values()];
}

function keyOf({ name, architecture }: PackageRecord): string {
  return `${name}:${architecture}`;
}

function* listOwners(tree: ImageTree): Generator<readonly [string, string]> {
  const diversions = parseDiversions(textOf(tree, DPKG_DIVERSIONS) ?? '');
  for (const path of tree.children(DPKG_STATUS_FOLDER)) {
    if (!path.endsWith(SUMS)) continue;
    const name = path.slice(DPKG_STATUS_FOLDER.length + 1, -SUMS.length);
    for (const file of parseMd5Sums(textOf(tree, path) ?? '')) yield [file, name];
  }
  for (const path of tree.children(DPKG_INFO)) {
    if (!path.endsWith(LIST)) continue;
    const [name = ''] = path.slice(DPKG_INFO.length + 1, -LIST.length).split(':');
    for (const file of parseDpkgList(textOf(tree, path) ?? '')) {
      const diverted = diversions.get(file);
      yield [diverted === undefined || diverted.by === name ? file : diverted.to, name];
    }
  }
}
