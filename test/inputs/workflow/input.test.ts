// Files of workflows and actions as a whole: how they are found, what they build, and hostile ones.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { sourceFiles } from '../../../src/inputs/files.ts';
import { workflowEntry } from '../../../src/inputs/workflow/entry.ts';
import { InputError, LimitError } from '../../../src/model/errors.ts';
import { resolveTargets } from '../../../src/target.ts';
import { jobWith, readFile } from './read-workflow.ts';

describe('an action', () => {
  it('of docker is the container of its Dockerfile', async () => {
    const text = 'runs:\n  using: docker\n  image: Dockerfile\n  args: ["${{ inputs.x }}", b]\n  env: { A: "1" }\n';
    const { subjects, builds, errors } = await readFile(
      text,
      { Dockerfile: 'FROM a\nUSER 3\nENTRYPOINT ["x"]\n' },
      'action.yml',
    );
    expect(errors).toEqual([]);
    const [subject] = subjects;
    expect(subject).toMatchObject({ id: 'action', declared: { file: 'action.yml', startLine: 3, startColumn: 3 } });
    expect(subject?.facts).toMatchObject({
      kind: 'workflow',
      built: true,
      image: '',
      uid: 3,
      autoRemove: true,
      entrypoint: ['x'],
      command: [undefined, 'b'],
      environment: [{ name: 'A', value: '1' }],
    });
    expect(builds).toMatchObject([{ dockerfile: 'Dockerfile', container: 'action' }]);
  });

  it('may run an image', async () => {
    const { subjects, builds } = await readFile('runs: { using: docker, image: "docker://a:1" }', {}, 'action.yml');
    expect(subjects[0]?.facts).toMatchObject({ image: 'a:1', built: false });
    expect(builds).toBeUndefined();
  });

  it('that is composite has steps', async () => {
    const text = 'runs:\n  using: composite\n  steps:\n  - run: docker exec --privileged a b\n    shell: bash\n';
    const { subjects } = await readFile(text, {}, 'sub/action.yml');
    expect(subjects).toMatchObject([{ kind: 'command', facts: { program: 'docker' } }]);
  });

  it('of another kind has nothing', async () => {
    const { subjects, errors, notices } = await readFile('runs: { using: node24, main: docker.js }', {}, 'action.yml');
    expect({ subjects, errors }).toEqual({ subjects: [], errors: [] });
    expect(notices).toMatchObject([{ message: 'no container and no docker command' }]);
  });
});

describe('files', () => {
  const search = (tree: Record<string, string>, target = '.') => {
    const cwd = mkdtempSync(join(tmpdir(), 'workflow-'));
    for (const [name, text] of Object.entries(tree)) {
      mkdirSync(join(cwd, name, '..'), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    return resolveTargets([target], { cwd, exclude: [], files: sourceFiles(cwd) }).map(
      ({ input, text }) => `${input.kind}:${text}`,
    );
  };

  it('are found where workflows stand, if they may hold a container', () => {
    const withContainer = jobWith('container: a');
    const found = search({
      '.github/workflows/a.yml': withContainer,
      '.github/workflows/b.yaml': jobWith('steps: [{ run: docker ps }]'),
      '.github/workflows/c.yml': jobWith('steps: [{ run: ls }]'),
      '.github/workflows/deeper/d.yml': withContainer,
      'other/e.yml': withContainer,
      'x/action.yml': 'runs: { using: docker, image: Dockerfile }',
      'y/action.yml': 'runs: { using: node24 }',
      'compose.yml': 'services: { a: { image: b } }',
    });
    expect(found).toEqual([
      'compose:compose.yml',
      'workflow:.github/workflows/a.yml',
      'workflow:.github/workflows/b.yaml',
      'workflow:x/action.yml',
    ]);
  });

  it('are recognised by their text where the user names them', () => {
    expect(search({ 'e.yml': jobWith('container: a') }, 'e.yml')).toEqual(['workflow:e.yml']);
    expect(search({ 'e.yml': 'services: { a: { image: b } }\n' }, 'e.yml')).toEqual(['compose:e.yml']);
  });

  it.each([
    ['"on": push\njobs:\n  a: {}\n', true],
    ['on:\n  push:\njobs: {}\n', true],
    ['jobs: {}\n', false],
    ['services: {}\n', false],
  ])('%j has the text of a workflow: %s', (text, expected) => {
    expect(workflowEntry.matchesText(text)).toBe(expected);
  });
});

test('line ends of another system and a byte order mark change nothing but places', async () => {
  const text = jobWith(
    'container: { image: a, options: --privileged }',
    'steps:',
    '- run: |',
    '    docker run --rm b',
    '    docker exec --privileged c d',
    '- run: >',
    '    podman run',
    '    e',
  );
  const { subjects } = await readFile(`\u{feff}${text.replaceAll('\n', '\r\n')}`);
  expect(subjects.length).toBeGreaterThan(4);
  expect(subjects).toEqual((await readFile(text)).subjects);
});

test.each([
  ['jobs:\n  a: [', InputError],
  ['a: 1', InputError],
  ['', InputError],
  ['- a', InputError],
  ['jobs: x', InputError],
  [`on: push\njobs:\n  a:\n    steps: ${'['.repeat(5000)}`, LimitError],
  [
    `x: &x ${JSON.stringify('y'.repeat(50_000))}\njobs:\n  a:\n    steps:\n${'    - run: *x\n'.repeat(1000)}`,
    LimitError,
  ],
])('%#: a file that cannot be read is refused', async (text, kind) => {
  await expect(readFile(text)).rejects.toBeInstanceOf(kind);
});

test.each([
  'jobs: { __proto__: { container: a }, constructor: { container: a, services: { __proto__: { image: b } } } }',
  'jobs: { a: { container: { image: a, env: { __proto__: x, toString: y } }, strategy: { matrix: { __proto__: [1] } } } }',
  'jobs: { a: { container: "${{ matrix.__proto__ }}", strategy: { matrix: { x: [1] } } }, b: null, c: [] }',
  'jobs: { a: { container: "${{ matrix.a.b.c }}", strategy: { matrix: { a: [1, { b: 2 }, [3]] } }, steps: [null, [], 1, { run: [] }] } }',
  `jobs: { a: { container: { image: a, options: '${'\\'.repeat(20_000)}"' } } }`,
  `jobs: { a: { container: { image: a, options: '${'${{'.repeat(5000)}' } } }`,
  `jobs: { a: { container: { image: '${'${{ x }}'.repeat(500)}' } } }`,
  'jobs: { a: { defaults: [], runs-on: [windows, {}], container: { credentials: { password: [] }, image: a }, steps: [{ run: docker run a, shell: [] }] } }',
])('%#: a hostile file does no harm', async (text) => {
  const { subjects, errors } = await readFile(text);
  expect(subjects.length + errors.length).toBeGreaterThan(0);
});
