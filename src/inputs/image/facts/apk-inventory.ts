// The packages that apk installed.
import type { ImageTree } from '../../../model/layer.ts';
import { parseApkInstalled } from '../../../parse/packages/apk.ts';
import { APK_FILES } from '../readers/packages.ts';
import { type ManagerInventory, ownersIn, textOf } from './manager-inventory.ts';

/** Reads the database; `undefined` where there is none. */
export function readApkInventory(tree: ImageTree): ManagerInventory | undefined {
  for (const path of APK_FILES) {
    const text = textOf(tree, path);
    if (text === undefined) continue;
    const read = parseApkInstalled(text);
    return {
      format: 'apk',
      path,
      packages: read.map(({ files: _, ...record }) => ({ ...record, path, format: 'apk' })),
      openOwners: () => ownersIn(read.flatMap(({ name, files }) => files.map((file) => [file, name] as const))),
    };
  }
  return undefined;
}
