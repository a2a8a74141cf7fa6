// A container of whose options some are not known: what any further option could change is no longer stated.
import { type Container, containerElements } from '../../model/container.ts';
import type { Absence, Facts, Subject } from '../../model/subject.ts';

/** Fields that no option changes, or that stay what they are called. */
const FIXED = new Set<string>([
  'kind',
  'name',
  'os',
  'image',
  'imageReference',
  'built',
  'buildPrivileged',
  'buildNetwork',
  'buildArgs',
  'provider',
  'hooks',
  'replicas',
  'swarmKeys',
  'command',
  'cpuReservation',
]);

/** Values that are kept because a further option makes nothing better that is already written down. */
const WORST: { readonly [K in keyof Container]?: Container[K] } = {
  privileged: true,
  hostNetwork: true,
  hostPid: true,
  hostIpc: true,
  publishAll: true,
  useApiSocket: true,
  oomKillDisable: true,
  writableCgroups: true,
  maskedPaths: false,
  networkMode: 'host',
  pid: 'host',
  ipc: 'host',
  uts: 'host',
  cgroup: 'host',
  usernsMode: 'host',
  seccomp: 'unconfined',
  apparmor: 'unconfined',
  selinux: 'disabled',
  healthcheck: 'disabled',
};

const TEXT_LISTS = ['capAdd', 'capDrop', 'groupAdd', 'expose', 'extraHosts', 'dns', 'links', 'volumesFrom'] as const;

const ELEMENT_LISTS = {
  securityOptions: 'SecurityOption',
  networks: 'Network',
  ports: 'Port',
  mounts: 'Mount',
  devices: 'Device',
  environment: 'Variable',
  sysctls: 'Sysctl',
  ulimits: 'Ulimit',
} as const;

/**
 * Takes back every fact that a further option could change. Lists keep what they hold and get one more element that is not known, because
 * options can only add to them.
 */
export function withOpenOptions(subject: Subject<'container'>, absence: Absence): Subject<'container'> {
  const absences: Record<string, Absence> = { ...subject.absences };
  const { facts } = subject;
  const kept = Object.fromEntries(
    Object.entries(facts).filter(([field, value]) => {
      if (value === undefined) return false;
      const isKept =
        FIXED.has(field) ||
        isWorst(field, value) ||
        isList(field) ||
        (field === 'effectiveCapabilities' && facts.privileged === true);
      if (!isKept) absences[field] = absence;
      return isKept;
    }),
  );
  const texts = TEXT_LISTS.map((field) => {
    absences[`${field}[${facts[field]?.length ?? 0}]`] = absence;
    return [field, [...(facts[field] ?? []), undefined]] as const;
  });
  const elements = Object.entries(ELEMENT_LISTS).map(([field, type]) => {
    const list = listOf(facts, field);
    const path = `${field}[${list.length}]`;
    absences[path] = absence;
    for (const name of Object.keys(containerElements[type].fields)) absences[`${path}.${name}`] = absence;
    return [field, [...list, {}]] as const;
  });
  return { ...subject, facts: { ...kept, ...Object.fromEntries([...texts, ...elements]) }, absences };
}

function isWorst(field: string, value: unknown): boolean {
  return Object.entries(WORST).some(([name, worst]) => name === field && worst === value);
}

function isList(field: string): boolean {
  return field in ELEMENT_LISTS || TEXT_LISTS.some((name) => name === field);
}

function listOf(facts: Facts<'container'>, field: string): readonly unknown[] {
  const value = Object.entries(facts).find(([name]) => name === field)?.[1];
  return Array.isArray(value) ? value : [];
}
