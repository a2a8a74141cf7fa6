// Volumes, mounts, tmpfs and devices of a create request.

import { isCdiName, parseDevice } from './device.ts';
import { type Answers, pathKey, type RequestPath } from './docker-answers.ts';
import { orNull } from './docker-create-host.ts';
import type { CreateContext } from './docker-env-file.ts';
import type { Given } from './docker-flags.ts';
import { parseGpuRequest } from './docker-limits.ts';
import { refuseAt } from './docker-refusal.ts';
import type { CreateRequest, DeviceMapping, DeviceRequest, HostConfig, MountRequest } from './docker-request.ts';
import { HOLE, hasHole } from './hole.ts';
import { parseMount } from './mount.ts';
import { checkPodmanVolumeOptions } from './podman-mount.ts';
import { parseVolume } from './volume.ts';

const at = (field: keyof HostConfig): RequestPath => ['HostConfig', field];

/** Adds everything that makes files or devices visible in the container. */
export function addStorage(answers: Answers, request: CreateRequest, context: CreateContext): void {
  addVolumes(answers, request, context);
  addMounts(answers, request.HostConfig, context);
  addTmpfs(answers, request.HostConfig);
  addDevices(answers, request.HostConfig, context);
  request.HostConfig.VolumeDriver = answers.text('volume-driver', at('VolumeDriver'));
  request.HostConfig.VolumesFrom = orNull(answers.texts('volumes-from', at('VolumesFrom')));
}

function addVolumes(answers: Answers, request: CreateRequest, context: CreateContext): void {
  const binds = new Map<string, Given>();
  for (const given of answers.all('volume')) {
    const volume = refuseAt('client', given.span, '--volume', () => parseVolume(given.text));
    if (context.program === 'podman')
      refuseAt('client', given.span, '--volume', () => checkPodmanVolumeOptions(volume.options));
    if (volume.source !== '' || hasHole(given.text)) {
      const relative = volume.type === 'bind' && volume.source.startsWith('.');
      const rest = given.text.slice(volume.source.length);
      binds.set(relative ? `${absolutePath(volume.source, context.cwd)}${rest}` : given.text, given);
    } else {
      request.Config.Volumes[volume.target] = {};
      answers.note(['Config', 'Volumes', volume.target], given);
    }
  }
  request.HostConfig.Binds = orNull(
    [...binds].map(([text, given], index) => {
      answers.note([...at('Binds'), index], given);
      return text;
    }),
  );
}

function addMounts(answers: Answers, host: HostConfig, context: CreateContext): void {
  const mounts: MountRequest[] = [];
  for (const given of answers.all('mount')) {
    const path = [...at('Mounts'), mounts.length];
    const { mount, unknown } = refuseAt('client', given.span, '--mount', () => parseMount(given.text, context.program));
    answers.note(path, given);
    const hole = unknown.includes('*');
    for (const field of hole ? [] : unknown) answers.trace.unknown.set(pathKey([...path, field]), { text: given.text });
    const source = mount.Source?.startsWith('.') ? absolutePath(mount.Source, context.cwd) : mount.Source;
    if (hole) mounts.push({ Type: HOLE, Source: HOLE, Target: HOLE });
    else mounts.push({ ...mount, ...(source === undefined ? {} : { Source: source }) });
  }
  const socket = answers.last('use-api-socket');
  if (socket !== undefined && answers.bool('use-api-socket', ['useApiSocket'])) {
    answers.note([...at('Mounts'), mounts.length], socket);
    mounts.push({ Type: 'bind', Source: '/var/run/docker.sock', Target: '/var/run/docker.sock', BindOptions: {} });
  }
  if (mounts.length > 0) host.Mounts = mounts;
}

function addTmpfs(answers: Answers, host: HostConfig): void {
  const tmpfs = new Map<string, string>();
  for (const given of answers.all('tmpfs')) {
    const cut = given.text.indexOf(':');
    const target = cut === -1 ? given.text : given.text.slice(0, cut);
    tmpfs.set(target, cut === -1 ? '' : given.text.slice(cut + 1));
    answers.note([...at('Tmpfs'), target], given);
  }
  if (tmpfs.size > 0) host.Tmpfs = Object.fromEntries(tmpfs);
}

function addDevices(answers: Answers, host: HostConfig, context: CreateContext): void {
  const devices: DeviceMapping[] = [];
  const cdi: Given[] = [];
  for (const given of answers.all('device')) {
    if (isCdiName(given.text)) {
      cdi.push(given);
      continue;
    }
    answers.note([...at('Devices'), devices.length], given);
    devices.push(refuseAt('client', given.span, '--device', () => parseDevice(given.text)));
  }
  host.Devices = devices;
  host.DeviceCgroupRules = orNull(answers.texts('device-cgroup-rule', at('DeviceCgroupRules')));
  const requests: DeviceRequest[] = [];
  for (const given of answers.all('gpus')) {
    answers.note([...at('DeviceRequests'), requests.length], given);
    requests.push(gpuRequest(given.text, context));
  }
  for (const given of cdi)
    answers.note([...at('DeviceRequests'), requests.length, 'DeviceIDs', cdi.indexOf(given)], given);
  const [first] = cdi;
  if (first !== undefined) {
    answers.note([...at('DeviceRequests'), requests.length], first);
    requests.push({
      Driver: 'cdi',
      Count: 0,
      DeviceIDs: cdi.map(({ text }) => text),
      Capabilities: null,
      Options: null,
    });
  }
  host.DeviceRequests = orNull(requests);
}

function gpuRequest(text: string, context: CreateContext): DeviceRequest {
  if (hasHole(text)) return { Driver: text, Count: 0, DeviceIDs: null, Capabilities: [['gpu']], Options: {} };
  if (context.program === 'docker') return parseGpuRequest(text);
  return { Driver: 'cdi', Count: 0, DeviceIDs: [`nvidia.com/gpu=${text}`], Capabilities: null, Options: null };
}

/** A path that starts with `.` as the client sends it: below its working directory, where that is known. */
function absolutePath(path: string, cwd: string | undefined): string {
  if (cwd === undefined) return path;
  const kept: string[] = [];
  for (const part of `${cwd}/${path}`.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}
