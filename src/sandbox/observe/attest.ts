// Compares what a container was asked to be with what the host's /proc shows of it.
import type { AskedHardening, Attestation } from '../../model/smoke-record.ts';
import {
  apparmorProfile,
  boundingCapabilities,
  heldCapabilities,
  identityChecks,
  noNewPrivileges,
  seccompMode,
} from './attest-identity.ts';
import { limitChecks } from './attest-limits.ts';
import { hasReadOnlyRoot, mountChecks } from './attest-mounts.ts';
import { hostNamespaces, interfacesOf, namespaceChecks } from './attest-namespaces.ts';
import { cpuLimit, type LimitSeen, memoryLimit, pidsLimit } from './cgroup-numbers.ts';
import type { ContainerProcesses } from './container-processes.ts';
import { type ProcFiles, rememberReads } from './proc-files.ts';
import { attestSetting, type SettingCheck, unseenSetting, type View } from './setting.ts';

const SENTRY =
  'gVisor runs it on a kernel of its own: the host shows that kernel and its limits, and not the processes of the image';

/** Runtimes that give a container a kernel of its own, by their usual names. */
const OWN_KERNEL = /^(?:runsc|kata|io\.containerd\.(?:runsc|kata))/;

/** Attests a container whose processes /proc shows. */
export function attest(proc: ProcFiles, processes: ContainerProcesses, asked: AskedHardening): Attestation {
  const { started, groups } = processes;
  const view: View = { proc: rememberReads(proc), pid: started.pid, groups, processes };
  return compact({
    uid: started.uids[1],
    gid: started.gids[1],
    groups: started.groups,
    capabilities: heldCapabilities(view),
    boundingCapabilities: boundingCapabilities(view),
    noNewPrivileges: noNewPrivileges(view),
    seccomp: seccompMode(view),
    apparmor: apparmorProfile(view),
    readOnlyRoot: hasReadOnlyRoot(view),
    hostNamespaces: hostNamespaces(view),
    ...outerFacts(view),
    settings: checksFor(asked).map((check) => attestSetting(check, view)),
    reason: undefined,
  });
}

/** Attests what can be seen of a container that runs on the kernel of gVisor: what the kernel of the host imposes on that. */
export function attestSentry(proc: ProcFiles, pid: number, groups: View['groups'], asked: AskedHardening): Attestation {
  const view: View = { proc: rememberReads(proc), pid, groups };
  return compact({
    ...outerFacts(view),
    settings: checksFor(asked).map((check) =>
      check.ofHost === true ? attestSetting(check, view) : unseenSetting(check, SENTRY),
    ),
    reason: SENTRY,
  });
}

/** Nothing could be seen. */
export function unattested(asked: AskedHardening, reason: string): Attestation {
  return { settings: checksFor(asked).map((check) => unseenSetting(check, reason)), reason };
}

function checksFor(asked: AskedHardening): readonly SettingCheck[] {
  return [
    ...runtimeCheck(asked),
    ...identityChecks(asked),
    ...mountChecks(asked),
    ...namespaceChecks(asked),
    ...limitChecks(asked),
  ];
}

/** A kernel of its own was asked for: one that runs on the kernel of the host deviates. */
function runtimeCheck({ runtime }: AskedHardening): readonly SettingCheck[] {
  if (!OWN_KERNEL.test(runtime)) return [];
  const find: SettingCheck['find'] = ({ processes }) =>
    processes === undefined
      ? { found: 'a kernel of gVisor', holds: /runsc/.test(runtime) }
      : /runsc/.test(runtime)
        ? { found: 'processes on the kernel of the host', holds: false }
        : { reason: 'the host shows a process, which may be that of a virtual machine' };
  return [{ name: 'runtime', asked: runtime, ofHost: true, find }];
}

/** What the kernel of the host imposes, whatever runs inside. */
function outerFacts(view: View) {
  const { proc, groups } = view;
  return {
    interfaces: interfacesOf(view),
    memoryBytes: limitOf(memoryLimit(proc, groups)),
    cpus: limitOf(cpuLimit(proc, groups)),
    pids: limitOf(pidsLimit(proc, groups)),
  };
}

function limitOf(seen: LimitSeen): number | undefined {
  return 'limit' in seen ? seen.limit : undefined;
}

type Loose = { readonly [K in keyof Attestation]: Attestation[K] | undefined } & Pick<Attestation, 'settings'>;

/** The same without what could not be seen. */
function compact({ settings, ...facts }: Loose): Attestation {
  return { ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)), settings };
}
