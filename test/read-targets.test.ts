// Dockerfiles that containers are built from are read with them, once, and know who builds them.
import { describe, expect, it } from 'vitest';
import { inputs } from '../src/inputs/index.ts';
import type { TargetFacts } from '../src/model/run.ts';
import { type ReadOptions, readTargets } from '../src/read-targets.ts';
import { resolveTargets } from '../src/target.ts';
import { contextIn, type Tree, withTree } from './inputs/compose/read-services.ts';

function read(tree: Tree, targets: readonly string[], changes: Partial<ReadOptions> = {}): Promise<TargetFacts[]> {
  return withTree(tree, (cwd) => {
    const options: ReadOptions = { ...contextIn(cwd), exclude: [], withImages: 'none', ...changes };
    return readTargets(resolveTargets(targets, { cwd, exclude: options.exclude, files: options.files }), options);
  });
}

const tree = {
  'compose.yaml': [
    'services:',
    '  web: { build: { context: app, target: run } }',
    '  dev: { build: { context: app, target: run } }',
    '  job: { build: { context: app } }',
  ].join('\n'),
  'app/Dockerfile': 'FROM scratch AS run\nUSER 0\nFROM run AS test\nRUN ["/test"]\n',
};

const stages = (targets: readonly TargetFacts[]) =>
  targets.flatMap(({ subjects }) =>
    subjects.flatMap((subject) => (subject.kind === 'stage' ? [[subject.name, subject.facts.containers]] : [])),
  );

describe('a Dockerfile that containers are built from', () => {
  it('is read though only the compose file is named', async () => {
    const targets = await read(tree, ['compose.yaml']);
    expect(targets.map(({ id }) => id)).toEqual(['compose:compose.yaml', 'dockerfile:app/Dockerfile']);
    expect(stages(targets)).toEqual([
      ['run', ['web', 'dev']],
      ['test', ['job']],
    ]);
  });

  it('is read once in a search, after what builds it', async () => {
    const targets = await read({ ...tree, 'app/other.Dockerfile': 'FROM scratch\n' }, ['.']);
    expect(targets.map(({ id }) => id)).toEqual([
      'compose:compose.yaml',
      'dockerfile:app/Dockerfile',
      'dockerfile:app/other.Dockerfile',
    ]);
    expect(stages(targets)).toContainEqual(['final', []]);
  });

  it('is read last whatever the order in which targets are named', async () => {
    const targets = await read(tree, ['dockerfile:app/Dockerfile', 'compose.yaml']);
    expect(stages(targets)).toContainEqual(['run', ['web', 'dev']]);
  });

  it('is left out where the user excludes it', async () => {
    const targets = await read(tree, ['compose.yaml'], { exclude: ['app/**'] });
    expect(targets.map(({ id }) => id)).toEqual(['compose:compose.yaml']);
  });
});

it('every input has a kind of its own', () => {
  expect(new Set(inputs.map(({ kind }) => kind)).size).toBe(inputs.length);
});

it('takes documents of JSON that quote a command for what they are, not for scripts', async () => {
  const quote = '{"fix": "write docker run --read-only web"}';
  const tree = {
    'web.json': JSON.stringify([{ Name: '/web', Config: { Cmd: ['sh', '-c', 'docker run web'] }, HostConfig: {} }]),
    'run.json': `{\n"schema": "seaworthy-report/1", "targets": [${quote}, {"smoke": {"schema": "seaworthy-smoke/1"}}]}`,
  };
  await withTree(tree, async (cwd) => {
    const found = resolveTargets(['web.json', 'run.json'], { cwd, exclude: [], files: contextIn(cwd).files });
    expect(found.map(({ input }) => input.kind)).toEqual(['inspect', 'smoke']);
  });
});
