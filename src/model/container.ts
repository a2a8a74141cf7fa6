// The facts of a container, whatever declared it: a compose service, a run line or an inspect document.
import { bool, double, type ElementType, type FactsOf, type Fields, int, list, string, strings } from './fields.ts';

/** Types of the elements found inside a container. */
export const containerElements = {
  ImageReference: {
    doc: 'An image reference, normalised as the engine does.',
    key: ['repository'],
    fields: {
      registry: string('Registry host and port; `docker.io` when none is written.'),
      repository: string('Path in the registry; `library/nginx` for `nginx`.'),
      tag: string('Tag as written; empty when none is written.'),
      digest: string('`sha256:...`; empty when none is written.'),
    },
  },
  Mount: {
    doc: 'Something mounted into the container: bind, volume, tmpfs, image, npipe or cluster.',
    key: ['target'],
    fields: {
      type: string('`bind`, `volume`, `tmpfs`, `image`, `npipe` or `cluster`.'),
      source: string(
        'Host path as the engine would read it, or the name of the volume; empty for an anonymous volume or a tmpfs.',
      ),
      hostPath: string(
        'The host path that becomes visible, cleaned (`//etc/./` is `/etc`, `/var/run` is `/run`): of a bind, or of a named volume that binds one. Paths inside the project start with `./`, those above it with `../`, those of the home directory with `~`. Empty when no host path is visible.',
      ),
      target: string('Absolute path inside the container.'),
      readOnly: bool('Mounted read-only.'),
      propagation: string('`private`, `rprivate`, `slave`, `rslave`, `shared`, `rshared`; empty when not written.'),
      relabel: string('SELinux relabelling: `z`, `Z` or empty.'),
      options: strings('Mount options of a tmpfs, as written.'),
      sizeBytes: int('Size limit of a tmpfs in bytes; 0 when none.'),
      text: string('The entry in short form, for messages.'),
    },
  },
  Port: {
    doc: 'One published port after expansion of ranges.',
    key: ['hostIp', 'hostPort', 'target', 'protocol'],
    fields: {
      target: int('Port inside the container.'),
      hostPort: int(
        'Port on the host, the lowest one where the engine may pick from a range; 0 when the engine picks any free port.',
      ),
      hostPortEnd: int('The highest port the engine may pick; equal to `hostPort` when it has no choice.'),
      hostIp: string('Address on the host; empty for all addresses.'),
      protocol: string('`tcp`, `udp` or `sctp`.'),
      text: string('The entry in short form, for messages.'),
    },
  },
  Device: {
    doc: 'A host device, a CDI device, a device request (GPU) or a device cgroup rule.',
    key: ['kind', 'source', 'target'],
    fields: {
      kind: string('`path`, `cdi`, `request` (for example a GPU) or `cgroup-rule`.'),
      source: string('Host path, CDI name, driver of the request, or text of the rule.'),
      target: string('Path inside the container; empty where there is none.'),
      permissions: string('Letters of `rwm`; empty where they do not apply.'),
      text: string('The entry in short form, for messages.'),
    },
  },
  Variable: {
    doc: 'An environment variable of the container.',
    key: ['name'],
    fields: {
      name: string('Name.'),
      value: string('Value as the container sees it. Absent when it comes from outside the repository.'),
      literal: bool(
        'The value is written in the repository (in the file or in an env file), not taken from outside. False for what the image sets: its Dockerfile is judged by itself.',
      ),
      fromFile: bool('The value comes from an env file.'),
    },
  },
  Ulimit: {
    doc: 'A resource limit of the process.',
    key: ['name'],
    fields: {
      name: string('Name, for example `nofile`.'),
      soft: int('Soft limit; -1 for unlimited.'),
      hard: int('Hard limit; -1 for unlimited.'),
    },
  },
  Sysctl: {
    doc: 'A kernel setting of the container.',
    key: ['name'],
    fields: { name: string('Name, for example `net.ipv4.ip_forward`.'), value: string('Value.') },
  },
  Hook: {
    doc: 'A command that Compose runs in or before the container on its own authority.',
    key: ['phase', 'index'],
    fields: {
      phase: string('`pre_start`, `post_start` or `pre_stop`.'),
      index: int('Position within its phase, from 0.'),
      user: string('User as written; empty when it runs as the user of the container.'),
      uid: int('Numeric user; absent when it cannot be known.'),
      privileged: bool('Runs with every capability.'),
      command: strings('Words of the command.'),
    },
  },
  Network: {
    doc: 'A network the container is attached to.',
    key: ['name'],
    fields: {
      name: string('Key in the compose file, or name on the command line.'),
      external: bool('Declared outside this project.'),
      internal: bool('Has no way out of the host.'),
      driver: string('Driver; empty for the default bridge driver.'),
    },
  },
  SecurityOption: {
    doc: 'One security option as written, split as the engine splits it.',
    key: ['name', 'value'],
    fields: {
      name: string('For example `seccomp`, `apparmor`, `label`.'),
      value: string('Text after the first separator; empty when there is none.'),
    },
  },
} as const satisfies Readonly<Record<string, ElementType>>;

/** Facts of a container. Names follow Compose in camelCase; units stand in the name; what the user left out holds the engine's default. */
export const containerFields = {
  kind: string('What declared it: `compose`, `run`, `inspect`, `workflow` or `devcontainer`.'),
  name: string('Service name, or name of the container.'),
  os: string('`linux` or `windows`; `linux` unless the declaration says otherwise.'),
  image: string('Image reference as written; empty when the image is only built here.'),
  imageReference: {
    type: 'ImageReference',
    doc: 'The image reference, normalised; its fields are empty when the image is only built here.',
  } as const,
  built: bool('The image is built from this repository.'),
  buildPrivileged: bool('The build runs with elevated rights (privileged or the security.insecure entitlement).'),
  buildNetwork: string('Network mode of the build; empty for the default.'),
  buildArgs: list('Variable', 'Arguments of the build.'),
  platform: string('Platform asked for, for example `linux/arm64`; empty when not written.'),
  pullPolicy: string('When the image is pulled; empty for the default.'),
  runtime: string('OCI runtime asked for; empty for the default of the engine.'),
  provider: string('Compose provider that runs instead of a container; empty for a real container.'),

  privileged: bool('Holds every capability and every host device.'),
  capAdd: strings('Capabilities added, upper case without `CAP_`.'),
  capDrop: strings('Capabilities dropped, upper case without `CAP_`.'),
  effectiveCapabilities: strings('Capabilities that remain, computed as the engine does.'),
  user: string(
    'User as written, `uid[:gid]` or names; empty for the default of the engine (root). Absent when the image decides and is not at hand.',
  ),
  uid: int('Numeric user of the main process; absent when it cannot be known.'),
  gid: int('Numeric group of the main process; absent when it cannot be known.'),
  groupAdd: strings('Supplementary groups.'),
  securityOptions: list('SecurityOption', 'Security options in order.'),
  noNewPrivileges: bool('The process can gain no privileges through setuid programs or file capabilities.'),
  apparmor: string('AppArmor profile: a name, `unconfined`, or empty for the default of the engine.'),
  seccomp: string(
    'Seccomp profile: `unconfined`, `builtin`, `custom` for a given profile, or empty for the default of the engine.',
  ),
  seccompDefaultAction: string(
    'Default action of a given seccomp profile; empty when no profile is given. Absent when the profile cannot be read.',
  ),
  seccompAllows: strings(
    'System calls that a given seccomp profile allows whatever the arguments and capabilities; empty when no profile is given. Absent when the profile cannot be read.',
  ),
  selinux: string('`disabled`, the label options joined by blanks, or empty for the default of the engine.'),
  maskedPaths: bool(
    'The engine hides the dangerous parts of /proc and /sys; false when an option switches that off (`privileged` does too and is stated by itself).',
  ),
  writableCgroups: bool(
    'An option makes the cgroup file system writable (`privileged` does too and is stated by itself).',
  ),
  readOnly: bool('The root file system is read-only.'),

  networkMode: string(
    '`host`, `none`, `bridge` (the default bridge docker0), `container:NAME`, `service:NAME`, or empty when attached to the networks listed.',
  ),
  hostNetwork: bool(
    'Shares the network namespace of the host, directly, through another container or through a network named host.',
  ),
  networks: list('Network', 'User-defined networks it is attached to.'),
  pid: string('PID namespace as written; empty for its own.'),
  hostPid: bool('Shares the PID namespace of the host, directly or through another container.'),
  ipc: string('IPC namespace as written; empty for the default.'),
  hostIpc: bool('Shares the IPC namespace of the host, directly or through another container.'),
  uts: string('UTS namespace as written; empty for its own.'),
  usernsMode: string('User namespace mode; empty for the default of the engine.'),
  cgroup: string('Cgroup namespace: `host`, `private` or empty for the default.'),
  cgroupParent: string('Parent cgroup; empty for the default.'),
  ports: list('Port', 'Published ports.'),
  publishAll: bool('Publishes every exposed port.'),
  expose: strings('Ports exposed but not published.'),
  extraHosts: strings('Entries added to /etc/hosts as `name:address`.'),
  dns: strings('Name servers.'),
  links: strings('Links to other containers.'),

  mounts: list('Mount', 'Everything mounted, tmpfs included.'),
  volumesFrom: strings('Containers whose mounts are inherited.'),
  devices: list('Device', 'Devices, CDI devices, device requests and device cgroup rules.'),
  useApiSocket: bool('Asks Compose or the client to hand the engine API to the container.'),
  environment: list(
    'Variable',
    'Environment given by the declaration; that of the image is not included unless the image is known.',
  ),
  sysctls: list('Sysctl', 'Kernel settings.'),
  ulimits: list('Ulimit', 'Resource limits of the process.'),
  hooks: list('Hook', 'Lifecycle hooks.'),

  memoryBytes: int('Hard memory limit; 0 for none.'),
  memoryReservationBytes: int('Soft memory limit; 0 for none.'),
  memorySwapBytes: int('Memory and swap together; 0 for the default of the engine, -1 for unlimited swap.'),
  cpus: double('CPUs that may be used (from cpus, or quota and period); 0 for no limit.'),
  cpuReservation: double('CPUs reserved; 0 for none.'),
  cpuShares: int('Relative weight; 0 for the default (1024).'),
  cpuset: string('CPUs it may run on; empty for all.'),
  pidsLimit: int('Limit on processes; 0 for none.'),
  shmSizeBytes: int('Size of /dev/shm; 0 for the default of the engine.'),
  oomKillDisable: bool('The kernel may not kill it when memory runs out.'),
  oomScoreAdj: int('Preference of the kernel when it looks for something to kill; 0 by default.'),

  restart: string('`no`, `always`, `unless-stopped` or `on-failure`.'),
  restartMaxRetries: int('Retries of on-failure; 0 for unlimited.'),
  autoRemove: bool('Removed when it exits.'),
  replicas: int('Number of containers of the service.'),
  init: bool('An init process reaps children; false when not asked for.'),
  stopSignal: string('Signal that stops it; empty for the default.'),
  workingDir: string('Working directory; empty for that of the image.'),
  hostname: string('Hostname; empty for the default.'),
  healthcheck: string('`defined`, `disabled` or `none`. Absent when the image decides and is not at hand.'),
  healthcheckTest: strings('Words of the health check, the first being CMD or CMD-SHELL; empty when there is none.'),
  entrypoint: strings('Words of the entrypoint. Absent when the image decides and is not at hand.'),
  command: strings('Words of the command. Absent when the image decides and is not at hand.'),
  logDriver: string('Logging driver; empty for the default of the engine.'),
  logOptions: { type: 'map<string,string>', doc: 'Options of the logging driver.' } as const,
  labels: { type: 'map<string,string>', doc: 'Labels.' } as const,
  swarmKeys: strings('Keys of the declaration that only swarm mode honours, for example `deploy.placement`.'),
} as const satisfies Fields;

type Elements = typeof containerElements;

export type Container = FactsOf<typeof containerFields, Elements>;
/** An element of a container, by the name of its type. */
export type ContainerElement<K extends keyof Elements> = Partial<FactsOf<Elements[K]['fields'], Elements>>;
export type Mount = ContainerElement<'Mount'>;
export type Port = ContainerElement<'Port'>;
export type Device = ContainerElement<'Device'>;
export type Variable = ContainerElement<'Variable'>;
