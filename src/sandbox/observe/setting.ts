// One setting of the hardening, and how to find out whether it is in force.
import type { AttestedSetting } from '../../model/smoke-record.ts';
import type { CgroupEntry } from '../../parse/proc/cgroup.ts';
import type { ContainerProcesses } from './container-processes.ts';
import type { ProcFiles } from './proc-files.ts';

/** A container as the host sees it. */
export interface View {
  readonly proc: ProcFiles;
  /** Process whose files tell of mounts, namespaces and network. */
  readonly pid: number;
  readonly groups: readonly CgroupEntry[];
  /** Absent where /proc shows the kernel of a sandbox in place of them. */
  readonly processes?: ContainerProcesses;
}

/** What is in force, or why that cannot be seen. */
export type Finding = { readonly found: string; readonly holds: boolean } | { readonly reason: string };

export interface SettingCheck {
  readonly name: string;
  readonly asked: string;
  /** The kernel of the host answers for it, also for a container that has a kernel of its own. */
  readonly ofHost?: boolean;
  readonly find: (view: View) => Finding;
}

/** A setting that could not be looked at. */
export function unseenSetting({ name, asked }: SettingCheck, reason: string): AttestedSetting {
  return { name, asked, holds: 'unknown', reason };
}

/** Looks at a setting. */
export function attestSetting(check: SettingCheck, view: View): AttestedSetting {
  const finding = check.find(view);
  if ('reason' in finding) return unseenSetting(check, finding.reason);
  const { name, asked } = check;
  return { name, asked, found: finding.found, holds: finding.holds ? 'yes' : 'no' };
}

/** Bytes in the largest unit that loses nothing: `64 MiB`, `1000 B`; `none` for no limit. */
export function showBytes(bytes: number): string {
  if (bytes === 0 || !Number.isFinite(bytes)) return 'none';
  const units = ['B', 'KiB', 'MiB', 'GiB'] as const;
  let [value, unit] = [bytes, 0];
  while (value % 1024 === 0 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value} ${units[unit] ?? 'B'}`;
}

/** Names with commas, or `none`. */
export function showList(names: readonly (string | number)[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
