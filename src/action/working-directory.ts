// What of a step lies in the workspace: the directory that paths are read from, and the files of the policy.
import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { UsageError } from '../model/errors.ts';

/** Finds the directory of the input. It lies in the workspace, also when links are followed. */
export function findDirectory(workingDirectory: string, workspace: string): string {
  const path = resolve(workspace, workingDirectory);
  if (!isBelow(path, workspace)) throw refuse(workingDirectory, 'lies outside of the workspace');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw refuse(workingDirectory, 'is no directory of the workspace; is the repository checked out?');
  if (!isBelow(realpathSync(path), realpathSync(workspace)))
    throw refuse(workingDirectory, 'is a link that leads out of the workspace');
  return path;
}

/** Refuses a file of the policy that lies in the workspace by its name and outside of it by a link. */
export function refuseLink(file: string, folder: string, workspace: string): void {
  const path = resolve(folder, file);
  if (!isBelow(path, workspace) || statSync(path, { throwIfNoEntry: false }) === undefined) return;
  if (!isBelow(realpathSync(path), realpathSync(workspace)))
    throw new UsageError(`${file} is a link that leads out of the workspace; check in the file itself`);
}

/** Whether a path is a folder or lies in it, both absolute; links are not followed. */
export function isBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

function refuse(text: string, reason: string): UsageError {
  return new UsageError(`input working-directory: ${text} ${reason}`);
}
