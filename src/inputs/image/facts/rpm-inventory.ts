// The packages of an rpm database, whichever of its three kinds it is; loaded only where there is one.
import type { ImageTree } from '../../../model/layer.ts';
import { readRpmBdb } from '../../../parse/packages/rpm-bdb.ts';
import type { RpmBlobs } from '../../../parse/packages/rpm-database.ts';
import { type RpmPackage, readRpmHeader } from '../../../parse/packages/rpm-header.ts';
import { parseRpmManifest } from '../../../parse/packages/rpm-manifest.ts';
import { readRpmNdb } from '../../../parse/packages/rpm-ndb.ts';
import { readRpmSqlite } from '../../../parse/packages/rpm-sqlite.ts';
import { RPM_FOLDERS, RPM_MANIFEST } from '../readers/packages.ts';
import { type ManagerInventory, ownersIn, textOf } from './manager-inventory.ts';

/** Kinds by the name of the file, the newest first. Several may lie side by side, the older ones forgotten or the newer one empty. */
const KINDS: readonly (readonly [name: string, read: (bytes: Uint8Array, wal?: Uint8Array) => RpmBlobs])[] = [
  ['rpmdb.sqlite', readRpmSqlite],
  ['Packages.db', readRpmNdb],
  ['Packages', readRpmBdb],
];

/** Reads the first database that holds a package, else the list that distroless images have; `undefined` where there is neither. */
export function readRpmInventory(tree: ImageTree): ManagerInventory | undefined {
  let spare: ManagerInventory | undefined;
  for (const folder of RPM_FOLDERS) {
    for (const [name, read] of KINDS) {
      const path = `${folder}/${name}`;
      const entry = tree.resolve(path);
      if (entry?.type !== 'file') continue;
      const bytes = tree.read(path);
      const blobs =
        bytes === undefined || bytes.length < entry.size
          ? { blobs: [], problem: `it is larger than ${bytes?.length ?? 0} bytes` }
          : read(bytes, tree.read(`${path}-wal`));
      const inventory = describe(path, blobs);
      if (inventory.packages.length > 0) return inventory;
      if (spare?.problem === undefined) spare = inventory;
    }
  }
  return readManifest(tree) ?? spare;
}

function describe(path: string, { blobs, problem }: RpmBlobs): ManagerInventory {
  const headers: RpmPackage[] = blobs.map(readRpmHeader).filter((header) => header !== undefined);
  return {
    format: 'rpm',
    path,
    packages: headers.map(({ files: _, ...record }) => ({ ...record, path, format: 'rpm' })),
    ...(problem === '' ? {} : { problem: `the rpm database /${path} cannot be read: ${problem}` }),
    openOwners: () => ownersIn(listOwners(headers)),
  };
}

function* listOwners(headers: readonly RpmPackage[]): Generator<readonly [string, string]> {
  for (const { name, files } of headers) for (const file of files()) yield [file, name];
}

function readManifest(tree: ImageTree): ManagerInventory | undefined {
  const text = textOf(tree, RPM_MANIFEST);
  if (text === undefined) return undefined;
  const packages = parseRpmManifest(text).map((record) => ({ ...record, path: RPM_MANIFEST, format: 'rpm' }));
  return { format: 'rpm', path: RPM_MANIFEST, packages, openOwners: () => () => undefined };
}
