import { describe, expect, it } from 'vitest';
import { InputError, LimitError } from '../../../src/model/errors.ts';
import { documentText, factsOf, readAll, variant } from './read-inspect.ts';

describe('documents of a real engine', () => {
  it('tell the defaults of a plain container', () => {
    expect(factsOf(documentText('plain'))).toMatchObject({
      kind: 'inspect',
      name: 'plain',
      os: 'linux',
      image: 'example/plain:1',
      imageReference: { registry: 'docker.io', repository: 'example/plain', tag: '1', digest: '' },
      privileged: false,
      networkMode: 'bridge',
      networks: [],
      user: 'nobody',
      healthcheck: 'defined',
      command: ['/bin/sh'],
      entrypoint: [],
      hostname: '',
      runtime: '',
      shmSizeBytes: 0,
      maskedPaths: true,
      pidsLimit: 0,
      ports: [],
      mounts: [],
    });
  });

  it('tell everything dangerous', () => {
    const facts = factsOf(documentText('dangerous'));
    expect(facts).toMatchObject({
      privileged: true,
      hostNetwork: true,
      hostPid: true,
      hostIpc: true,
      uts: 'host',
      usernsMode: 'host',
      seccomp: 'unconfined',
      apparmor: 'unconfined',
      maskedPaths: true,
      restart: 'always',
      mounts: [
        { type: 'bind', hostPath: '/', target: '/host', readOnly: false },
        { type: 'bind', hostPath: '/run/docker.sock', target: '/var/run/docker.sock' },
      ],
    });
    expect(facts.effectiveCapabilities).toHaveLength(41);
  });

  it('tell everything hardened', () => {
    expect(factsOf(documentText('hardened'))).toMatchObject({
      readOnly: true,
      noNewPrivileges: true,
      effectiveCapabilities: ['NET_BIND_SERVICE'],
      uid: 10001,
      gid: 10001,
      memoryBytes: 134_217_728,
      memorySwapBytes: 134_217_728,
      cpus: 0.5,
      pidsLimit: 64,
      init: true,
      restart: 'on-failure',
      restartMaxRetries: 3,
      healthcheckTest: ['CMD-SHELL', 'true'],
      ports: [
        { target: 8443, hostPort: 18443, hostIp: '127.0.0.1' },
        { target: 9000, hostPort: 0, hostIp: '' },
      ],
      mounts: [
        { type: 'volume', source: 'vdocvol', hostPath: '', target: '/data', readOnly: true, relabel: '' },
        { type: 'tmpfs', target: '/tmp', sizeBytes: 16_777_216 },
      ],
      devices: [{ kind: 'path', source: '/dev/null', target: '/dev/n', permissions: 'r' }],
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }],
      ulimits: [{ name: 'nofile', soft: 1024, hard: 2048 }],
    });
  });

  it('give every fact its line', () => {
    const text = documentText('dangerous');
    const [subject] = readAll(text);
    const lines = text.split('\n');
    const lineOf = (path: string) => lines[(subject?.origins[path]?.at.startLine ?? 0) - 1]?.trim();
    expect(lineOf('privileged')).toMatch(/^"Privileged": true/);
    expect(lineOf('pid')).toMatch(/^"PidMode": "host"/);
    expect(lineOf('capAdd[0]')).toMatch(/^"CAP_SYS_ADMIN"/);
    expect(lineOf('environment[0]')).toMatch(/^"DB_PASSWORD=/);
    expect(lines[(subject?.declared.startLine ?? 0) - 1]).toContain('"Name": "/dangerous"');
  });
});

describe('documents of other engines', () => {
  it('of 26 and later name the default network bridge', () => {
    expect(factsOf(variant('plain', { 'HostConfig.NetworkMode': 'bridge' })).networkMode).toBe('bridge');
  });

  it('of 29 lack fields and hold new ones', () => {
    const changes = {
      'HostConfig.KernelMemory': undefined,
      'Config.OnBuild': undefined,
      GraphDriver: undefined,
      Storage: {},
      NewThing: [1],
    };
    expect(factsOf(variant('hardened', changes))).toEqual(factsOf(documentText('hardened')));
  });

  it('of an older client hold capabilities as typed', () => {
    const changes = { 'HostConfig.CapAdd': ['sys_admin', 'CAP_net_raw'], 'HostConfig.CapDrop': ['all'] };
    expect(factsOf(variant('plain', changes))).toMatchObject({
      capAdd: ['SYS_ADMIN', 'NET_RAW'],
      capDrop: ['ALL'],
      effectiveCapabilities: ['NET_RAW', 'SYS_ADMIN'],
    });
  });

  it('tell masked paths by an empty list, not by null', () => {
    const open = factsOf(variant('plain', { 'HostConfig.MaskedPaths': [], 'HostConfig.ReadonlyPaths': [] }));
    expect(open.maskedPaths).toBe(false);
    expect(open.securityOptions).toEqual([{ name: 'systempaths', value: 'unconfined' }]);
    expect(factsOf(variant('plain', { 'HostConfig.MaskedPaths': null })).maskedPaths).toBe(true);
  });

  it.each([
    [{ 'Config.User': '' }, { user: '', uid: 0, gid: 0 }],
    [{ 'Config.Healthcheck': undefined }, { healthcheck: 'none', healthcheckTest: [] }],
    [{ 'Config.Healthcheck': { Test: ['NONE'] } }, { healthcheck: 'disabled', healthcheckTest: [] }],
    [{ 'HostConfig.PidsLimit': -1 }, { pidsLimit: 0 }],
    [{ 'HostConfig.CpuQuota': 50_000 }, { cpus: 0.5 }],
    [{ 'HostConfig.CpuQuota': 50_000, 'HostConfig.CpuPeriod': 25_000 }, { cpus: 2 }],
    [{ 'HostConfig.Memory': 100, 'HostConfig.MemorySwap': 200 }, { memorySwapBytes: 0 }],
    [{ 'HostConfig.RestartPolicy': { Name: '', MaximumRetryCount: 0 } }, { restart: 'no' }],
    [{ AppArmorProfile: 'docker-default' }, { apparmor: '' }],
    [{ AppArmorProfile: 'mine' }, { apparmor: 'mine' }],
    [
      { 'HostConfig.SecurityOpt': ['seccomp={"defaultAction":"SCMP_ACT_ALLOW"}'] },
      { seccomp: 'custom', seccompDefaultAction: 'SCMP_ACT_ALLOW' },
    ],
    [{ 'HostConfig.SecurityOpt': ['label=disable'] }, { selinux: 'disabled' }],
    [
      { 'HostConfig.SecurityOpt': ['label=disable'], 'HostConfig.PidMode': 'host' },
      { selinux: '', securityOptions: [] },
    ],
    [
      { 'HostConfig.PortBindings': { '53/udp': [{ HostIp: '::', HostPort: '8000-8010' }], '9/tcp': null } },
      { ports: [{ target: 53, hostPort: 8000, hostPortEnd: 8010, hostIp: '', protocol: 'udp' }] },
    ],
    [
      { 'HostConfig.NetworkMode': 'backend', 'NetworkSettings.Networks': { backend: {}, other: {} } },
      { networkMode: '', networks: [{ name: 'backend' }, { name: 'other' }] },
    ],
    [{ Platform: 'windows' }, { os: 'windows' }],
    [{ 'HostConfig.Runtime': 'runsc' }, { runtime: 'runsc' }],
    [
      { 'HostConfig.Ulimits': [{ Name: 'RLIMIT_NOFILE', Hard: 2 ** 64, Soft: 5 }] },
      { ulimits: [{ name: 'nofile', soft: 5, hard: -1 }] },
    ],
  ])('with %j tell %j', (changes, facts) => {
    expect(factsOf(variant('plain', changes))).toMatchObject(facts);
  });

  it('leave unknown what only another container tells, unless it is in the document too', () => {
    const id = 'a'.repeat(64);
    const guest = variant('plain', {
      'HostConfig.NetworkMode': `container:${id}`,
      'HostConfig.PidMode': `container:${id}`,
    });
    const host = variant('dangerous', { Id: id });
    expect(factsOf([guest]).hostNetwork).toBeUndefined();
    expect(factsOf([guest, host])).toMatchObject({ hostNetwork: true, hostPid: true });
    const document = JSON.stringify([guest, host], null, 1);
    const { origins } = readAll(document)[0] ?? {};
    const places = [origins?.hostPid?.at, ...(origins?.hostPid?.related ?? [])];
    const lines = document.split('\n');
    expect(places.map((place) => lines[(place?.startLine ?? 0) - 1]?.trim())).toEqual([
      `"PidMode": "container:${id}",`,
      '"PidMode": "host",',
    ]);
  });

  it('tell where mounts come from that nobody asked for', () => {
    const mounts = [
      { Type: 'bind', Source: '/etc', Destination: '/e', Mode: '', RW: false, Propagation: 'rslave' },
      {
        Type: 'volume',
        Name: 'b'.repeat(64),
        Source: '/var/lib/docker/volumes/b/_data',
        Destination: '/v',
        Driver: 'local',
        Mode: '',
        RW: true,
        Propagation: '',
      },
    ];
    expect(factsOf(variant('plain', { Mounts: mounts })).mounts).toMatchObject([
      { type: 'bind', hostPath: '/etc', readOnly: true, propagation: 'rslave' },
      { type: 'volume', source: '', hostPath: '', readOnly: false },
    ]);
  });
});

const PODMAN_NATIVE = {
  Name: 'pod',
  Platform: undefined,
  BoundingCaps: ['CAP_CHOWN'],
  EffectiveCaps: null,
  OCIRuntime: 'crun',
  AppArmorProfile: 'containers-default-0.57.4',
  'HostConfig.MaskedPaths': undefined,
  'HostConfig.ReadonlyPaths': undefined,
  'HostConfig.CgroupnsMode': undefined,
  'HostConfig.CgroupMode': 'private',
  'HostConfig.IpcMode': 'shareable',
  'HostConfig.PidMode': 'private',
  'HostConfig.UTSMode': 'private',
  'HostConfig.PidsLimit': 2048,
  'HostConfig.Runtime': 'oci',
  'HostConfig.NetworkMode': 'bridge',
  'NetworkSettings.Networks': { podman: {} },
  'Config.Entrypoint': '/bin/run it',
  'Config.StopSignal': 15,
  'Config.Env': ['SECRET=*******', 'A=1'],
};

describe('documents of podman', () => {
  it('in its own shape tell the same facts', () => {
    const facts = factsOf(variant('plain', PODMAN_NATIVE));
    expect(facts).toMatchObject({
      name: 'pod',
      apparmor: '',
      maskedPaths: true,
      cgroup: 'private',
      pid: '',
      hostPid: false,
      hostIpc: false,
      networkMode: 'bridge',
      networks: [],
      pidsLimit: 2048,
      runtime: '',
      entrypoint: ['/bin/run', 'it'],
      stopSignal: '15',
    });
    expect(facts.effectiveCapabilities).toHaveLength(11);
    expect(facts.environment?.[0]).toMatchObject({ name: 'SECRET' });
    expect(facts.environment?.[0]?.value).toBeUndefined();
  });

  it('tell that nothing is masked by a security option', () => {
    const changes = { ...PODMAN_NATIVE, 'HostConfig.SecurityOpt': ['unmask=all'] };
    expect(factsOf(variant('plain', changes)).maskedPaths).toBe(false);
  });

  it('do not know a namespace that is given by a path', () => {
    const changes = { ...PODMAN_NATIVE, 'HostConfig.NetworkMode': 'ns:/run/netns/x' };
    expect(factsOf(variant('plain', changes)).hostNetwork).toBeUndefined();
  });

  it('in the shape of docker are no privileged containers because nothing is listed as masked', () => {
    const changes = {
      'HostConfig.MaskedPaths': null,
      'HostConfig.ReadonlyPaths': null,
      'HostConfig.CapDrop': ['CHOWN'],
    };
    const facts = factsOf(variant('plain', changes));
    expect(facts).toMatchObject({ privileged: false, maskedPaths: true });
    expect(facts.effectiveCapabilities).toHaveLength(10);
  });
});

describe('what is no inspect document of a container', () => {
  const whole = documentText('plain');
  it.each([
    ['a document that is cut off', whole.slice(0, whole.length / 2), /cut off/],
    ['an empty list', '[]', /no container/],
    ['an empty file', '', /ends too early/],
    ['other text', 'hello', /begins no JSON value/],
    ['two documents', '{}{}', /more text/],
    ['a number', '1', /an object in braces/],
    ['an image', '[{"Id":"sha256:1","RepoTags":["a:1"],"Config":{},"RootFS":{}}]', /of an image/],
    ['a network', '[{"Name":"bridge","Driver":"bridge"}]', /no inspect document of a container/],
    [
      'a wrong type',
      JSON.stringify(variant('plain', { 'HostConfig.Privileged': 'yes' })),
      /HostConfig.Privileged should be true or false/,
    ],
    [
      'a wrong list',
      JSON.stringify(variant('plain', { 'HostConfig.CapAdd': 'ALL' })),
      /HostConfig.CapAdd should be a list/,
    ],
    [
      'a wrong item',
      JSON.stringify(variant('plain', { 'HostConfig.Binds': [1] })),
      /HostConfig.Binds.0 should be a text/,
    ],
    ['a wrong bind', JSON.stringify(variant('plain', { 'HostConfig.Binds': ['aa::b'], Mounts: [] })), /SOURCE:TARGET/],
    [
      'a huge number',
      whole.replace('"Memory": 0', `"Memory": ${'9'.repeat(400)}`),
      /HostConfig.Memory should be a whole number/,
    ],
    [
      'a port that is none',
      JSON.stringify(variant('plain', { 'HostConfig.PortBindings': { x: [{}] } })),
      /should be a port/,
    ],
  ])('%s is an error with a place', (_, text, message) => {
    try {
      readAll(text);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      if (!(error instanceof InputError)) return;
      expect(error.message).toMatch(message);
      if (text !== '[]') expect(error.at?.file).toBe('inspect.json');
      return;
    }
    throw new Error('it was read');
  });

  it('nested beyond all reason passes a limit', () => {
    expect(() => readAll('['.repeat(100_000))).toThrow(LimitError);
  });

  it('may use names that objects inherit', () => {
    const text = JSON.stringify(variant('plain', {})).replace(
      '"Labels":{}',
      '"Labels":{"__proto__":"x","constructor":"y"}',
    );
    expect(Object.keys(factsOf(text).labels ?? {})).toEqual(['__proto__', 'constructor']);
  });
});
