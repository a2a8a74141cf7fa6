// Who its processes are and what they may do: users, groups, capabilities, privileges to gain, filters.
import type { AskedHardening } from '../../model/smoke-record.ts';
import { type IdRange, idOutside, parseIdMap } from '../../parse/proc/id-map.ts';
import type { ProcessStatus } from '../../parse/proc/status.ts';
import { type ProcFiles, textOf } from './proc-files.ts';
import { type Finding, type SettingCheck, showList, type View } from './setting.ts';

const NOT_TOLD = 'the kernel does not tell it';

/** The settings that are those of processes. */
export function identityChecks(asked: AskedHardening): readonly SettingCheck[] {
  const { uid, gid, groups, capabilities, apparmor } = asked;
  return [
    { name: 'user', asked: `${uid}:${gid}`, find: (view) => findUser(view, asked) },
    { name: 'groups', asked: showList(groups), find: (view) => findGroups(view, asked) },
    {
      name: 'capabilities',
      asked: showList(capabilities),
      find: (view) => noMoreThan(heldCapabilities(view), capabilities),
    },
    {
      name: 'boundingCapabilities',
      asked: showList(capabilities),
      find: (view) => noMoreThan(boundingCapabilities(view), capabilities),
    },
    { name: 'noNewPrivileges', asked: showSwitch(asked.noNewPrivileges), find: findNoNewPrivileges },
    { name: 'seccomp', asked: asked.seccomp, find: findSeccomp },
    ...(apparmor === ''
      ? []
      : [{ name: 'apparmor', asked: apparmor, find: (view: View) => findApparmor(view, apparmor) }]),
  ];
}

/** Capabilities that any process holds; undefined where they are not told. */
export function heldCapabilities(view: View): readonly string[] | undefined {
  return union(everyone(view).map((one) => one.capabilities));
}

/** Capabilities that any process could gain. */
export function boundingCapabilities(view: View): readonly string[] | undefined {
  return union(everyone(view).map((one) => one.boundingCapabilities));
}

/** Whether no process can gain privileges. */
export function noNewPrivileges(view: View): boolean | undefined {
  const all = everyone(view).map((one) => one.noNewPrivileges);
  return all.length === 0 || all.includes(undefined) ? undefined : all.every((one) => one === true);
}

/** The weakest filter of all processes. */
export function seccompMode(view: View): 'filter' | 'strict' | 'disabled' | undefined {
  const all = everyone(view).map((one) => one.seccomp);
  if (all.length === 0 || all.includes(undefined)) return undefined;
  return all.includes('disabled') ? 'disabled' : all.includes('filter') ? 'filter' : 'strict';
}

/** AppArmor profile with its mode; empty where the kernel has none, undefined where it cannot be read. */
export function apparmorProfile({ proc, pid }: Pick<View, 'proc' | 'pid'>): string | undefined {
  const own = proc.process(pid, 'attr/apparmor/current');
  const seen = 'text' in own ? own : proc.process(pid, 'attr/current');
  if ('missing' in seen) return /permission/.test(seen.missing) ? undefined : '';
  const label = seen.text.replaceAll('\0', '').trim();
  // What another security module says has the shape `user:role:type:level`.
  return /^[^\s:]+:[^\s:]+:[^\s:]+/.test(label) ? '' : label;
}

function findUser({ proc, processes }: View, asked: AskedHardening): Finding {
  if (processes === undefined) return { reason: NOT_TOLD };
  const { started, all } = processes;
  const uid = onHost(proc, started.pid, 'uid_map', asked.uid);
  const gid = onHost(proc, started.pid, 'gid_map', asked.gid);
  const isAsked = (one: ProcessStatus) => one.uids.every((id) => id === uid) && one.gids.every((id) => id === gid);
  const found = [...new Set([started, ...all].map(showIds))];
  // Root may become others; others can become nobody else.
  const holds = isAsked(started) && (asked.uid === 0 || all.every(isAsked));
  const shown = found.slice(0, 5).join(', ');
  return { found: uid === asked.uid && gid === asked.gid ? shown : `${shown} in numbers of the host`, holds };
}

/** Real, effective and saved ids that differ are all shown. */
function showIds({ uids, gids }: ProcessStatus): string {
  const show = (ids: readonly number[]) => [...new Set(ids)].join('/');
  return `${show(uids)}:${show(gids)}`;
}

/** The main group counts as one of them: some engines name it among the others. */
function findGroups({ proc, processes }: View, asked: AskedHardening): Finding {
  if (processes === undefined) return { reason: NOT_TOLD };
  const { started } = processes;
  const allowed = new Set([asked.gid, ...asked.groups].map((id) => onHost(proc, started.pid, 'gid_map', id)));
  return { found: showList(started.groups), holds: started.groups.every((id) => allowed.has(id)) };
}

function findNoNewPrivileges(view: View): Finding {
  const found = noNewPrivileges(view);
  return found === undefined ? { reason: NOT_TOLD } : { found: showSwitch(found), holds: found };
}

function findSeccomp(view: View): Finding {
  const found = seccompMode(view);
  return found === undefined ? { reason: NOT_TOLD } : { found, holds: found !== 'disabled' };
}

function findApparmor(view: View, asked: string): Finding {
  const found = apparmorProfile(view);
  if (found === undefined) return { reason: 'no permission to read it' };
  return { found: found === '' ? 'none' : found, holds: found === `${asked} (enforce)` };
}

function noMoreThan(found: readonly string[] | undefined, asked: readonly string[]): Finding {
  if (found === undefined) return { reason: NOT_TOLD };
  return { found: showList(found), holds: found.every((name) => asked.includes(name)) };
}

function everyone({ processes }: View): readonly ProcessStatus[] {
  return processes?.all ?? [];
}

function union(sets: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  if (sets.length === 0 || sets.includes(undefined)) return undefined;
  return [...new Set(sets.flatMap((set) => set ?? []))].sort();
}

/** An id of the container as the host has it; itself where the map cannot be read. */
function onHost(proc: ProcFiles, pid: number, file: 'uid_map' | 'gid_map', id: number): number {
  const map: readonly IdRange[] = parseIdMap(textOf(proc.process(pid, file)) ?? '');
  return idOutside(map, id) ?? id;
}

function showSwitch(on: boolean): string {
  return on ? 'on' : 'off';
}
