// The options of `docker run` that give a container the hardening in which it was seen to work.
import { goodResults, type SmokeRecord } from '../model/smoke-record.ts';

/** Paths that no shell and no option of the engine could misread. */
const PLAIN_PATH = /^\/[\w./-]+$/;
const MEBIBYTE = 1024 ** 2;

/** The options in one line; empty where it did not work, or where a path could not be written plainly. */
export function hardenedFlags({ result, asked, denied }: SmokeRecord): string {
  const refused = denied.some(({ kind }) => kind === 'write' || kind === 'network');
  if (!goodResults.includes(result) || refused || !asked.tmpfs.every(({ path }) => PLAIN_PATH.test(path))) return '';
  return [
    `--user ${asked.uid}:${asked.gid}`,
    ...(asked.readOnlyRoot ? ['--read-only'] : []),
    ...asked.tmpfs.map(({ path }) => `--tmpfs ${path}`),
    ...(asked.network === 'none' ? ['--network none'] : []),
    '--cap-drop ALL',
    ...asked.capabilities.filter((name) => /^[A-Z_]+$/.test(name)).map((name) => `--cap-add ${name}`),
    ...(asked.noNewPrivileges ? ['--security-opt no-new-privileges'] : []),
    `--memory ${Math.ceil(asked.memoryBytes / MEBIBYTE)}m`,
    `--cpus ${asked.cpus}`,
    `--pids-limit ${asked.pids}`,
    ...(asked.init ? ['--init'] : []),
  ].join(' ');
}
