// A wish and a host for the tests of the specification: an image that asks for nothing, on an engine that can do everything.
import type { EngineHost, SandboxWish } from '../../../src/model/sandbox.ts';
import { USUAL_LIMITS } from '../../../src/sandbox/spec/limits.ts';

export const host: EngineHost = {
  name: 'Docker 28.5.2 (API 1.51)',
  os: 'linux',
  architecture: 'amd64',
  kernel: '6.1.0',
  cpus: 2,
  cgroupVersion: 2,
  security: ['seccomp', 'apparmor'],
  memoryLimit: true,
  swapLimit: true,
  pidsLimit: true,
  cpuQuota: true,
  runtimes: ['runc', 'runsc'],
  defaultRuntime: 'runc',
  runcVersion: '1.3.6',
  local: true,
};

export const wish: SandboxWish = {
  reference: 'shop/web:1',
  imageId: `sha256:${'1'.repeat(64)}`,
  os: 'linux',
  architecture: 'amd64',
  user: '1001',
  uid: 1001,
  gid: 1002,
  entrypoint: [],
  command: ['/bin/web'],
  environment: [],
  workingDir: '/',
  stopSignal: '',
  volumes: [],
  ports: [],
  labels: [],
  limits: USUAL_LIMITS,
  runtime: 'runc',
  relaxations: [],
};
