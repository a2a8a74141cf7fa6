// The packages of an rpm database, whatever container it lies in.
import type { ImageTree } from '../../../model/layer.ts';
import type { PackageRecord } from '../../../parse/packages/dpkg.ts';
import { RPM_FILES, RPM_FOLDERS } from '../readers/packages.ts';

export interface RpmInventory {
  readonly format: 'rpm';
  readonly packages: readonly (PackageRecord & { readonly path: string })[];
  readonly removed: boolean;
  readonly problem?: string;
  readonly ownerOf: (path: string) => string;
}

/** Reads the database, `undefined` where there is none. */
export function readRpmInventory(tree: ImageTree): RpmInventory | undefined {
  const path = RPM_FOLDERS.flatMap((folder) => RPM_FILES.map((file) => `${folder}/${file}`)).find(
    (file) => tree.resolve(file) !== undefined,
  );
  if (path === undefined) return undefined;
  return {
    format: 'rpm',
    packages: [],
    removed: false,
    problem: `the rpm database /${path} is not read`,
    ownerOf: () => '',
  };
}
