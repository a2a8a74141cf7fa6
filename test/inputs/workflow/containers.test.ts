// Containers that a workflow declares: of jobs, of services, and their values out of the matrix.
import { describe, expect, it, test } from 'vitest';
import { containerOf, containersOf, FILE, jobWith, readFile, textAt } from './read-workflow.ts';

describe('the container of a job', () => {
  it('is an image and the defaults of the engine', async () => {
    const { facts, id, name, declared } = await containerOf('container: node:24');
    expect({ id, name, declared }).toEqual({
      id: 'build/container',
      name: 'build/container',
      declared: { file: FILE, startLine: 5, startColumn: 5, endLine: 5, endColumn: 14 },
    });
    expect(facts).toMatchObject({
      kind: 'workflow',
      image: 'node:24',
      privileged: false,
      memoryBytes: 0,
      restart: 'no',
      networkMode: '',
      hostNetwork: false,
      networks: [{ name: 'github_network', internal: false }],
      mounts: [],
    });
  });

  it('is kept open by the runner, which sets its directory too', async () => {
    const { facts, origins, absences } = await containerOf('container: node:24');
    expect(facts).toMatchObject({ entrypoint: ['tail'], command: ['-f', '/dev/null'] });
    expect(Object.keys(origins)).toEqual(expect.not.arrayContaining(['entrypoint', 'command']));
    expect(facts).not.toHaveProperty('workingDir');
    expect(absences.workingDir?.reason).toContain('runner');
  });

  it('takes every key, with its place', async () => {
    const text = jobWith(
      'container:',
      '  image: "node:24"',
      '  env:',
      '    PORT: 80',
      '    TOKEN: ${{ secrets.TOKEN }}',
      '    NONE:',
      '  ports: [80, "127.0.0.1:8080:81/udp"]',
      '  volumes:',
      '    - /var/run/docker.sock:/s:ro',
      '    - data:/d:rw',
      '    - /e',
      '  options: --privileged --cap-add SYS_ADMIN',
    );
    const subject = (await containersOf(text)).get('build/container');
    expect(subject?.facts).toMatchObject({
      privileged: true,
      capAdd: ['SYS_ADMIN'],
      environment: [
        { name: 'PORT', value: '80', literal: true },
        { name: 'TOKEN', literal: false },
        { name: 'NONE', value: '' },
      ],
      ports: [
        { target: 80, hostPort: 0 },
        { target: 81, hostPort: 8080, hostIp: '127.0.0.1', protocol: 'udp' },
      ],
      mounts: [
        { type: 'bind', hostPath: '/run/docker.sock', readOnly: true },
        { type: 'volume', source: 'data', readOnly: false },
        { type: 'volume', source: '', target: '/e' },
      ],
    });
    expect(subject?.facts.environment?.[1]?.value).toBeUndefined();
    const shown = (path: string) =>
      textAt(text, subject?.origins[path]?.at ?? { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
    expect(['image', 'privileged', 'capAdd[0]', 'mounts[0]', 'ports[1]', 'environment[0]'].map(shown)).toEqual([
      '"node:24"',
      '--privileged',
      'SYS_ADMIN',
      '/var/run/docker.sock:/s:ro',
      '"127.0.0.1:8080:81/udp"',
      '80',
    ]);
  });

  it('finds options inside a folded text', async () => {
    const text = jobWith(
      'container:',
      '  image: a',
      '  options: >-',
      '    --health-cmd "redis-cli ping"',
      '    --pid=host',
    );
    const subject = (await containersOf(text)).get('build/container');
    expect(subject?.facts).toMatchObject({
      healthcheck: 'defined',
      healthcheckTest: ['CMD-SHELL', 'redis-cli ping'],
      hostPid: true,
    });
    const at = subject?.origins.hostPid?.at;
    expect(at && textAt(text, at)).toBe('--pid=host');
  });
});

test.each([
  ['--user root', { uid: 0 }],
  ['--cpus 1 --memory 1g', { cpus: 1, memoryBytes: 1 << 30 }],
  ['--network host', { hostNetwork: true, networkMode: 'host' }],
  ['-v "/a b:/c"', { mounts: [expect.objectContaining({ hostPath: '/a b' })] }],
  ['--health-cmd "a \\"b\\" \\\\ c"', { healthcheckTest: ['CMD-SHELL', 'a "b" \\\\ c'] }],
  ['--label a=$HOME', { labels: { a: '$HOME' } }],
  ["--hostname=it's-not-a-quote", { hostname: "it's-not-a-quote" }],
])('options %s are split as the runner splits them', async (options, facts) => {
  expect((await containerOf('container:', '  image: a', '  options: >-', `    ${options}`)).facts).toMatchObject(facts);
});

describe('services', () => {
  it('are containers of their own that start what their image says', async () => {
    const text = jobWith(
      'services:',
      '  db: { image: "postgres:18", options: "--health-cmd pg_isready" }',
      '  cache: { image: redis }',
    );
    const containers = await containersOf(text);
    expect([...containers.keys()]).toEqual(['build/db', 'build/cache']);
    expect(containers.get('build/db')?.facts).toMatchObject({ healthcheck: 'defined', networkMode: '' });
    expect(containers.get('build/cache')?.absences.command?.reason).toContain('image');
    expect(containers.get('build/cache')?.declared).toMatchObject({ startLine: 7, startColumn: 7, endColumn: 12 });
  });

  it('may come out of one anchor', async () => {
    const text = `on: push\nx: &db\n  image: postgres:18\n  env: &e\n    A: "1"\njobs:\n  one: { services: { db: *db } }\n  two: { services: { db: { image: a, env: *e } } }\n`;
    const containers = await containersOf(text);
    expect(containers.get('one/db')?.facts).toMatchObject({
      image: 'postgres:18',
      environment: [{ name: 'A', value: '1' }],
    });
    expect(containers.get('two/db')?.facts.environment).toMatchObject([{ value: '1' }]);
  });

  it('are not started where their image is empty', async () => {
    expect((await containersOf(jobWith('services:', '  db: { image: "" }', '  x: { image: a }'))).size).toBe(1);
  });
});

describe('values of the matrix', () => {
  const matrix = (lines: string[], container = 'container: ${{ matrix.image }}') =>
    containersOf(jobWith('strategy:', '  matrix:', ...lines.map((line) => `    ${line}`), container));
  const images = (containers: Awaited<ReturnType<typeof containersOf>>) =>
    Object.fromEntries([...containers].map(([id, { facts }]) => [id, facts.image]));

  it('become a container each', async () => {
    expect(images(await matrix(['image: [a, "b:1"]', 'os: [x, y]']))).toEqual({
      'build/container (a)': 'a',
      'build/container (b:1)': 'b:1',
    });
  });

  it('stand where they are written', async () => {
    const containers = await matrix(['image: [a, b]']);
    expect(containers.get('build/container (b)')?.origins.image?.at).toMatchObject({
      startLine: 7,
      startColumn: 20,
      endColumn: 21,
    });
  });

  it('are constant where there is but one', async () => {
    expect(images(await matrix(['image: [a]']))).toEqual({ 'build/container': 'a' });
  });

  it('come from include too, each set of values together', async () => {
    const lines = [
      'include:',
      '  - { image: a, o: --privileged }',
      '  - { image: b, o: "" }',
      '  - { image: a, o: --privileged, n: 2 }',
    ];
    const containers = await matrix(lines, 'container: { image: "${{ matrix.image }}", options: "${{ matrix.o }}" }');
    expect([...containers].map(([id, { facts }]) => [id, facts.privileged])).toEqual([
      ['build/container (a)', true],
      ['build/container (b)', false],
    ]);
  });

  it('are added by include and taken away by exclude', async () => {
    expect(
      Object.values(images(await matrix(['image: [a, b]', 'exclude: [{ image: a }]', 'include: [{ image: c }]']))),
    ).toEqual(['b', 'c']);
  });

  it('may be mappings, or parts of one', async () => {
    const whole = await matrix(['image: [{ image: a, options: --init }, b]']);
    expect([...whole.values()].map(({ facts }) => [facts.image, facts.init])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    const part = await matrix(
      ['db: [{ image: a, v: 1 }, { image: a, v: 2 }, { v: 3 }]'],
      'container: "${{ matrix.db.image }}"',
    );
    expect(Object.values(images(part))).toEqual(['a']);
  });

  it('are put into a text', async () => {
    expect(Object.values(images(await matrix(['v: [1.5, 2]'], 'container: "a:${{ matrix.v }}-x"')))).toEqual([
      'a:1.5-x',
      'a:2-x',
    ]);
  });

  it.each([
    [['image: "${{ fromJSON(inputs.images) }}"'], 'container: "${{ matrix.image }}"'],
    [['image: [a, "${{ inputs.b }}"]'], 'container: "${{ matrix.image }}"'],
    [
      [`image: [${Array.from({ length: 17 }, (_, index) => `i${index}`).join(', ')}]`],
      'container: "${{ matrix.image }}"',
    ],
    [['include: "${{ fromJSON(inputs.images) }}"'], 'container: { image: "${{ matrix.image }}" }'],
  ])('are not known from %j', async (lines, container) => {
    const [subject, ...more] = (await matrix(lines, container)).values();
    expect(more).toEqual([]);
    expect(subject?.facts).not.toHaveProperty('image');
    expect(subject?.absences.image?.reason).toBe('`${{ matrix.image }}` is decided by the matrix');
  });

  it('of a second variable stay unknown', async () => {
    const containers = await matrix(['a: [x, y]', 'b: [1, 2]'], 'container: "${{ matrix.a }}:${{ matrix.b }}"');
    expect([...containers.keys()]).toEqual(['build/container (x)', 'build/container (y)']);
    expect(containers.get('build/container (x)')?.facts.imageReference).toMatchObject({ repository: 'library/x' });
    expect(containers.get('build/container (x)')?.facts).not.toHaveProperty('image');
  });
});

describe('expressions', () => {
  it('leave everything open where one stands for the container', async () => {
    const { facts, absences } = await containerOf('container: ${{ fromJSON(inputs.c) }}');
    expect(facts).not.toHaveProperty('privileged');
    expect(absences.privileged?.reason).toContain('`${{ fromJSON(inputs.c) }}` is decided when the workflow runs');
  });

  it('leave every option open where one stands for all of them', async () => {
    const { facts, absences } = await containerOf('container: { image: a, options: "--init ${{ inputs.o }}" }');
    expect(facts).toMatchObject({ image: 'a' });
    expect(facts).not.toHaveProperty('privileged');
    expect(absences.privileged?.at).toMatchObject({ startLine: 5, startColumn: 45 });
  });

  it('leave one value open', async () => {
    const { facts, absences } = await containerOf(
      'container: { image: a, options: "--user ${{ inputs.u }} --memory=1g", env: "${{ inputs.e }}" }',
    );
    expect(facts).toMatchObject({ memoryBytes: 1 << 30, privileged: false });
    expect(absences.user?.reason).toContain('inputs.u');
    expect(absences['environment[0]']?.reason).toContain('inputs.e');
  });

  it('stand for services of which nothing is known', async () => {
    const { id, absences } = await containerOf('services: ${{ fromJSON(inputs.s) }}');
    expect(id).toBe('build/services');
    expect(absences.image).toBeDefined();
    expect(absences.privileged).toBeDefined();
  });

  it('are constants where they are a text in quotes', async () => {
    expect((await containerOf(`container: "\${{ 'a}}b' }}"`.replace('a}}b', 'a'))).facts.image).toBe('a');
  });
});

describe('passwords of registries', () => {
  const withPassword = (password: string) =>
    readFile(jobWith('container:', '  image: a', '  credentials:', '    username: u', `    password: ${password}`));

  it('are secrets where they are written out, and are not shown', async () => {
    const { subjects } = await withPassword('hunter2hunter2');
    const secret = subjects.find(({ kind }) => kind === 'secret');
    expect(secret).toMatchObject({
      owner: { kind: 'container', id: 'build/container' },
      facts: { type: 'registry-password', placeholder: false },
      declared: { startLine: 9, startColumn: 19 },
    });
    expect(JSON.stringify(subjects)).not.toContain('hunter2');
  });

  it.each(['${{ secrets.P }}', '""', ''])('are none in %j', async (password) => {
    expect((await withPassword(password)).subjects.filter(({ kind }) => kind === 'secret')).toEqual([]);
  });
});

test.each([
  [
    'container: { image: a, options: --privilegd }',
    /the runner could not create `build\/container`: .*was --privileged meant/,
  ],
  ['container: { image: a, options: "-p x" }', /could not create/],
  ['container: { options: -v }', /names no image; write for example image: node:24/],
  ['container: [a]', /is an image or a mapping/],
  ['container: { image: [a] }', /the image of `build\/container` is a text/],
  ['container: { image: A B }', /image reference/],
  ['services: [a]', /`services` of the job `build` is a mapping/],
  ['services: { db: { image: a, ports: [{}] } }', /a port of `build\/db` is a text/],
  ['steps: { run: a }', /`steps` of `build` is a list/],
])('%s is an error with its place', async (line, message) => {
  const { errors } = await readFile(jobWith(line));
  expect(errors).toMatchObject([{ message: expect.stringMatching(message), location: { file: FILE, startLine: 5 } }]);
});
