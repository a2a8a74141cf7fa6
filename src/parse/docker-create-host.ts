// The plain settings of a host configuration: limits, logging, restart, name service, devices requests.
import { InputError } from '../model/errors.ts';
import type { Answers, RequestPath } from './docker-answers.ts';
import { type CreateContext, readMap } from './docker-env-file.ts';
import { parseExtraHost } from './docker-flag-value.ts';
import { parseByteSize, parseRate, parseUlimit, parseWeightDevice } from './docker-limits.ts';
import { Refusal, refuseAt } from './docker-refusal.ts';
import type { CreateRequest, HostConfig } from './docker-request.ts';
import { parseGoInt, parseNanoCpus } from './go-values.ts';
import { hasHole } from './hole.ts';
import { canonicalAddress } from './ip-address.ts';

const at = (field: keyof HostConfig): RequestPath => ['HostConfig', field];

/** Adds everything that is one number, text or list. */
export function addHostSettings(answers: Answers, request: CreateRequest, context: CreateContext): void {
  addLimits(answers, request.HostConfig);
  addBlockLimits(answers, request.HostConfig);
  addNames(answers, request.HostConfig);
  addLogging(answers, request.HostConfig);
  addRestart(answers, request.HostConfig, context);
  const host = request.HostConfig;
  host.ContainerIDFile = answers.text('cidfile', at('ContainerIDFile'));
  host.CgroupParent = answers.text('cgroup-parent', at('CgroupParent'));
  host.Isolation = answers.text('isolation', at('Isolation'));
  host.GroupAdd = orNull(answers.texts('group-add', at('GroupAdd')));
  const runtime = answers.text('runtime', at('Runtime'));
  if (runtime !== '') host.Runtime = runtime;
  if (answers.last('init') !== undefined) host.Init = answers.bool('init', at('Init'));
  if (answers.all('annotation').length > 0) host.Annotations = readMap(answers, 'annotation', at('Annotations'));
  for (const { text, span } of answers.all('storage-opt'))
    if (!text.includes('=') && !hasHole(text))
      throw new Refusal('client', `--storage-opt: \`${text}\` is not KEY=VALUE`, { span });
  if (answers.all('storage-opt').length > 0) host.StorageOpt = readMap(answers, 'storage-opt', at('StorageOpt'));
  if (answers.all('sysctl').length > 0) host.Sysctls = readMap(answers, 'sysctl', at('Sysctls'));
}

/** A list, or null where it is empty, as Go writes one that was never filled. */
export function orNull<T>(list: T[]): T[] | null {
  return list.length === 0 ? null : list;
}

function addLimits(answers: Answers, host: HostConfig): void {
  const whole = (text: string) => parseGoInt(text, 64);
  host.Memory = answers.value('memory', at('Memory'), 0, parseByteSize);
  host.MemoryReservation = answers.value('memory-reservation', at('MemoryReservation'), 0, parseByteSize);
  host.MemorySwap = answers.value('memory-swap', at('MemorySwap'), 0, (text) =>
    text === '-1' ? -1 : parseByteSize(text),
  );
  host.MemorySwappiness = answers.value('memory-swappiness', at('MemorySwappiness'), -1, readSwappiness);
  host.NanoCpus = answers.value('cpus', at('NanoCpus'), 0, parseNanoCpus);
  host.CpuPeriod = answers.value('cpu-period', at('CpuPeriod'), 0, whole);
  host.CpuQuota = answers.value('cpu-quota', at('CpuQuota'), 0, whole);
  host.CpuRealtimePeriod = answers.value('cpu-rt-period', at('CpuRealtimePeriod'), 0, whole);
  host.CpuRealtimeRuntime = answers.value('cpu-rt-runtime', at('CpuRealtimeRuntime'), 0, whole);
  host.CpuShares = answers.value('cpu-shares', at('CpuShares'), 0, whole);
  host.CpusetCpus = answers.text('cpuset-cpus', at('CpusetCpus'));
  host.CpusetMems = answers.text('cpuset-mems', at('CpusetMems'));
  host.PidsLimit = answers.value('pids-limit', at('PidsLimit'), 0, whole);
  // Podman refuses limits for a container without cgroups, and its own default limit falls away.
  const cgroups = answers.last('cgroups');
  if (cgroups?.text === 'disabled') answers.note(at('PidsLimit'), cgroups);
  host.ShmSize = answers.value('shm-size', at('ShmSize'), 0, parseByteSize);
  host.OomKillDisable = answers.bool('oom-kill-disable', at('OomKillDisable'));
  host.OomScoreAdj = answers.value('oom-score-adj', at('OomScoreAdj'), 0, whole);
  addUlimits(answers, host);
}

function readSwappiness(text: string): number {
  const value = parseGoInt(text, 64);
  if (value < -1 || value > 100) throw new InputError(`${value} is not -1 to 100`);
  return value;
}

function addUlimits(answers: Answers, host: HostConfig): void {
  const known = answers.all('ulimit').filter((given) => !hasHole(given.text) && given.text !== 'host');
  const byName = new Map(known.map((given) => [parseUlimit(given.text).Name, given]));
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
  host.Ulimits = sorted.map(([, given], index) => {
    answers.note([...at('Ulimits'), index], given);
    return parseUlimit(given.text);
  });
  for (const given of answers.all('ulimit')) if (hasHole(given.text)) answers.unknown(at('Ulimits'), given);
}

function addBlockLimits(answers: Answers, host: HostConfig): void {
  const known = (flag: string) => answers.all(flag).filter(({ text }) => !hasHole(text));
  const bytes = (flag: string) => known(flag).map(({ text }) => parseRate(text, parseByteSize));
  const counts = (flag: string) =>
    known(flag).map(({ text }) => parseRate(text, (rate) => parseGoInt(rate, 64, false)));
  host.BlkioWeight = answers.value('blkio-weight', at('BlkioWeight'), 0, (text) => parseGoInt(text, 16, false));
  host.BlkioWeightDevice = known('blkio-weight-device').map(({ text }) => parseWeightDevice(text));
  host.BlkioDeviceReadBps = bytes('device-read-bps');
  host.BlkioDeviceWriteBps = bytes('device-write-bps');
  host.BlkioDeviceReadIOps = counts('device-read-iops');
  host.BlkioDeviceWriteIOps = counts('device-write-iops');
}

function addNames(answers: Answers, host: HostConfig): void {
  host.Dns = answers.texts('dns', at('Dns')).map((text) => (hasHole(text) ? text : canonicalAddress(text.trim())));
  host.DnsOptions = answers.texts('dns-option', at('DnsOptions'));
  host.DnsSearch = answers.texts('dns-search', at('DnsSearch')).map(bareDomain);
  const hosts = answers.texts('add-host', at('ExtraHosts'));
  host.ExtraHosts = orNull(hosts.map((text) => (hasHole(text) ? text : (parseExtraHost(text) ?? text))));
}

/** A search domain as the client sends it: without blanks and without the dot of the root. */
function bareDomain(text: string): string {
  const bare = text.trim();
  return bare.length > 1 && bare.endsWith('.') ? bare.slice(0, -1) : bare;
}

function addLogging(answers: Answers, host: HostConfig): void {
  const option = answers.last('log-opt');
  host.LogConfig = {
    Type: answers.text('log-driver', ['HostConfig', 'LogConfig', 'Type']),
    Config: readMap(answers, 'log-opt', ['HostConfig', 'LogConfig', 'Config']),
  };
  if (host.LogConfig.Type === 'none' && option !== undefined)
    throw new Refusal('client', 'the log driver none takes no --log-opt', { span: option.span });
}

function addRestart(answers: Answers, host: HostConfig, context: CreateContext): void {
  const given = answers.last('restart');
  host.AutoRemove = answers.bool('rm', at('AutoRemove'));
  if (context.program === 'podman' && answers.last('rmi') !== undefined && answers.bool('rmi', ['rmi']))
    host.AutoRemove = true;
  if (given === undefined) return;
  answers.note(at('RestartPolicy'), given);
  if (hasHole(given.text)) {
    answers.unknown(at('RestartPolicy'), given);
    return;
  }
  host.RestartPolicy = refuseAt('client', given.span, '--restart', () => readRestart(given.text));
  if (context.program === 'podman' && host.RestartPolicy.Name === 'never') host.RestartPolicy.Name = 'no';
  if (host.AutoRemove && !['', 'no'].includes(host.RestartPolicy.Name))
    throw new Refusal('client', `--rm and --restart ${given.text} exclude each other`, { span: given.span });
}

function readRestart(text: string): HostConfig['RestartPolicy'] {
  const cut = text.indexOf(':');
  const name = cut === -1 ? text : text.slice(0, cut);
  if (cut === -1) return { Name: name, MaximumRetryCount: 0 };
  const count = text.slice(cut + 1);
  if (name === '') throw new InputError('the policy before the colon is missing; write for example on-failure:5');
  if (count === '') return { Name: name, MaximumRetryCount: 0 };
  if (!/^[+-]?\d{1,15}$/.test(count)) throw new InputError(`\`${count}\` is no number of retries`);
  return { Name: name, MaximumRetryCount: Number(count) };
}
