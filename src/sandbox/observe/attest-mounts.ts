// What it can write to: its root, the tmpfs it was given, and any other mount.
import type { AskedHardening } from '../../model/smoke-record.ts';
import { isReadOnly, type MountEntry, mountAt, parseMountinfo } from '../../parse/proc/mountinfo.ts';
import { type ProcFiles, textOf } from './proc-files.ts';
import { type Finding, type SettingCheck, showBytes, type View } from './setting.ts';

/** Mounts that may be written to and that every container has, by place and file system. */
const USUAL: ReadonlyMap<string, readonly string[]> = new Map([
  ['/proc', ['proc']],
  ['/dev', ['tmpfs']],
  ['/dev/pts', ['devpts']],
  ['/dev/console', ['devpts']],
  ['/dev/mqueue', ['mqueue']],
  ['/dev/shm', ['tmpfs']],
  ['/sys/fs/cgroup', ['tmpfs']],
]);

/** Files of the engine, which may be written where the root may. */
const ENGINE_FILES = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

const MAX_LINKS = 20;

/** The settings that are those of mounts. */
export function mountChecks(asked: AskedHardening): readonly SettingCheck[] {
  return [
    {
      name: 'rootFileSystem',
      asked: asked.readOnlyRoot ? 'read-only' : 'writable',
      find: withMounts((mounts) => findRoot(mounts, asked)),
    },
    ...asked.tmpfs.map((tmpfs) => ({
      name: `tmpfs.${tmpfs.path}`,
      asked: `${showOptions(tmpfs.exec ? [] : ['noexec'])}, ${showBytes(tmpfs.sizeBytes)}`,
      find: withMounts((mounts, view) => findTmpfs(mounts, tmpfs, view)),
    })),
    {
      name: 'mounts',
      asked: 'no other writable mount',
      find: withMounts((mounts, view) => findOthers(mounts, asked, view)),
    },
  ];
}

/** Whether its root is read-only; undefined where its mounts cannot be read. */
export function hasReadOnlyRoot({ proc, pid }: View): boolean | undefined {
  const root = mountAt(parseMountinfo(textOf(proc.process(pid, 'mountinfo')) ?? ''), '/');
  return root === undefined ? undefined : isReadOnly(root);
}

function withMounts(find: (mounts: readonly MountEntry[], view: View) => Finding): (view: View) => Finding {
  return (view) => {
    const seen = view.proc.process(view.pid, 'mountinfo');
    if ('missing' in seen) return { reason: seen.missing };
    const mounts = parseMountinfo(seen.text);
    return mounts.length === 0 ? { reason: 'its list of mounts is empty' } : find(mounts, view);
  };
}

function findRoot(mounts: readonly MountEntry[], { readOnlyRoot }: AskedHardening): Finding {
  const root = mountAt(mounts, '/');
  if (root === undefined) return { reason: 'its root is not among its mounts' };
  return { found: isReadOnly(root) ? 'read-only' : 'writable', holds: isReadOnly(root) || !readOnlyRoot };
}

function findTmpfs(mounts: readonly MountEntry[], asked: AskedHardening['tmpfs'][number], view: View): Finding {
  const mount = mountAt(mounts, resolveInside(view, asked.path));
  if (mount === undefined) return { found: 'nothing mounted', holds: false };
  if (mount.fileSystem !== 'tmpfs') return { found: mount.fileSystem, holds: false };
  const size = sizeOf(mount);
  const has = (option: string) => mount.options.includes(option);
  return {
    found: `${showOptions(mount.options)}, ${showBytes(size)}`,
    holds: has('nosuid') && has('nodev') && (asked.exec || has('noexec')) && size > 0 && size <= asked.sizeBytes,
  };
}

function findOthers(mounts: readonly MountEntry[], asked: AskedHardening, view: View): Finding {
  const own = new Set(asked.tmpfs.map(({ path }) => resolveInside(view, path)));
  const others = mounts.filter(
    (mount) =>
      !isReadOnly(mount) &&
      mount.point !== '/' &&
      !own.has(mount.point) &&
      !(USUAL.get(mount.point)?.includes(mount.fileSystem) === true) &&
      !isMask(mount) &&
      !(!asked.readOnlyRoot && ENGINE_FILES.includes(mount.point)),
  );
  const shown = others.slice(0, 5).map(({ point, fileSystem }) => `${point} (${fileSystem})`);
  const more = others.length > shown.length ? ` and ${others.length - shown.length} more` : '';
  return {
    found: others.length === 0 ? 'no other writable mount' : `${shown.join(', ')}${more}`,
    holds: others.length === 0,
  };
}

/** The null device over a file of /proc that the engine hides. */
function isMask({ point, root, fileSystem }: MountEntry): boolean {
  return /^\/(?:proc|sys)\//.test(point) && root === '/null' && /^(?:dev)?tmpfs$/.test(fileSystem);
}

/** Bytes; 0 for no limit. */
function sizeOf({ superOptions }: MountEntry): number {
  const [, kibibytes] = /^size=(\d{1,15})k$/.exec(superOptions.find((one) => one.startsWith('size=')) ?? '') ?? [];
  return kibibytes === undefined ? 0 : Number(kibibytes) * 1024;
}

/** What cannot be done on it, in one order. */
function showOptions(options: readonly string[]): string {
  const all = ['nosuid', 'nodev', 'noexec'] as const;
  const always = options.length < 2 ? ['nosuid', 'nodev'] : [];
  return all.filter((one) => options.includes(one) || always.includes(one)).join(',');
}

/** The engine mounts where links lead to: `/var/run` is `/run` in many images. Links are followed here as the container would. */
function resolveInside({ proc, pid }: { readonly proc: ProcFiles; readonly pid: number }, path: string): string {
  const pending = path.split('/').filter((part) => part !== '');
  let resolved = '';
  for (let links = 0; pending.length > 0; ) {
    const part = pending.shift() ?? '';
    if (part === '..') resolved = resolved.slice(0, Math.max(0, resolved.lastIndexOf('/')));
    if (part === '..' || part === '.') continue;
    const target = textOf(proc.link(pid, `root${resolved}/${part}`));
    if (target === undefined || links >= MAX_LINKS) resolved = `${resolved}/${part}`;
    else {
      links += 1;
      if (target.startsWith('/')) resolved = '';
      pending.unshift(...target.split('/').filter((one) => one !== ''));
    }
  }
  return resolved === '' ? '/' : resolved;
}
