// What the engine refuses at create, as far as the request alone decides it. What depends on the host is not judged here.
import { ALL_CAPABILITIES, capabilityName } from './capabilities.ts';
import type { Answers } from './docker-answers.ts';
import type { Program } from './docker-command.ts';
import { type EngineProblem, mountProblems } from './docker-engine-mounts.ts';
import { Refusal } from './docker-refusal.ts';
import type { CreateRequest } from './docker-request.ts';
import { hasHole } from './hole.ts';
import { isIpAddress } from './ip-address.ts';
import { isSignal } from './signal.ts';

type Check = (request: CreateRequest) => Iterable<EngineProblem>;

const DOCKER_CHECKS: readonly Check[] = [
  nameProblems,
  capabilityProblems,
  securityProblems,
  memoryProblems,
  processorProblems,
  restartProblems,
  processProblems,
  healthProblems,
  namespaceProblems,
  mountProblems,
];
const PODMAN_CHECKS: readonly Check[] = [nameProblems, capabilityProblems];

/** The first reason why the engine would refuse the request. */
export function refuseByEngine(request: CreateRequest, answers: Answers, program: Program): Refusal | undefined {
  for (const check of program === 'docker' ? DOCKER_CHECKS : PODMAN_CHECKS) {
    for (const { flag, or = flag, text, message } of check(request)) {
      const given =
        (text === undefined ? undefined : answers.all(flag).find((one) => one.text === text)) ??
        answers.last(flag) ??
        answers.last(or);
      return new Refusal('engine', `--${flag}: ${message}`, given === undefined ? {} : { span: given.span });
    }
  }
  return undefined;
}

function* nameProblems({ name }: CreateRequest): Iterable<EngineProblem> {
  if (name !== '' && !hasHole(name) && !/^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name))
    yield { flag: 'name', message: `\`${name}\` is no container name: letters, digits and _ . - after the first` };
}

function* capabilityProblems({ HostConfig }: CreateRequest): Iterable<EngineProblem> {
  const lists = { 'cap-add': HostConfig.CapAdd, 'cap-drop': HostConfig.CapDrop };
  for (const [flag, names] of Object.entries(lists)) {
    for (const name of names ?? []) {
      const short = capabilityName(name);
      if (short === 'ALL' || hasHole(name) || ALL_CAPABILITIES.includes(short)) continue;
      yield { flag, message: `there is no capability ${short}` };
    }
  }
}

const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

function* securityProblems({ HostConfig }: CreateRequest): Iterable<EngineProblem> {
  for (const text of HostConfig.SecurityOpt ?? []) {
    const message = hasHole(text) ? undefined : securityProblem(text);
    if (message !== undefined) yield { flag: 'security-opt', text, message };
  }
}

function securityProblem(text: string): string | undefined {
  if (text === 'no-new-privileges' || text === 'writable-cgroups' || text === 'disable') return undefined;
  const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  const name = text.slice(0, cut);
  const value = text.slice(cut + 1);
  if (['label', 'apparmor', 'seccomp'].includes(name)) return undefined;
  if (name !== 'no-new-privileges' && name !== 'writable-cgroups') return `there is no security option \`${name}\``;
  return BOOLEAN.test(value) ? undefined : `${name} is true or false, not \`${value}\``;
}

const LEAST_MEMORY = 6 * 1024 * 1024;

function* memoryProblems({ HostConfig: host }: CreateRequest): Iterable<EngineProblem> {
  const { Memory, MemorySwap, MemoryReservation } = host;
  if (Memory > 0 && Memory < LEAST_MEMORY) yield { flag: 'memory', message: 'the least memory limit is 6m' };
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory)
    yield { flag: 'memory-swap', message: 'it counts memory and swap together, so it cannot be less than --memory' };
  if (Memory === 0 && MemorySwap > 0) yield { flag: 'memory-swap', message: 'it needs --memory' };
  if (MemoryReservation > 0 && MemoryReservation < LEAST_MEMORY)
    yield { flag: 'memory-reservation', message: 'the least memory reservation is 6m' };
  if (Memory > 0 && MemoryReservation > Memory)
    yield { flag: 'memory-reservation', message: 'it cannot be more than --memory' };
  if (host.OomScoreAdj < -1000 || host.OomScoreAdj > 1000)
    yield { flag: 'oom-score-adj', message: `${host.OomScoreAdj} is not -1000 to 1000` };
}

function* processorProblems({ HostConfig: host }: CreateRequest): Iterable<EngineProblem> {
  if (host.NanoCpus < 0) yield { flag: 'cpus', message: 'it cannot be negative' };
  if (host.NanoCpus > 0 && (host.CpuPeriod > 0 || host.CpuQuota > 0))
    yield { flag: 'cpus', message: 'it excludes --cpu-period and --cpu-quota' };
  if (host.CpuPeriod !== 0 && (host.CpuPeriod < 1000 || host.CpuPeriod > 1_000_000))
    yield { flag: 'cpu-period', message: `${host.CpuPeriod} is not 1000 to 1000000` };
  if (host.CpuQuota > 0 && host.CpuQuota < 1000) yield { flag: 'cpu-quota', message: 'the least quota is 1000' };
  if (host.CpuShares < 0) yield { flag: 'cpu-shares', message: 'it cannot be negative' };
  for (const [flag, text] of Object.entries({ 'cpuset-cpus': host.CpusetCpus, 'cpuset-mems': host.CpusetMems }))
    if (text !== '' && !hasHole(text) && !isNumberSet(text))
      yield { flag, message: `\`${text}\` is no list of numbers and ranges; write for example 0-3,7` };
  if (host.BlkioWeight !== 0 && (host.BlkioWeight < 10 || host.BlkioWeight > 1000))
    yield { flag: 'blkio-weight', message: `${host.BlkioWeight} is not 10 to 1000` };
}

function isNumberSet(text: string): boolean {
  return text.split(',').every((part) => {
    const [, first, last = first] = /^(\+?\d{1,9})(?:-(\+?\d{1,9}))?$/.exec(part) ?? [];
    return first !== undefined && Number(first) <= Number(last);
  });
}

const POLICIES = ['', 'no', 'always', 'unless-stopped', 'on-failure'];

function* restartProblems({ HostConfig }: CreateRequest): Iterable<EngineProblem> {
  const { Name, MaximumRetryCount } = HostConfig.RestartPolicy;
  if (!POLICIES.includes(Name))
    yield { flag: 'restart', message: `there is no policy \`${Name}\`; one of no, always, unless-stopped, on-failure` };
  if (MaximumRetryCount !== 0 && Name !== 'on-failure')
    yield { flag: 'restart', message: `a number of retries belongs to on-failure only, not to ${Name}` };
  if (MaximumRetryCount < 0) yield { flag: 'restart', message: 'the number of retries cannot be negative' };
}

function* processProblems({ Config, HostConfig }: CreateRequest): Iterable<EngineProblem> {
  const { WorkingDir, StopSignal = '' } = Config;
  if (WorkingDir !== '' && !hasHole(WorkingDir) && !WorkingDir.startsWith('/'))
    yield { flag: 'workdir', message: `\`${WorkingDir}\` is no absolute path` };
  if (StopSignal !== '' && !hasHole(StopSignal) && !isSignal(StopSignal))
    yield { flag: 'stop-signal', message: `there is no signal \`${StopSignal}\`` };
  const isolation = HostConfig.Isolation.toLowerCase();
  if (isolation !== '' && isolation !== 'default' && !hasHole(isolation))
    yield { flag: 'isolation', message: 'an engine on Linux knows only default' };
}

const HEALTH_FLAGS = {
  Interval: 'health-interval',
  Timeout: 'health-timeout',
  StartPeriod: 'health-start-period',
  StartInterval: 'health-start-interval',
} as const;

function* healthProblems({ Config }: CreateRequest): Iterable<EngineProblem> {
  for (const field of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const) {
    const time = Config.Healthcheck?.[field] ?? 0;
    if (time !== 0 && time < 1_000_000) yield { flag: HEALTH_FLAGS[field], message: 'the least time is 1ms' };
  }
}

function* namespaceProblems({ Config, HostConfig: host, NetworkingConfig }: CreateRequest): Iterable<EngineProblem> {
  const mode = host.NetworkMode;
  if (host.UTSMode === 'host' && Config.Hostname !== '')
    yield { flag: 'hostname', message: 'a container with the UTS namespace of the host has no hostname of its own' };
  for (const { IPAMConfig = {} } of Object.values(NetworkingConfig.EndpointsConfig)) {
    const { IPv4Address: four = '', IPv6Address: six = '' } = IPAMConfig;
    if (four !== '' && !hasHole(four) && (four.includes(':') || !isIpAddress(four)))
      yield { flag: 'ip', or: 'network', message: `\`${four}\` is no IPv4 address` };
    if (six !== '' && !hasHole(six) && !(six.includes(':') && isIpAddress(six)))
      yield { flag: 'ip6', or: 'network', message: `\`${six}\` is no IPv6 address` };
  }
  for (const text of host.Links ?? [])
    if (text.startsWith(':')) yield { flag: 'link', text, message: 'the name of the container is missing' };
  if (mode === 'container:') yield { flag: 'network', message: 'the container whose network is joined has no name' };
  if (mode === 'host' && host.Links !== null) yield { flag: 'link', message: 'there are no links on the host network' };
  if (!mode.startsWith('container:')) return;
  const shared = 'cannot be set for a container that joins the network of another one';
  if (Config.Hostname !== '') yield { flag: 'hostname', message: `it ${shared}` };
  if (host.Links !== null) yield { flag: 'link', message: `it ${shared}` };
  if (host.Dns.length > 0) yield { flag: 'dns', message: `it ${shared}` };
  if (host.ExtraHosts !== null) yield { flag: 'add-host', message: `it ${shared}` };
  const mac = NetworkingConfig.EndpointsConfig[mode]?.MacAddress;
  if (mac !== undefined) yield { flag: 'mac-address', message: `it ${shared}` };
  if (Object.keys(host.PortBindings).length > 0) yield { flag: 'publish', message: `it ${shared}` };
  if (host.PublishAllPorts) yield { flag: 'publish-all', message: `it ${shared}` };
  if (Config.ExposedPorts !== undefined) yield { flag: 'expose', message: `it ${shared}` };
}
