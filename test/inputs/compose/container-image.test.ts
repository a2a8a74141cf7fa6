import { describe, expect, it } from 'vitest';
import { type Container, containerElements, containerFields } from '../../../src/model/container.ts';
import { readServices, readTree, readWeb } from './read-services.ts';

describe('the image', () => {
  it.each([
    ['nginx', { registry: 'docker.io', repository: 'library/nginx', tag: '', digest: '' }],
    ['host:5000/app', { registry: 'host:5000', repository: 'app', tag: '', digest: '' }],
    ['"ghcr.io/o/a:1"', { registry: 'ghcr.io', repository: 'o/a', tag: '1', digest: '' }],
    [`a@sha256:${'0'.repeat(64)}`, { tag: '', digest: `sha256:${'0'.repeat(64)}` }],
    ['"nginx:${TAG:-1.27}"', { tag: '1.27' }],
  ])('%s is split as the engine does', async (image, reference) => {
    const services = await readServices(`services: {web: {image: ${image}}}`);
    expect(services('web').facts.imageReference).toMatchObject(reference);
    expect(services('web').facts.built).toBe(false);
  });

  it('of a service that is only built is empty', async () => {
    const services = await readServices('services: {web: {build: .}}');
    expect(services('web').facts).toMatchObject({
      image: '',
      imageReference: { registry: '', repository: '', tag: '', digest: '' },
      built: true,
    });
  });

  it('keeps what is certain beside a variable', async () => {
    const services = await readServices('services: {web: {image: "ghcr.io/o/a:${TAG}"}}');
    const web = services('web');
    expect(web.facts.image).toBeUndefined();
    expect(web.facts.imageReference).toEqual({ registry: 'ghcr.io', repository: 'o/a' });
    expect(web.absences['imageReference.tag']?.reason).toContain('${TAG}');
  });

  it('that the engine would refuse is not split', async () => {
    const services = await readServices('services: {web: {image: "Not An Image"}}');
    expect(services('web').facts.image).toBe('Not An Image');
    expect(services('web').absences.imageReference?.reason).toContain('Not An Image');
  });
});

describe('the build', () => {
  it('tells elevated rights, network and arguments', async () => {
    const { facts } = await readWeb('build: {context: ., privileged: true, network: host, args: {A: "1", B: "${B}"}}');
    expect(facts).toMatchObject({ built: true, buildPrivileged: true, buildNetwork: 'host' });
    expect(facts.buildArgs).toEqual([
      { name: 'A', value: '1', literal: true, fromFile: false },
      { name: 'B', literal: false, fromFile: false },
    ]);
  });

  it('is elevated by an entitlement, and by none otherwise', async () => {
    expect((await readWeb('build: {context: ., entitlements: [security.insecure]}')).facts.buildPrivileged).toBe(true);
    expect((await readWeb('build: {context: ., entitlements: [network.host]}')).facts.buildPrivileged).toBe(false);
    expect((await readWeb('')).facts).toMatchObject({ buildPrivileged: false, buildNetwork: '', buildArgs: [] });
  });
});

describe('the platform', () => {
  it.each([
    ['', 'linux'],
    ['platform: linux/arm64', 'linux'],
    ['platform: "${PLATFORM}"', 'linux'],
    ['platform: windows/amd64', 'windows'],
    ['isolation: hyperv', 'windows'],
    ['isolation: default', 'linux'],
  ])('%j means %s', async (body, os) => {
    expect((await readWeb(body)).facts.os).toBe(os);
  });

  it('and other words are kept as written', async () => {
    const { facts } = await readWeb('platform: linux/arm64\nruntime: runsc\npull_policy: always');
    expect(facts).toMatchObject({ platform: 'linux/arm64', runtime: 'runsc', pullPolicy: 'always', provider: '' });
  });
});

describe('swarm keys', () => {
  it('are those without effect outside a swarm', async () => {
    const { facts } = await readWeb(
      'deploy: {mode: global, placement: {}, endpoint_mode: vip, update_config: {parallelism: 1}}\nnetworks: [o]\nsecrets: [s]',
      'networks: {o: {driver: overlay}}\nsecrets: {s: {external: true}}',
    );
    expect(facts.swarmKeys).toEqual([
      'deploy.mode',
      'deploy.endpoint_mode',
      'deploy.placement',
      'deploy.update_config',
      'secrets.s.external',
      'networks.o.driver',
    ]);
  });

  it('are not limits, replicas or the restart policy', async () => {
    const body =
      'deploy: {mode: replicated, replicas: 2, resources: {limits: {memory: 1g}}, restart_policy: {condition: any}}';
    expect((await readWeb(body)).facts.swarmKeys).toEqual([]);
  });
});

describe('every service', () => {
  it('states or explains every field there is', async () => {
    const web = await readWeb('');
    for (const field of Object.keys(containerFields)) {
      const stated = web.facts[field as keyof Container] !== undefined;
      expect([field, stated || Object.hasOwn(web.absences, field)]).toEqual([field, true]);
      expect([field, stated && Object.hasOwn(web.absences, field)]).toEqual([field, false]);
    }
  });

  it('states or explains every field of its elements, whatever is left open', async () => {
    const compose = [
      'services:',
      '  web:',
      '    image: "${IMAGE}"',
      '    build: {context: ., args: ["A", "B=${B}"]}',
      '    security_opt: ["${OPT}", "seccomp=${P}", "label:disable"]',
      '    ports: ["${PORT}", "${A}:80", "${IP}:1:1", "2:2"]',
      '    volumes: ["${V}", "${S}:/s", "/x/${Y}:/y", "n:/n", "./z:/z"]',
      '    tmpfs: ["${T}", "/t:size=${SIZE}"]',
      '    volumes_from: ["container:${C}"]',
      '    devices: ["${D}", "/dev/${E}:/dev/e"]',
      '    device_cgroup_rules: ["c ${F}:1 r"]',
      '    environment: {A: "${A}", B: "b", C: }',
      '    env_file: gone.env',
      '    ulimits: {nofile: "${U}"}',
      '    sysctls: {a.b: "${SYS}"}',
      '    post_start: [{command: "${CMD}", user: "${WHO}", privileged: "${PRIV}"}]',
      '    networks: [out]',
      'volumes: {n: {external: true}}',
      'networks: {out: {external: true}}',
    ].join('\n');
    const web = (await readServices(compose))('web');
    const lists = {
      buildArgs: 'Variable',
      securityOptions: 'SecurityOption',
      networks: 'Network',
      ports: 'Port',
      mounts: 'Mount',
      devices: 'Device',
      environment: 'Variable',
      sysctls: 'Sysctl',
      ulimits: 'Ulimit',
      hooks: 'Hook',
    } as const;
    for (const [list, type] of Object.entries(lists) as [keyof typeof lists, (typeof lists)[keyof typeof lists]][]) {
      const elements = web.facts[list] ?? [];
      expect([list, elements.length > 0]).toEqual([list, true]);
      for (const [index, element] of elements.entries())
        for (const field of Object.keys(containerElements[type].fields)) {
          const path = `${list}[${index}].${field}`;
          expect([path, Object.hasOwn(element, field) !== Object.hasOwn(web.absences, path)]).toEqual([path, true]);
        }
    }
  });

  it('is declared where its key stands and named after it', async () => {
    const web = await readWeb('');
    expect(web).toMatchObject({ kind: 'container', id: 'web', name: 'web', facts: { kind: 'compose', name: 'web' } });
    expect(web.declared).toMatchObject({ file: 'compose.yaml', startLine: 2, startColumn: 3, endColumn: 6 });
  });

  it('counts, also one that a profile switches off', async () => {
    const services = await readServices('services: {a: {image: i, profiles: [debug], privileged: true}}');
    expect(services('a').facts.privileged).toBe(true);
  });

  it('of a provider is no container, and that is said', async () => {
    const facts = await readTree(
      { 'compose.yaml': 'services: {db: {provider: {type: cloud}}, web: {image: i}}' },
      'compose.yaml',
    );
    expect(facts.subjects.map(({ id }) => id)).toEqual(['web']);
    expect(facts.notices.map(({ message }) => message).join()).toContain('db is run by a provider');
  });
});
