import { describe, expect, it } from 'vitest';
import { readServices, readWeb } from './read-services.ts';

describe('the network namespace', () => {
  it('is its own by default, on the network of the project and not on docker0', async () => {
    const { facts } = await readWeb('');
    expect(facts).toMatchObject({
      networkMode: '',
      hostNetwork: false,
      networks: [{ name: 'default', external: false, internal: false, driver: '' }],
    });
  });

  it('has no place for the network that Compose joins by itself, and one for those written', async () => {
    expect(Object.keys((await readWeb('')).origins).filter((path) => path.startsWith('networks'))).toEqual([]);
    const web = await readWeb('networks:\n  - n', 'networks: {n: {driver: bridge}}');
    expect(web.origins['networks[0]']?.at.startLine).toBe(5);
  });

  it('is the host with network_mode host', async () => {
    const web = await readWeb('network_mode: host');
    expect(web.facts).toMatchObject({ networkMode: 'host', hostNetwork: true, networks: [] });
    expect(web.origins.hostNetwork?.at.startLine).toBe(4);
  });

  it.each(['bridge', 'default'])('is on docker0 with network_mode %s', async (mode) => {
    expect((await readWeb(`network_mode: ${mode}`)).facts).toMatchObject({ networkMode: 'bridge', hostNetwork: false });
  });

  it('is the host through an external network that is named host', async () => {
    const { facts } = await readWeb('', 'networks: {default: {external: true, name: host}}');
    expect(facts.hostNetwork).toBe(true);
  });

  it('names the line of the service first and that of the network beside it', async () => {
    const rest = 'networks: {n: {external: true, name: host}, b: {external: true, name: bridge}}';
    const host = (await readWeb('networks: [n]', rest)).origins.hostNetwork;
    expect([host?.at.startLine, host?.related?.map((place) => place.startLine)]).toEqual([4, [5]]);
    const bridge = (await readWeb('networks: [b]', rest)).origins.networkMode;
    expect([bridge?.at.startLine, bridge?.related?.map((place) => place.startLine)]).toEqual([4, [5]]);
    const own = (await readWeb('', 'networks: {default: {external: true, name: host}}')).origins.hostNetwork;
    expect([own?.at.startLine, own?.related]).toEqual([4, undefined]);
  });

  it('is not the host through a network of this project whose key is host', async () => {
    const { facts } = await readWeb('networks: [host]', 'networks: {host: {}}');
    expect(facts.hostNetwork).toBe(false);
  });

  it('is followed through other services to the end, with every place on the way', async () => {
    const services = await readServices(
      [
        'services:',
        '  a: {image: nginx, network_mode: "service:b"}',
        '  b: {image: nginx, network_mode: "service:c"}',
        '  c: {image: nginx, network_mode: host}',
        '  d: {image: nginx, network_mode: "service:e"}',
        '  e: {image: nginx}',
      ].join('\n'),
    );
    expect(services('a').facts).toMatchObject({ networkMode: 'service:b', hostNetwork: true });
    expect(services('d').facts.hostNetwork).toBe(false);
    const { at, related } = services('a').origins.hostNetwork ?? {};
    expect([at, ...(related ?? [])].map((place) => place?.startLine)).toEqual([2, 3, 4]);
  });

  it('is not followed without end', async () => {
    const chain = Array.from(
      { length: 200 },
      (_, index) => `  s${index}: {image: i, network_mode: "service:s${index + 1}"}`,
    );
    const services = await readServices(['services:', ...chain, '  s200: {image: i, network_mode: host}'].join('\n'));
    expect(services('s199').facts.hostNetwork).toBe(true);
    expect(services('s160').facts.hostNetwork).toBe(true);
    expect(services('s0').facts.hostNetwork).toBeUndefined();
    expect(services('s0').absences.hostNetwork?.reason).toContain('more than 50 containers');
  });

  it('is followed through a container name of this project', async () => {
    const services = await readServices(
      [
        'services:',
        '  a: {image: nginx, network_mode: "container:vpn"}',
        '  b: {image: nginx, container_name: vpn, network_mode: host}',
      ].join('\n'),
    );
    expect(services('a').facts.hostNetwork).toBe(true);
  });

  it('is not known for a container outside the project', async () => {
    const web = await readWeb('network_mode: "container:vpn"');
    expect(web.facts.networkMode).toBe('container:vpn');
    expect(web.facts.hostNetwork).toBeUndefined();
    expect(web.absences.hostNetwork?.reason).toContain('container:vpn');
  });

  it('is on docker0 through an external network that is named bridge', async () => {
    const { facts } = await readWeb('networks: [b]', 'networks: {b: {external: true, name: bridge}}');
    expect(facts).toMatchObject({ networkMode: 'bridge', hostNetwork: false });
  });

  it('keeps the name of a network given as the mode', async () => {
    const web = await readWeb('network_mode: backbone');
    expect(web.facts).toMatchObject({
      networkMode: 'backbone',
      hostNetwork: false,
      networks: [{ name: 'backbone', external: true }],
    });
    expect(web.absences['networks[0].internal']?.reason).toContain('backbone');
  });

  it('is not known where a network has no name yet', async () => {
    const web = await readWeb('', 'networks: {default: {external: true, name: "${NET}"}}');
    expect(web.facts.hostNetwork).toBeUndefined();
    expect(web.facts.networkMode).toBeUndefined();
    expect(web.absences.hostNetwork?.reason).toContain('${NET}');
  });

  it('is its own where a variable only names a network of this project', async () => {
    const { facts } = await readWeb('', 'networks: {default: {name: "${NET}"}}');
    expect(facts).toMatchObject({ networkMode: '', hostNetwork: false });
  });

  it('is not known behind a variable', async () => {
    const web = await readWeb('network_mode: "${MODE}"');
    expect(web.facts.networkMode).toBeUndefined();
    expect(web.facts.hostNetwork).toBeUndefined();
  });

  it('says which networks are external or internal', async () => {
    const web = await readWeb(
      'networks: [in, out]',
      'networks: {in: {internal: true, driver: bridge}, out: {external: true}}',
    );
    const [inner, outer] = [...(web.facts.networks ?? [])].sort((a, b) => String(a.name).localeCompare(String(b.name)));
    expect(inner).toEqual({ name: 'in', external: false, internal: true, driver: 'bridge' });
    expect(outer).toEqual({ name: 'out', external: true });
    expect(Object.keys(web.absences).filter((path) => /^networks\[\d\]\.internal$/.test(path))).toHaveLength(1);
  });
});

describe('the other namespaces', () => {
  it('are its own by default', async () => {
    expect((await readWeb('')).facts).toMatchObject({
      pid: '',
      hostPid: false,
      ipc: '',
      hostIpc: false,
      uts: '',
      usernsMode: '',
      cgroup: '',
      cgroupParent: '',
    });
  });

  it('are told apart when shared with the host', async () => {
    const { facts } = await readWeb(
      'pid: host\nipc: host\nuts: host\nuserns_mode: host\ncgroup: host\ncgroup_parent: m',
    );
    expect(facts).toMatchObject({
      pid: 'host',
      hostPid: true,
      ipc: 'host',
      hostIpc: true,
      uts: 'host',
      usernsMode: 'host',
      cgroup: 'host',
      cgroupParent: 'm',
    });
  });

  it('are not the host when shareable', async () => {
    expect((await readWeb('ipc: shareable')).facts).toMatchObject({ ipc: 'shareable', hostIpc: false });
  });

  it('are followed through other services', async () => {
    const services = await readServices(
      ['services:', '  a: {image: i, pid: "service:b", ipc: "service:b"}', '  b: {image: i, pid: host}'].join('\n'),
    );
    expect(services('a').facts).toMatchObject({ pid: 'service:b', hostPid: true, hostIpc: false });
  });
});
