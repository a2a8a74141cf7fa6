import { describe, expect, it } from 'vitest';
import { readServices, readWeb } from './read-services.ts';

/** The host path that becomes visible through one volume entry. */
async function hostPathOf(volume: string, rest = ''): Promise<string | undefined> {
  return (await readWeb(`volumes: [${volume}]`, rest)).facts.mounts?.[0]?.hostPath;
}

describe('the host path of a bind', () => {
  it.each([
    ['"/etc/passwd:/x"', '/etc/passwd'],
    ['"/etc/:/x"', '/etc'],
    ['"//etc:/x"', '/etc'],
    ['"/./etc:/x"', '/etc'],
    ['"/usr/../etc:/x"', '/etc'],
    ['"/:/host:ro"', '/'],
    ['"/var/run:/var/run"', '/run'],
    ['"/var/run/docker.sock:/s"', '/run/docker.sock'],
    ['"/homepage:/x"', '/homepage'],
    ['"./etc:/etc"', './etc'],
    ['".:/app"', './'],
    ['"..:/up"', '..'],
    ['"../../x:/up"', '../../x'],
    ['"~/.ssh:/keys"', '~/.ssh'],
    ['"$HOME/.aws:/aws"', '~/.aws'],
    ['"${PWD}/data:/data"', './data'],
    ['"$XDG_RUNTIME_DIR/docker.sock:/s"', '/run/user/1000/docker.sock'],
    ['{type: bind, source: /etc, target: /x}', '/etc'],
    ['{type: bind, source: /var/run/docker.sock, target: /s}', '/run/docker.sock'],
    ['{type: tmpfs, target: /etc}', ''],
    ['{type: npipe, source: "\\\\\\\\.\\\\pipe\\\\docker_engine", target: x}', '\\\\.\\pipe\\docker_engine'],
    ['"C:\\\\Users:/x"', 'C:\\Users'],
    ['/anonymous', ''],
  ])('of %s is %j', async (volume, hostPath) => {
    expect(await hostPathOf(volume)).toBe(hostPath);
  });

  it('is not known behind a variable', async () => {
    const web = await readWeb('volumes: ["/srv/${NAME}:/data:ro"]');
    expect(web.facts.mounts).toEqual([
      expect.objectContaining({ type: 'bind', target: '/data', readOnly: true, text: '/srv/${...}:/data:ro' }),
    ]);
    expect(web.facts.mounts?.[0]).not.toHaveProperty('hostPath');
    expect(web.absences['mounts[0].hostPath']?.reason).toContain('${NAME}');
    expect(web.absences['mounts[0].source']?.reason).toContain('${NAME}');
  });

  it.each(['"${DATA}:/data"', '"${VOLUME}"'])(
    'is not known for %s, which may turn out to be a host path',
    async (volume) => {
      const web = await readWeb(`volumes: [${volume}]`);
      expect(web.facts.mounts?.[0]).not.toHaveProperty('hostPath');
      expect(web.facts.mounts?.[0]).not.toHaveProperty('type');
      expect(web.absences['mounts[0].hostPath']?.reason).toContain('no value or default');
    },
  );
});

describe('a named volume', () => {
  it('shows no host path', async () => {
    expect(await hostPathOf('"etc:/etc"', 'volumes: {etc: }')).toBe('');
  });

  it.each([
    ['{driver_opts: {type: none, o: bind, device: /etc}}', '/etc'],
    ['{driver: local, driver_opts: {o: "bind,ro", device: /etc}}', '/etc'],
    ['{driver_opts: {type: none, o: rbind, device: //etc/}}', '/etc'],
    ['{driver_opts: {type: ext4, device: /dev/sda1}}', '/dev/sda1'],
    ['{driver_opts: {type: nfs, o: "addr=10.0.0.1,rw", device: ":/export"}}', ''],
    ['{driver_opts: {type: tmpfs, device: tmpfs}}', ''],
    ['{driver: other, driver_opts: {o: bind, device: /etc}}', ''],
  ])('declared as %s shows %j', async (declaration, hostPath) => {
    expect(await hostPathOf('"data:/data"', `volumes: {data: ${declaration}}`)).toBe(hostPath);
  });

  it('is read-only when its own options say so', async () => {
    const { facts } = await readWeb(
      'volumes: ["data:/d"]',
      'volumes: {data: {driver_opts: {type: none, o: "bind,ro", device: /srv}}}',
    );
    expect(facts.mounts?.[0]?.readOnly).toBe(true);
  });

  it.each(['{external: true}', '{driver_opts: {type: none, o: bind, device: "${DIR}"}}'])(
    'declared as %s leaves its host path open',
    async (declaration) => {
      const web = await readWeb('volumes: ["data:/data"]', `volumes: {data: ${declaration}}`);
      expect(web.facts.mounts?.[0]).toMatchObject({ type: 'volume', source: 'data' });
      expect(web.facts.mounts?.[0]).not.toHaveProperty('hostPath');
    },
  );
});

describe('mounts', () => {
  it('carry propagation and relabelling in both forms', async () => {
    const { facts } = await readWeb(
      'volumes: ["/a:/a:ro,rshared,z", {type: bind, source: /b, target: /b, bind: {propagation: rslave, selinux: Z}}]',
    );
    expect(facts.mounts).toMatchObject([
      { readOnly: true, propagation: 'rshared', relabel: 'z', text: '/a:/a:ro,z,rshared' },
      { readOnly: false, propagation: 'rslave', relabel: 'Z' },
    ]);
  });

  it('include tmpfs with its options and size', async () => {
    const web = await readWeb('tmpfs: ["/run:size=64m,mode=1777,exec", /tmp]');
    expect(web.facts.mounts).toMatchObject([
      { type: 'tmpfs', target: '/run', options: ['size=64m', 'mode=1777', 'exec'], sizeBytes: 67108864, hostPath: '' },
      { type: 'tmpfs', target: '/tmp', options: [], sizeBytes: 0, readOnly: false },
    ]);
    expect(web.origins['mounts[1]']?.at.startLine).toBe(4);
  });

  it('point at the lines of their parts', async () => {
    const web = await readWeb('volumes:\n  - type: bind\n    source: /etc\n    target: /x');
    expect(web.origins['mounts[0]']?.at.startLine).toBe(5);
    expect(web.origins['mounts[0].source']?.at.startLine).toBe(6);
    expect(web.origins['mounts[0].hostPath']?.at.startLine).toBe(6);
  });

  it('are inherited from other services, except their tmpfs and what is mounted here already', async () => {
    const services = await readServices(
      [
        'services:',
        '  a:',
        '    image: i',
        '    volumes: ["./own:/own"]',
        '    volumes_from: [b]',
        '  b: {image: i, volumes: ["/etc:/etc", "/other:/own"], tmpfs: /t, volumes_from: [c]}',
        '  c: {image: i, volumes: ["/var/run/docker.sock:/s"]}',
      ].join('\n'),
    );
    const { facts, origins } = services('a');
    expect(facts.mounts?.map((mount) => mount.hostPath)).toEqual(['./own', '/etc', '/run/docker.sock']);
    expect(facts.volumesFrom).toEqual(['b']);
    expect(origins['mounts[1]']).toMatchObject({ at: { startLine: 5 }, related: [{ startLine: 6 }] });
  });

  it('are inherited over a dense net of services without following every way through it', async () => {
    const layers = Array.from({ length: 40 }, (_, layer) =>
      ['a', 'b'].map((side) => {
        const from = layer === 39 ? '' : `, volumes_from: [a${layer + 1}, b${layer + 1}]`;
        return `  ${side}${layer}: {image: i, volumes: ["/srv/${side}${layer}:/${side}${layer}"]${from}}`;
      }),
    );
    const services = await readServices(['services:', ...layers.flat()].join('\n'));
    expect(services('a0').facts.mounts).toHaveLength(79);
  });

  it('that are inherited too often end in a limit that is named', async () => {
    const volumes = Array.from({ length: 300 }, (_, index) => `"/srv/${index}:/m${index}"`).join(', ');
    const heirs = Array.from({ length: 200 }, (_, index) => `  s${index}: {image: i, volumes_from: [base]}`);
    const compose = ['services:', `  base: {image: i, volumes: [${volumes}]}`, ...heirs].join('\n');
    await expect(readServices(compose)).rejects.toThrow('limit of 50000 mounts');
  });

  it('inherited from a container outside the project are not known', async () => {
    const web = await readWeb('volumes_from: ["container:legacy:ro"]');
    expect(web.facts.mounts).toEqual([{ text: 'container:legacy:ro' }]);
    expect(web.absences['mounts[0].hostPath']?.reason).toContain('outside this project');
  });

  it('include files of secrets and configs only from outside the project', async () => {
    const { facts } = await readWeb(
      'secrets: [inside, outside]\nconfigs: [{source: hosts, target: h}]',
      'secrets: {inside: {file: ./a}, outside: {file: ../../b}}\nconfigs: {hosts: {file: /etc/shadow}}',
    );
    expect(facts.mounts).toMatchObject([
      { type: 'bind', hostPath: '../../b', target: '/run/secrets/outside', readOnly: true },
      { type: 'bind', hostPath: '/etc/shadow', target: '/h', readOnly: true },
    ]);
  });

  it('know when the engine API is handed over', async () => {
    expect((await readWeb('use_api_socket: true')).facts.useApiSocket).toBe(true);
    expect((await readWeb('')).facts.useApiSocket).toBe(false);
  });
});
