// Flags of `podman run` and `podman create`. Its lists split at commas where the type says `csv`.

import type { FlagType } from './docker-flag-value.ts';
import type { FlagTable } from './docker-flags.ts';
import { DOCKER_RUN_FLAGS } from './docker-run-flags.ts';

const BOOLS =
  'env-host http-proxy no-hosts no-hostname passwd read-only-tmpfs replace rmi rootfs tls-verify unsetenv-all';
const LISTS = 'cgroup-conf chrootdirs decryption-key gidmap hostuser preserve-fd requires uidmap';
const TEXTS =
  'arch authfile cert-dir cgroups conmon-pidfile creds env-merge group-entry health-log-destination health-max-log-count health-max-log-size health-on-failure health-startup-cmd health-startup-interval health-startup-retries health-startup-success health-startup-timeout hosts-file image-volume init-path os passwd-entry personality pidfile pod pod-id-file preserve-fds rdt-class retry retry-delay sdnotify seccomp-policy secret shm-size-systemd signature-policy stop-timeout subgidname subuidname systemd timeout tz umask unsetenv variant';
const MISSING = new Set(
  'link isolation use-api-socket volume-driver link-local-ip domainname cpu-count cpu-percent io-maxbandwidth io-maxiops net-alias runtime'.split(
    ' ',
  ),
);
/** Flags of docker whose value podman reads in its own way. */
const CHANGED: Readonly<Record<string, FlagType>> = {
  'add-host': 'csv',
  attach: 'csv',
  'cap-add': 'csv',
  'cap-drop': 'csv',
  cpus: 'float',
  'device-cgroup-rule': 'csv',
  dns: 'csv',
  'dns-opt': 'csv',
  'dns-option': 'csv',
  'dns-search': 'csv',
  expose: 'csv',
  gpus: 'csv',
  'group-add': 'csv',
  'health-interval': 'text',
  mount: 'text',
  net: 'text',
  network: 'text',
  'network-alias': 'csv',
  publish: 'csv',
  sysctl: 'csv',
  ulimit: 'csv',
};
const ALIASES: Readonly<Record<string, string>> = {
  'healthcheck-command': 'health-cmd',
  'healthcheck-interval': 'health-interval',
  'healthcheck-retries': 'health-retries',
  'healthcheck-start-period': 'health-start-period',
  'healthcheck-timeout': 'health-timeout',
  'override-arch': 'arch',
  'override-os': 'os',
  'override-variant': 'variant',
};

/** The table of podman: that of docker with podman's differences. */
export function podmanRunFlags(): FlagTable {
  const table: FlagTable = Object.fromEntries([
    ...Object.entries(DOCKER_RUN_FLAGS)
      .filter(([name]) => !MISSING.has(name))
      .map(([name, spec]) => [name, { ...spec, type: CHANGED[name] ?? spec.type }] as const),
    ...BOOLS.split(' ').map((name) => [name, { type: 'bool' }] as const),
    ...LISTS.split(' ').map((name) => [name, { type: 'csv' }] as const),
    ...TEXTS.split(' ').map((name) => [name, { type: 'text' }] as const),
    ...Object.entries(ALIASES).map(([name, alias]) => [name, { type: 'text', alias }] as const),
  ]);
  return table;
}
