// What is really in force for a container: the host's /proc, compared with what the engine was asked for.
import type { AskedHardening, Attestation, AttestedSetting } from '../../model/smoke-record.ts';
import type { CgroupEntry } from '../../parse/proc/cgroup.ts';
import { idOutside, parseIdMap } from '../../parse/proc/id-map.ts';
import { parseInterfaces } from '../../parse/proc/interfaces.ts';
import { parseLimits } from '../../parse/proc/limits.ts';
import { isReadOnly, mountAt, parseMountinfo } from '../../parse/proc/mountinfo.ts';
import type { ProcessStatus } from '../../parse/proc/status.ts';
import { attestMounts } from './attest-mounts.ts';
import { settingOf } from './attested-setting.ts';
import { type CgroupLimits, readLimits } from './cgroup-limits.ts';
import type { ContainerProcesses } from './container-processes.ts';
import { type ProcFiles, textOf } from './proc-files.ts';

/** Namespaces that are asked to be private, by the name of their link. */
const PRIVATE = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'uts'] as const;

/** Attests a container whose processes are seen. */
export function attest(proc: ProcFiles, processes: ContainerProcesses, asked: AskedHardening): Attestation {
  const { started, own, groups } = processes;
  const mounts = parseMountinfo(textOf(proc.process(started.pid, 'mountinfo')) ?? '');
  const shared = sharedNamespaces(proc, started.pid);
  const interfaces = textOf(proc.process(started.pid, 'net/dev'));
  const apparmor =
    textOf(proc.process(started.pid, 'attr/current'))
      ?.replaceAll(/[\0\n]/g, '')
      .trim() ?? '';
  const limits = readLimits(proc, groups);
  const root = mountAt(mounts, '/');
  const capabilities = unionOf(own.map((one) => one.capabilities));
  const [, uid] = started.uids;
  const [, gid] = started.gids;
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    groups: started.groups,
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(started.boundingCapabilities === undefined ? {} : { boundingCapabilities: started.boundingCapabilities }),
    ...(started.noNewPrivileges === undefined ? {} : { noNewPrivileges: started.noNewPrivileges }),
    ...(started.seccomp === undefined ? {} : { seccomp: started.seccomp }),
    apparmor,
    ...(root === undefined ? {} : { readOnlyRoot: isReadOnly(root) }),
    ...(shared === undefined ? {} : { hostNamespaces: shared }),
    ...(interfaces === undefined ? {} : { interfaces: parseInterfaces(interfaces) }),
    ...typedLimits(limits),
    settings: [
      ...attestUser(proc, started, asked),
      ...attestRights(started, capabilities, asked),
      ...(asked.apparmor === '' ? [] : [settingOf('apparmor', `${asked.apparmor} (enforce)`, apparmor)]),
      ...attestMounts(mounts, asked),
      ...attestLimits(limits, asked),
      ...attestUlimits(textOf(proc.process(started.pid, 'limits')), asked),
      ...attestNetwork(interfaces, asked),
      ...PRIVATE.map((name) =>
        settingOf(
          `namespace.${name}`,
          'private',
          shared && (shared.includes(name) ? 'shared with the host' : 'private'),
        ),
      ),
    ],
  };
}

/** What can be said of a container whose processes are hidden: its limits, where its groups are known, and of the rest why not. */
export function attestHidden(
  proc: ProcFiles,
  groups: readonly CgroupEntry[] | undefined,
  asked: AskedHardening,
  reason: string,
): Attestation {
  const limits = groups === undefined ? {} : readLimits(proc, groups);
  const unseen = (name: string, wanted: string) => settingOf(name, wanted, undefined, reason);
  const nobody = { pid: 0, parent: 0, name: '', namespacePids: [], uids: [], gids: [], groups: [] };
  const settings: AttestedSetting[] = [
    ...attestUser(undefined, nobody, asked),
    ...attestRights(nobody, undefined, asked),
    unseen('rootFileSystem', asked.readOnlyRoot ? 'read-only' : 'writable'),
    ...asked.tmpfs.map(({ path, sizeBytes }) => unseen(`tmpfs.${path}`, `tmpfs of ${sizeBytes} bytes`)),
    ...attestLimits(limits, asked),
    ...attestUlimits(undefined, asked),
    ...attestNetwork(undefined, asked),
    ...PRIVATE.map((name) => unseen(`namespace.${name}`, 'private')),
  ];
  return {
    ...typedLimits(limits),
    settings: settings.map((setting) => (setting.holds === 'unknown' ? { ...setting, reason } : setting)),
    reason,
  };
}

/** Numbers of the host are compared, since a user namespace shifts those of the container. */
function attestUser(proc: ProcFiles | undefined, started: ProcessStatus, asked: AskedHardening): AttestedSetting[] {
  const shift = (file: string, id: number): number => {
    const map = parseIdMap((proc && textOf(proc.process(started.pid, file))) ?? '');
    return map.length === 0 ? id : (idOutside(map, id) ?? id);
  };
  const [uid, gid] = [shift('uid_map', asked.uid), shift('gid_map', asked.gid)];
  const [found, foundGroup] = [started.uids[1], started.gids[1]];
  const allowed = new Set([gid, ...asked.groups.map((group) => shift('gid_map', group))]);
  const beyond = started.groups.filter((group) => !allowed.has(group));
  const known = found === undefined || foundGroup === undefined ? undefined : `${found}:${foundGroup}`;
  return [
    settingOf('user', `${uid}:${gid}`, known),
    settingOf('groups', `${gid} alone`, known && (beyond.length === 0 ? `${gid} alone` : started.groups.join(', '))),
  ];
}

function attestRights(
  { boundingCapabilities, noNewPrivileges, seccomp }: ProcessStatus,
  capabilities: readonly string[] | undefined,
  asked: AskedHardening,
): AttestedSetting[] {
  const wanted = namesOf(asked.capabilities);
  const within = (found: readonly string[] | undefined): string | undefined =>
    found?.every((name) => asked.capabilities.includes(name)) === true ? wanted : found && namesOf(found);
  return [
    settingOf('capabilities', wanted, within(capabilities)),
    settingOf('boundingCapabilities', wanted, within(boundingCapabilities)),
    settingOf('noNewPrivileges', 'on', noNewPrivileges === undefined ? undefined : noNewPrivileges ? 'on' : 'off'),
    settingOf('seccomp', asked.seccomp, seccomp),
  ];
}

function namesOf(capabilities: readonly string[]): string {
  return capabilities.length === 0 ? 'none' : capabilities.join(', ');
}

function attestLimits(found: CgroupLimits, asked: AskedHardening): AttestedSetting[] {
  const show = (limit: number | undefined, unit: string) =>
    limit === undefined ? undefined : limit === 0 ? 'no limit' : `${limit}${unit}`;
  // Memory is counted in pages.
  const page = (bytes: number | undefined) => (bytes === undefined ? undefined : Math.floor(bytes / 4096) * 4096);
  const bytes = (name: string, wanted: number, limit: number | undefined) =>
    settingOf(name, show(page(wanted), ' bytes') ?? '', show(page(limit), ' bytes'));
  return [
    bytes('memory', asked.memoryBytes, found.memoryBytes),
    bytes('swap', asked.memorySwapBytes, found.memorySwapBytes),
    ...(asked.cpus === 0
      ? []
      : [
          settingOf(
            'cpus',
            `${asked.cpus}`,
            found.cpus === undefined ? undefined : found.cpus === 0 ? 'no limit' : `${found.cpus}`,
          ),
        ]),
    settingOf('pids', `${asked.pids}`, show(found.pids, '')),
  ];
}

function attestUlimits(text: string | undefined, asked: AskedHardening): AttestedSetting[] {
  const limits = text === undefined ? undefined : parseLimits(text);
  return Object.entries(asked.ulimits).map(([name, wanted]) => {
    const limit = limits?.get(name);
    const found =
      limit === undefined
        ? undefined
        : limit.soft === limit.hard
          ? `${limit.hard}`
          : `${limit.soft}, hard ${limit.hard}`;
    return settingOf(name, `${wanted}`, found);
  });
}

function attestNetwork(interfaces: string | undefined, asked: AskedHardening): AttestedSetting[] {
  if (asked.network !== 'none') return [];
  const names = interfaces === undefined ? undefined : parseInterfaces(interfaces);
  const others = names?.filter((name) => name !== 'lo');
  return [settingOf('network', 'none', others && (others.length === 0 ? 'none' : others.join(', ')))];
}

/** Those of the host, `user` among them; undefined where links cannot be read. */
function sharedNamespaces(proc: ProcFiles, pid: number): readonly string[] | undefined {
  const shared: string[] = [];
  for (const name of [...PRIVATE, 'user']) {
    const [own, its] = [textOf(proc.link('self', `ns/${name}`)), textOf(proc.link(pid, `ns/${name}`))];
    if (own === undefined || its === undefined) {
      if (name === 'cgroup') continue;
      return undefined;
    }
    if (own === its) shared.push(name);
  }
  return shared;
}

function unionOf(sets: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  if (sets.length === 0 || sets.some((set) => set === undefined)) return undefined;
  return [...new Set(sets.flatMap((set) => set ?? []))].sort();
}

function typedLimits({ memoryBytes, cpus, pids }: CgroupLimits): Pick<Attestation, 'memoryBytes' | 'cpus' | 'pids'> {
  return {
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(cpus === undefined ? {} : { cpus }),
    ...(pids === undefined ? {} : { pids }),
  };
}
