// What is taken from the words of an engine about its host.
import { expect, onTestFinished, test } from 'vitest';
import { openContainerEngine } from '../../src/engine/open-container-engine.ts';
import { fakeEngine } from './fake-engine.ts';
import { openFake } from './open-fake.ts';

const INFO = {
  OSType: 'linux',
  Architecture: 'aarch64',
  KernelVersion: '6.18.44',
  NCPU: 8,
  CgroupVersion: '2',
  SecurityOptions: ['name=seccomp,profile=builtin', 'name=apparmor', 'name=rootless', 'selinux', 7],
  MemoryLimit: true,
  SwapLimit: false,
  PidsLimit: true,
  CpuCfsQuota: true,
  Runtimes: { runsc: { path: '/usr/bin/runsc' }, runc: { path: 'runc' } },
  DefaultRuntime: 'runc',
  OperatingSystem: 'Debian GNU/Linux 13',
};
const VERSION = {
  Version: '28.5.2',
  Os: 'linux',
  Arch: 'arm64',
  Components: ['odd', { Name: 'Engine', Version: '28.5.2' }, { Name: 'runc', Version: '1.3.6+ds1' }],
};

test('a host is described in the words of images and rules', async () => {
  const { engine } = await openFake({ '/v1.41/info': INFO, '/version': VERSION });
  expect(await engine.host()).toEqual({
    name: engine.name,
    os: 'linux',
    architecture: 'arm64',
    kernel: '6.18.44',
    cpus: 8,
    cgroupVersion: 2,
    security: ['seccomp', 'apparmor', 'rootless', 'selinux'],
    memoryLimit: true,
    swapLimit: false,
    pidsLimit: true,
    cpuQuota: true,
    runtimes: ['runc', 'runsc'],
    defaultRuntime: 'runc',
    runcVersion: '1.3.6+ds1',
    local: true,
  });
});

test.each([{}, [], { NCPU: '8', SecurityOptions: 'seccomp', MemoryLimit: 'true', Runtimes: [], CgroupVersion: 2 }])(
  'a limit that %j does not name is one that the engine cannot set',
  async (info) => {
    const { engine } = await openFake({ '/v1.41/info': info, '/version': {} });
    expect(await engine.host()).toEqual({
      name: engine.name,
      os: '',
      architecture: '',
      kernel: '',
      cpus: 0,
      cgroupVersion: 1,
      security: [],
      memoryLimit: false,
      swapLimit: false,
      pidsLimit: false,
      cpuQuota: false,
      runtimes: [],
      defaultRuntime: '',
      runcVersion: '',
      local: true,
    });
  },
);

test('the architecture of the kernel is told as images tell it', async () => {
  const routes = { '/version': {} };
  const named = async (Architecture: string) => {
    const { engine } = await openFake({ ...routes, '/v1.41/info': { Architecture } });
    return (await engine.host()).architecture;
  };
  expect(await named('x86_64')).toBe('amd64');
  expect(await named('riscv64')).toBe('riscv64');
  expect(await named('constructor')).toBe('constructor');
});

test('an engine on a port, and one in a virtual machine, are not of this machine', async () => {
  const desktop = await openFake({ '/v1.41/info': { OperatingSystem: 'Docker Desktop' }, '/version': {} });
  expect(await desktop.engine.host()).toMatchObject({ local: false });
  const fake = await fakeEngine({ '/v1.41/info': INFO, '/version': VERSION }, { onPort: true });
  const engine = await openContainerEngine({ environment: { DOCKER_HOST: fake.host }, home: '/home/nobody-there' });
  onTestFinished(() => engine.close());
  expect(await engine.host()).toMatchObject({ local: false });
  expect(engine.endpoint).toBe(fake.host);
});
