// Reports in files, written where the workflow asked for them and never through a link that the scanned code brought.
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { UsageError } from '../model/errors.ts';

/** Writes a report and answers with its path as later steps find it: relative to the workspace where it lies in it. */
export function writeReport(
  input: string,
  file: string,
  text: string,
  { cwd, workspace }: { readonly cwd: string; readonly workspace: string },
): string {
  const path = resolve(cwd, file);
  try {
    makeFolder(dirname(path), workspace);
    // A link of that name is replaced, not written through.
    rmSync(path, { force: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(
      `input ${input}: cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return isBelow(path, resolve(workspace)) ? relative(workspace, path).split(sep).join('/') : path;
}

function makeFolder(folder: string, workspace: string): void {
  const root = resolve(workspace);
  let present = folder;
  while (!existsSync(present) && dirname(present) !== present) present = dirname(present);
  if (isBelow(present, root) && !isBelow(realpathSync(present), realpathSync(root)))
    throw new Error(`${relative(root, present)} is a link that leads out of the workspace`);
  mkdirSync(folder, { recursive: true });
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}
