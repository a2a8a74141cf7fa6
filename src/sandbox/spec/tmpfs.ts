// The writable places of a run: /tmp, every volume, and what a relaxation adds, each in memory and bounded.
import { printable } from '../../engine/printable.ts';
import { InputError } from '../../model/errors.ts';
import type { SandboxWish } from '../../model/sandbox.ts';
import { tmpfsPath } from './tmpfs-path.ts';

/** A tmpfs of a run; sizes in bytes. */
interface SandboxTmpfs {
  readonly path: string;
  readonly sizeBytes: number;
  readonly exec: boolean;
}

export interface SandboxMounts {
  /** Parents first. */
  readonly tmpfs: readonly SandboxTmpfs[];
  /** `HostConfig.Tmpfs` of the request. */
  readonly request: Readonly<Record<string, string>>;
  readonly notices: readonly string[];
}

/** Directories that everybody may write to, whoever the run is. */
const SHARED = ['/tmp', '/var/tmp'];

/** Directories of an image are made again until there are so many places. */
const MAX_TMPFS = 32;

const KEPT_OPEN = 'rw,nosuid,nodev';

/** Lays a tmpfs over every volume, which would else be a directory of the host without any bound. Throws InputError on a path where nothing can be mounted. */
export function planTmpfs(wish: SandboxWish, user: { readonly uid: number; readonly gid: number }): SandboxMounts {
  // One of them never takes the memory of the program; all are charged to its limit.
  const usual = Math.max(4096, Math.floor(wish.limits.memoryBytes / 2 / 4096) * 4096);
  const planned = new Map<string, SandboxTmpfs>();
  planned.set('/tmp', { path: '/tmp', sizeBytes: usual, exec: false });
  for (const volume of wish.volumes) {
    const path = checked(volume, `${wish.reference}: the volume`, 'build the image without this VOLUME');
    planned.set(path, { path, sizeBytes: usual, exec: false });
  }
  for (const { relaxation, by } of wish.relaxations) {
    if (relaxation.kind !== 'tmpfs') continue;
    const path = checked(relaxation.path, `${by}: the tmpfs`, 'take it out, or name another path');
    const sizeBytes = Math.min(relaxation.sizeBytes ?? usual, wish.limits.memoryBytes);
    planned.set(path, { path, sizeBytes, exec: relaxation.exec ?? false });
  }
  const notices = [...planned.keys()].sort().flatMap((path) => showHidden(path, wish, planned, usual));
  const tmpfs = [...planned.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { tmpfs, request: Object.fromEntries(tmpfs.map((one) => [one.path, optionsOf(one, user)])), notices };
}

function checked(text: string, what: string, mend: string): string {
  const answer = tmpfsPath(text);
  if ('path' in answer) return answer.path;
  throw new InputError(`${what} "${printable(text, 200)}" cannot be had in the sandbox: ${answer.refusal}; ${mend}`);
}

function optionsOf(
  { path, sizeBytes, exec }: SandboxTmpfs,
  { uid, gid }: { readonly uid: number; readonly gid: number },
): string {
  // runc before 1.2 gives it the mode of the image's own folder in place of this one, so it belongs to the user in any case.
  const mode = SHARED.includes(path) ? '1777' : '0755';
  return `${KEPT_OPEN},${exec ? 'exec' : 'noexec'},size=${sizeBytes},mode=${mode},uid=${uid},gid=${gid}`;
}

/** A program that finds its directories in a volume would not make them: each is there again, empty. What is lost all the same is told. */
function showHidden(
  path: string,
  { shippedBelow }: SandboxWish,
  planned: Map<string, SandboxTmpfs>,
  sizeBytes: number,
): string[] {
  const { files, folders } = shippedBelow?.(path) ?? { files: 0, folders: [] };
  let lost = 0;
  for (const folder of folders) {
    if (planned.has(folder)) continue;
    if (planned.size < MAX_TMPFS && 'path' in tmpfsPath(folder))
      planned.set(folder, { path: folder, sizeBytes, exec: false });
    else lost += 1;
  }
  const hidden = [...countOf(files, 'file', 'files'), ...countOf(lost, 'directory', 'directories')];
  return hidden.length === 0 ? [] : [`The tmpfs on ${path} hides ${hidden.join(' and ')} of the image`];
}

function countOf(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [count === 1 ? `one ${one}` : `${count} ${many}`];
}
