// The packages that dpkg installed, and those that distroless images record as dpkg does.
import type { ImageTree } from '../../../model/layer.ts';
import { type PackageRecord, parseDpkgStatus } from '../../../parse/packages/dpkg.ts';
import { parseDiversions, parseMd5Sums, walkDpkgList } from '../../../parse/packages/dpkg-files.ts';
import { DPKG_DIVERSIONS, DPKG_INFO, DPKG_STATUS, DPKG_STATUS_FOLDER } from '../readers/packages.ts';
import { indexLists } from './listed-paths.ts';
import { type FindOwner, type InstalledPackage, type ManagerInventory, ownersIn, textOf } from './manager-inventory.ts';

const SUMS = '.md5sums';
const LIST = '.list';
const NONE = -1;

/** Reads the status database and the stanzas beside it; `undefined` where there is neither. */
export function readDpkgInventory(tree: ImageTree): ManagerInventory | undefined {
  const stanzas = tree.children(DPKG_STATUS_FOLDER).filter((path) => !path.endsWith(SUMS));
  const files = [DPKG_STATUS, ...[...stanzas].sort()].filter((path) => tree.resolve(path)?.type === 'file');
  const [path] = files;
  if (path === undefined) return undefined;
  const packages = files.map((file) =>
    parseDpkgStatus(textOf(tree, file) ?? '').map((record) => ({ ...record, path: file, format: 'dpkg' })),
  );
  return { format: 'dpkg', path, packages: newestOf(tree, packages.flat()), openOwners: () => openOwners(tree) };
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

function openOwners(tree: ImageTree): FindOwner {
  const recorded = ownersIn(recordedOwners(tree));
  const listed = openLists(tree);
  return (spellings) => listed(spellings) ?? recorded(spellings);
}

/** What stands in the checksums beside the stanzas of distroless images. */
function* recordedOwners(tree: ImageTree): Generator<readonly [string, string]> {
  for (const path of tree.children(DPKG_STATUS_FOLDER)) {
    if (!path.endsWith(SUMS)) continue;
    const name = path.slice(DPKG_STATUS_FOLDER.length + 1, -SUMS.length);
    for (const file of parseMd5Sums(textOf(tree, path) ?? '')) yield [file, name];
  }
}

/** What stands in the lists of dpkg. A path that is diverted is there for the package that diverts it, and elsewhere for all others. */
function openLists(tree: ImageTree): FindOwner {
  const paths = tree.children(DPKG_INFO).filter((path) => path.endsWith(LIST));
  const names = paths.map((path) => path.slice(DPKG_INFO.length + 1, -LIST.length).replace(/:.*$/s, ''));
  const lists = indexLists(
    paths.map((path) => tree.read(path) ?? new Uint8Array()),
    walkDpkgList,
  );
  const diversions = parseDiversions(textOf(tree, DPKG_DIVERSIONS) ?? '');
  const cameFrom = new Map<string, string[]>();
  for (const [from, { to }] of diversions) {
    const known = cameFrom.get(to);
    if (known === undefined) cameFrom.set(to, [from]);
    else known.push(from);
  }
  const linesOf = (path: string): number[] => [
    lists.find(path, (list) => (diversions.get(path)?.by ?? names[list]) === names[list]),
    ...(cameFrom.get(path) ?? []).map((from) => lists.find(from, (list) => diversions.get(from)?.by !== names[list])),
  ];
  return (spellings) => {
    const line = spellings.flatMap(linesOf).reduce((last, one) => Math.max(last, one), NONE);
    return line === NONE ? undefined : names[lists.listOf(line)];
  };
}
