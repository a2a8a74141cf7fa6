import { describe, expect, it } from 'vitest';
import { expandTarget, groupComposeFiles } from '../../../src/inputs/compose/group.ts';
import { hasServices, isComposeName } from '../../../src/inputs/compose/names.ts';
import { sourceFiles } from '../../../src/inputs/files.ts';
import { type Tree, withTree } from './read-services.ts';

/** Groups the compose files of a tree. */
function group(tree: Tree): Promise<readonly string[]> {
  const paths = Object.keys(tree)
    .filter((path) => isComposeName(path.slice(path.lastIndexOf('/') + 1)))
    .sort();
  return withTree(tree, (cwd) => groupComposeFiles(paths, sourceFiles(cwd)));
}

describe('names', () => {
  it.each([
    'compose.yaml',
    'compose.yml',
    'docker-compose.yml',
    'docker-compose.yaml',
    'docker-compose.override.yml',
    'compose.dev.yaml',
    'docker-compose-ci.yml',
    'prod.compose.yml',
    'my-compose.yaml',
  ])('%s is that of a compose file', (name) => {
    expect(isComposeName(name)).toBe(true);
  });

  it.each(['docker-compose.yml.bak', 'compose.json', 'composer.yaml', 'decompose.yaml', 'compose.txt', 'values.yaml'])(
    '%s is not',
    (name) => {
      expect(isComposeName(name)).toBe(false);
    },
  );

  it('a text is told by its services', () => {
    expect(hasServices('# x\nname: a\nservices:\n  web: {}')).toBe(true);
    expect(hasServices('{"services": {}}')).toBe(true);
    expect(hasServices('jobs:\n  a:\n    services:\n')).toBe(false);
    expect(hasServices('my-services: 1')).toBe(false);
  });
});

describe('grouping', () => {
  it('takes the default file and its override together, per directory', async () => {
    expect(
      await group({
        'compose.yaml': '',
        'compose.override.yml': '',
        'a/docker-compose.yml': '',
        'b/c/compose.yml': '',
      }),
    ).toEqual(['compose.yaml,compose.override.yml', 'a/docker-compose.yml', 'b/c/compose.yml']);
  });

  it('judges every other file by itself, after the projects', async () => {
    expect(
      await group({
        'a/docker-compose.prod.yml': '',
        'a/docker-compose.yml': '',
        'compose.dev.yaml': '',
        'b/compose.yaml': '',
        'b/compose.yml': '',
      }),
    ).toEqual([
      'a/docker-compose.yml',
      'b/compose.yaml',
      'compose.dev.yaml',
      'a/docker-compose.prod.yml',
      'b/compose.yml',
    ]);
  });

  it('follows COMPOSE_FILE of the directory', async () => {
    const tree = {
      'a/.env': 'COMPOSE_FILE=./docker-compose.yml:docker-compose.prod.yml\n',
      'a/docker-compose.yml': '',
      'a/docker-compose.prod.yml': '',
    };
    expect(await group(tree)).toEqual(['a/docker-compose.yml,a/docker-compose.prod.yml']);
  });

  it('leaves COMPOSE_FILE aside when it names a file that is not there', async () => {
    expect(await group({ '.env': 'COMPOSE_FILE=gone.yml', 'compose.yaml': '' })).toEqual(['compose.yaml']);
  });

  it('takes no workflow for a compose file', async () => {
    expect(await group({ '.github/workflows/docker-compose.yml': '', '.devcontainer/docker-compose.yml': '' })).toEqual(
      ['.devcontainer/docker-compose.yml'],
    );
  });
});

describe('a target text', () => {
  it('may be a directory, a list, or a name with a comma in it', async () => {
    const tree = { 'a/compose.yaml': '', 'a/compose.override.yaml': '', 'b,c.yaml': '', 'd.yaml': '' };
    await withTree(tree, (cwd) => {
      const files = sourceFiles(cwd);
      expect(expandTarget('a', files)).toEqual(['a/compose.yaml', 'a/compose.override.yaml']);
      expect(expandTarget('a/', files)).toEqual(['a/compose.yaml', 'a/compose.override.yaml']);
      expect(expandTarget('b,c.yaml,d.yaml', files)).toEqual(['b,c.yaml', 'd.yaml']);
      expect(expandTarget('gone.yaml, d.yaml', files)).toEqual(['gone.yaml', 'd.yaml']);
    });
  });
});
