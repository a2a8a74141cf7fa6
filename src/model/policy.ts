// The organisation's policy: typed fields that rules read as `policy`, carried by a profile.
import type { FactsOf, Fields } from './fields.ts';
import type { Severity } from './severity.ts';

/** Fields of `policy`. One that a profile leaves out is absent: a rule that needs it answers unknown. */
export const policyFields = {
  allowNetworking: { type: 'bool', doc: 'Containers may have a network at all.' },
  allowFileSystem: { type: 'bool', doc: 'Containers may write to their root file system.' },
  requireNonRoot: { type: 'bool', doc: 'Containers must not run as uid 0.' },
  trustedRegistries: {
    type: 'list<string>',
    doc: 'Globs over `registry/repository`; images from elsewhere are refused. Absent when the organisation named none.',
  },
  allowedPorts: {
    type: 'list<string>',
    doc: 'Container ports that may be published, as `port/protocol`. Absent when the organisation declared none.',
  },
  allowedCapabilities: { type: 'list<string>', doc: 'Capabilities that may be added, upper case without CAP_.' },
  requiredUlimits: {
    type: 'list<string>',
    doc: 'Limits that every container must set. Absent when the organisation declared none.',
  },
  allowDefaultCapabilities: {
    type: 'bool',
    doc: 'The 14 default capabilities may be kept (the reading of docker-bench); otherwise every container drops ALL.',
  },
  allowCpuShares: {
    type: 'bool',
    doc: 'A relative weight counts as a CPU limit (the wording of the benchmark); otherwise a quota is asked for.',
  },
  allowUnboundedRestart: {
    type: 'bool',
    doc: 'Containers may restart without end (`always`, `unless-stopped`, or no count).',
  },
  allowTagOnly: { type: 'bool', doc: 'An image may be named by a tag alone; otherwise a digest is asked for.' },
  allowHostFiles: { type: 'bool', doc: 'Harmless host files such as /etc/localtime may be mounted read-only.' },
  allowEscapingMounts: {
    type: 'bool',
    doc: 'Mounts may lead above the directory of the project, as `../shared` does. Absent when the organisation did not say.',
  },
  allowedDevices: {
    type: 'list<string>',
    doc: 'Globs over host devices that may be passed through: a path, a CDI name, a device rule, or the text of a request such as `gpu: all`. Absent when the organisation declared none.',
  },
  allowedCommands: {
    type: 'list<string>',
    doc: 'Globs over the programs that may be started in a container or check its health. Absent when the organisation named none.',
  },
  allowedPrograms: {
    type: 'list<string>',
    doc: 'Globs over the names of programs that an image may hold although a running service seldom needs them, such as `curl`.',
  },
  deniedPackages: {
    type: 'list<string>',
    doc: 'Globs over the names of packages that no image may hold.',
  },
  allowDistributionSetuid: {
    type: 'bool',
    doc: 'The programs with setuid or setgid that a distribution ships, such as `su`, may stay in an image.',
  },
  requireMinimalImages: { type: 'bool', doc: 'Images hold no shell, package manager or network client.' },
  maxImageAgeDays: { type: 'int', doc: 'Days after which an image must be built anew; 0 for never.' },
  maxMemoryBytes: { type: 'int', doc: 'Ceiling of a memory limit in bytes; 0 for none.' },
  maxCpus: { type: 'double', doc: 'Ceiling of a CPU limit; 0 for none.' },
  maxPids: { type: 'int', doc: 'Ceiling of a pids limit; 0 for none.' },
  hostLsm: {
    type: 'string',
    doc: 'Linux security module of the hosts: `apparmor`, `selinux` or `none`. Absent when the organisation did not say.',
  },
  maxRestartRetries: { type: 'int', doc: 'Ceiling of the retries of on-failure.' },
} as const satisfies Fields;

export type Policy = Partial<FactsOf<typeof policyFields, Record<string, never>>>;

/** `strict` blocks, `warn` and `monitor` report and let pass. */
export type Enforcement = 'strict' | 'warn' | 'monitor';

export interface RuleOverride {
  /** False switches the rule off; such rules are listed in every report. */
  readonly enabled?: boolean;
  readonly severity?: Severity;
}

export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly policy: Policy;
  readonly enforcement: Enforcement;
  /** Severity at or above which a finding fails the run. */
  readonly failOn: Severity | 'none';
  readonly rules: Readonly<Record<string, RuleOverride>>;
  readonly file: string;
}
