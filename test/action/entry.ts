// Which program the mini-runner starts: the bundle when it is as new as the sources, else the sources.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');

/** Words after `node` that start the Action. A bundle that is out of date is what `npm run check` complains of; the tests then run the sources. */
export function actionEntry(): readonly string[] {
  const main = join(root, 'dist/index.js');
  if (isFresh(main)) return [main];
  return ['--import', pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href, join(root, 'src/main.ts')];
}

/** In a clean clone the commit vouches for the bundle; in a tree that is worked on the times of the files tell. */
function isFresh(main: string): boolean {
  const status = spawnSync('git', ['status', '--porcelain', '--', 'src', 'dist', 'package.json', 'package-lock.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status.status === 0 && status.stdout === '') return true;
  const built = statSync(main, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return newest(join(root, 'src')) <= built;
}

function newest(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}
