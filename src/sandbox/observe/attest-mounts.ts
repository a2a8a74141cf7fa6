// Compares what is mounted in a container with what was asked for.
import type { AskedHardening, AttestedSetting } from '../../model/smoke-record.ts';
import { isReadOnly, type MountEntry, mountAt } from '../../parse/proc/mountinfo.ts';
import { settingOf } from './attested-setting.ts';

/** What every container has and can write to: devices, and its own view of the kernel. */
const KERNEL_TREES = /^\/(?:proc|dev|sys)(?:\/|$)/;
/** Files that the engine writes for each container. */
const ENGINE_FILES = new Set(['/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/run/.containerenv', '/.dockerenv']);
const INIT_PROGRAM = /^(?:\/usr)?\/s?bin\/docker-init$|^\/run\/podman-init$|^\/dev\/init$/;

/** Root file system, tmpfs and everything else that could be written. */
export function attestMounts(mounts: readonly MountEntry[], asked: AskedHardening): AttestedSetting[] {
  const root = mountAt(mounts, '/');
  return [
    settingOf('rootFileSystem', mode(asked.readOnlyRoot), root === undefined ? undefined : mode(isReadOnly(root))),
    ...asked.tmpfs.map((tmpfs) => attestTmpfs(mountAt(mounts, tmpfs.path), tmpfs)),
    settingOf('mounts', 'nothing else can be written', writableBesides(mounts, asked) || 'nothing else can be written'),
  ];
}

function mode(readOnly: boolean): string {
  return readOnly ? 'read-only' : 'writable';
}

function attestTmpfs(
  mount: MountEntry | undefined,
  { path, sizeBytes, exec }: AskedHardening['tmpfs'][number],
): AttestedSetting {
  const wanted = ['nosuid', 'nodev', ...(exec ? [] : ['noexec'])];
  const asked = `tmpfs of ${sizeBytes} bytes, ${wanted.join(', ')}`;
  const name = `tmpfs.${path}`;
  if (mount === undefined) return settingOf(name, asked, 'not mounted');
  const size = sizeOf(mount);
  const missing = wanted.filter((option) => !mount.options.includes(option));
  // The kernel counts in pages.
  const isSized = size !== undefined && Math.abs(size - sizeBytes) < 65_536;
  if (mount.fileSystem === 'tmpfs' && isSized && missing.length === 0) return settingOf(name, asked, asked);
  const options = wanted.filter((option) => !missing.includes(option)).join(', ');
  return settingOf(name, asked, `${mount.fileSystem} of ${size ?? 'unlimited'} bytes, ${options}`);
}

function sizeOf({ superOptions }: MountEntry): number | undefined {
  const match = /^size=(\d{1,15})([kmg]?)$/.exec(superOptions.find((option) => option.startsWith('size=')) ?? '');
  const unit = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[match?.[2] ?? ''];
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}

/** Paths of mounts that nobody asked for and that can be written; empty for none. */
function writableBesides(mounts: readonly MountEntry[], { tmpfs, readOnlyRoot }: AskedHardening): string {
  const known = new Set(['/', ...tmpfs.map(({ path }) => path)]);
  const found = mounts.filter(
    (mount) =>
      !isReadOnly(mount) &&
      !known.has(mount.point) &&
      !KERNEL_TREES.test(mount.point) &&
      !INIT_PROGRAM.test(mount.point) &&
      !(ENGINE_FILES.has(mount.point) && !readOnlyRoot),
  );
  // What the engine itself writes belongs to root, and the process is not root.
  return [...new Set(found.map(({ point }) => point))].filter((point) => !ENGINE_FILES.has(point)).join(', ');
}
