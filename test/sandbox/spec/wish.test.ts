// From the real facts of an image and of a service to what is wished for.
import { describe, expect, test } from 'vitest';
import { joinBuilt } from '../../../src/inputs/built-container.ts';
import { InputError } from '../../../src/model/errors.ts';
import { readDeclaration } from '../../../src/sandbox/spec/declared.ts';
import { USUAL_LIMITS } from '../../../src/sandbox/spec/limits.ts';
import { type WishQuestion, wishOf } from '../../../src/sandbox/spec/wish.ts';
import { readServices } from '../../inputs/compose/read-services.ts';
import { imageIn, readExampleImage } from '../../read-example-image.ts';

const HEALTHCHECK = { Test: ['CMD', '/check'], Timeout: 2_000_000_000, Retries: 5, Interval: 20_000_000_000 };

const image = imageIn(
  await readExampleImage({
    name: 'shop',
    config: {
      User: 'app',
      Env: ['PATH=/bin', 'MODE=image'],
      Entrypoint: ['/web'],
      Cmd: ['--all'],
      ExposedPorts: { '8080/tcp': {} },
      Volumes: { '/data': {} },
      WorkingDir: '/srv',
      Labels: { a: 'b' },
      StopSignal: 'SIGQUIT',
      Healthcheck: HEALTHCHECK,
    },
    layers: [{ '/etc/passwd': { text: 'root:x:0:0::/:/bin/sh\napp:x:101:102::/:/bin/sh\n' } }],
  }),
);

const base: WishQuestion = { image, imageId: 'sha256:1', runtime: 'runc', limits: USUAL_LIMITS, relaxations: [] };

async function serviceOf(body: string) {
  const services = await readServices(['services:', '  web:', '    image: shop', body].join('\n'));
  return joinBuilt(services('web'), image);
}

test('an image is wished for as it says', () => {
  expect(wishOf({ ...base, document: { Config: { Healthcheck: HEALTHCHECK } } })).toMatchObject({
    imageId: 'sha256:1',
    os: 'linux',
    architecture: 'amd64',
    user: 'app',
    uid: 101,
    gid: 102,
    entrypoint: ['/web'],
    command: ['--all'],
    environment: [],
    workingDir: '/srv',
    stopSignal: 'SIGQUIT',
    volumes: ['/data'],
    ports: ['8080/tcp'],
    labels: ['a'],
    healthcheck: { test: ['CMD', '/check'], timeoutNs: 2_000_000_000, retries: 5, startPeriodNs: 20_000_000_000 },
    replacedVariables: [],
    notices: [],
  });
});

describe('a service', () => {
  test('brings its own words, and what it leaves out comes from the image', async () => {
    const container = await serviceOf(`
    command: [serve]
    user: "7:8"
    working_dir: /app
    read_only: true
    ports: ["80:9090"]
    healthcheck: { test: [CMD, /own] }`);
    const wish = wishOf({ ...base, container, dependsOn: ['db'], document: { Config: { Healthcheck: HEALTHCHECK } } });
    expect(wish).toMatchObject({
      entrypoint: ['/web'],
      command: ['serve'],
      user: '7:8',
      uid: 7,
      gid: 8,
      workingDir: '/app',
      volumes: ['/data'],
      ports: ['8080/tcp', '9090/tcp'],
      service: { name: 'web', dependsOn: ['db'], readOnly: true, at: { file: 'compose.yaml', line: 2 } },
    });
    // The times of the image are those of its own check.
    expect(wish.healthcheck).toEqual({ test: ['CMD', '/own'], timeoutNs: 30e9, retries: 3, startPeriodNs: 0 });
  });

  test('switches a health check off', async () => {
    const container = await serviceOf('    healthcheck: { disable: true }');
    const wish = wishOf({ ...base, container });
    expect(wish).toMatchObject({ healthcheckDisabled: true });
    expect(wish).not.toHaveProperty('healthcheck');
  });

  test('gives away no secret, and nothing twice that the image has', async () => {
    const container = await serviceOf(`
    environment:
      DB_PASSWORD: hunter22
      LOG: debug
      MODE: service
      API_URL: \${SOMEWHERE}
      TOKEN:`);
    const { environment, replacedVariables, notices } = wishOf({ ...base, container });
    expect(Object.fromEntries(environment.map(({ name, value }) => [name, value]))).toEqual({
      DB_PASSWORD: 'abcdef23',
      LOG: 'debug',
      MODE: 'service',
      API_URL: 'http://placeholder.invalid/',
      TOKEN: 'placeholder',
    });
    expect(replacedVariables).toEqual(['API_URL', 'DB_PASSWORD', 'TOKEN']);
    expect(notices).toEqual([expect.stringContaining('API_URL, TOKEN')]);
  });

  test('with a command that is not known is not run', async () => {
    const container = await serviceOf('    command: ["${WHAT}", x]');
    expect(() => wishOf({ ...base, container })).toThrow(InputError);
    expect(() => wishOf({ ...base, container })).toThrow(/a word of its command is not known: .*WHAT/);
  });
});

describe('a declaration', () => {
  test('asks for capabilities and writable places, each with its line', async () => {
    const container = await serviceOf(`
    cap_add:
      - NET_ADMIN
      - CHOWN
    tmpfs: ["/run:size=16m", "/cache:exec"]
    mem_limit: 512m
    volumes:
      - ./state:/state
      - ./code:/srv
      - ./nginx.conf:/etc/nginx/nginx.conf:ro
      - /var/run/docker.sock:/var/run/docker.sock
      - named:/var/lib/web
volumes: { named: }`);
    const declaration = readDeclaration(container, (path) => ({ files: path === '/srv' ? 9 : 0, folders: [] }));
    expect(declaration.relaxations).toEqual([
      { relaxation: { kind: 'capability', name: 'NET_ADMIN' }, by: 'compose.yaml:6' },
      { relaxation: { kind: 'capability', name: 'CHOWN' }, by: 'compose.yaml:7' },
      { relaxation: { kind: 'tmpfs', path: '/state' }, by: 'compose.yaml:11' },
      { relaxation: { kind: 'tmpfs', path: '/var/lib/web' }, by: 'compose.yaml:15' },
      { relaxation: { kind: 'tmpfs', path: '/run', sizeBytes: 16 * 1024 * 1024 }, by: 'compose.yaml:8' },
      { relaxation: { kind: 'tmpfs', path: '/cache', exec: true }, by: 'compose.yaml:8' },
    ]);
    expect(declaration.limits).toEqual({ memoryBytes: 512 * 1024 * 1024 });
    expect(declaration.notices).toEqual([
      'What the host holds for /state is not there: it is an empty directory in memory (compose.yaml:11)',
      'What the host holds for /srv is not there; the image is left as it is there (compose.yaml:12)',
      'What the host holds for /etc/nginx/nginx.conf is not there; the image is left as it is there (compose.yaml:13)',
      'What the host holds for /var/run/docker.sock is not there; the image is left as it is there (compose.yaml:14)',
      'What a volume holds for /var/lib/web is not there: it is an empty directory in memory (compose.yaml:15)',
    ]);
  });

  test('is told what of it a sandbox never follows', async () => {
    const container = await serviceOf(`
    privileged: true
    network_mode: host
    pid: host
    devices: [/dev/fuse]
    sysctls: { net.ipv4.ip_forward: 1 }
    security_opt: [seccomp:unconfined]
    volumes: ["/:/dev/host"]`);
    const { relaxations, notices } = readDeclaration(container);
    expect(relaxations).toEqual([]);
    expect(notices).toEqual([
      expect.stringMatching(/^The mount on \/dev\/host is left out: .* \(compose\.yaml:11\)$/),
      '`privileged` is not followed (compose.yaml:5)',
      'Devices are not given: /dev/fuse (compose.yaml:8)',
      'Kernel settings (`sysctls`) are not followed (compose.yaml:9)',
      expect.stringMatching(/^Security options .* \(compose\.yaml:10\)$/),
      'The network mode `host` is not followed (compose.yaml:6)',
      'A shared PID namespace is not followed (compose.yaml:7)',
    ]);
  });
});
