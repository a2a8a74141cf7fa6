// How links inside layers lead entries, whiteouts and readers to their place.
import { describe, expect, it } from 'vitest';
import { dir, file, hard, link, pathsOf, textOf, treeOf } from './layers.ts';

describe('symbolic links', () => {
  it('of directories below lead entries and whiteouts to their place', async () => {
    const tree = await treeOf(
      [dir('usr/lib'), file('usr/lib/old'), link('lib', 'usr/lib')],
      [file('lib/new', 'n'), file('lib/.wh.old')],
    );
    expect(pathsOf(tree)).toEqual(['lib', 'usr', 'usr/lib', 'usr/lib/new']);
    expect(tree.find('lib/new')?.path).toBe('usr/lib/new');
    expect(textOf(tree, 'lib/new')).toBe('n');
  });

  it('are themselves what find answers and what resolve follows', async () => {
    const tree = await treeOf([
      file('etc/real', 'r'),
      link('etc/soft', 'real'),
      link('abs', '/etc/soft'),
      link('up', '../../../etc/real'),
    ]);
    expect(tree.find('etc/soft')).toMatchObject({ type: 'symlink', linkName: 'real' });
    for (const path of ['etc/soft', 'abs', 'up', '/abs']) expect(tree.resolve(path)?.path).toBe('etc/real');
    expect(textOf(tree, 'abs')).toBe('r');
  });

  it('that dangle are made into directories where an entry needs them', async () => {
    expect(pathsOf(await treeOf([link('var/run', '/run')], [file('var/run/pid')]))).toEqual([
      'run',
      'run/pid',
      'var',
      'var/run',
    ]);
  });

  it('that lead in a circle end, with a remark where an entry lies beyond', async () => {
    const tree = await treeOf([link('a', 'b'), link('b', 'a'), link('s', 's')], [file('a/x'), file('ok')]);
    expect(tree.resolve('a')).toBeUndefined();
    expect(tree.resolve('s')).toBeUndefined();
    expect(tree.find('a/x')).toBeUndefined();
    expect(pathsOf(tree)).toEqual(['a', 'b', 'ok', 's']);
    expect(tree.problems).toEqual([expect.stringContaining('"a/x" of layer 1')]);
  });

  it('are followed forty times and no more', async () => {
    const chain = (length: number) => [
      file('l0', 'end'),
      ...Array.from({ length }, (_, index) => link(`l${index + 1}`, `l${index}`)),
    ];
    expect(textOf(await treeOf(chain(40)), 'l40')).toBe('end');
    expect(textOf(await treeOf(chain(41)), 'l41')).toBeUndefined();
  });

  it('that the layer itself replaces lead its whiteouts nowhere', async () => {
    const tree = await treeOf([file('usr/bin/su', 's'), link('bin', 'usr/bin')], [file('bin/.wh.su'), dir('bin')]);
    expect(textOf(tree, 'usr/bin/su')).toBe('s');
    expect(tree.find('bin')).toMatchObject({ type: 'directory' });
  });

  it('replaced in the middle of a layer lead elsewhere from there on', async () => {
    const tree = await treeOf([dir('a'), dir('b'), link('l', 'a')], [file('l/one'), link('l', 'b'), file('l/two')]);
    expect(pathsOf(tree)).toEqual(['a', 'a/one', 'b', 'b/two', 'l']);
  });
});

describe('hard links', () => {
  it('have the attributes and the content of their target, in one layer and across layers', async () => {
    const tree = await treeOf(
      [file('usr/bin/passwd', 'elf', { mode: 0o4755, gid: 3 }), hard('usr/bin/same', 'usr/bin/passwd')],
      [hard('other', './usr/bin/passwd')],
    );
    for (const path of ['usr/bin/same', 'other']) {
      expect(tree.find(path)).toMatchObject({ path, type: 'file', mode: 0o4755, gid: 3, size: 3, linkName: '' });
      expect(textOf(tree, path)).toBe('elf');
    }
    expect(tree.find('other')).toMatchObject({ layer: 1 });
  });

  it('keep what they had when another name is rewritten or removed', async () => {
    const tree = await treeOf([file('a', 'one'), hard('b', 'a'), hard('c', 'b')], [file('a', 'two')], [file('.wh.a')]);
    expect(tree.find('a')).toBeUndefined();
    expect(['b', 'c'].map((path) => textOf(tree, path))).toEqual(['one', 'one']);
  });

  it('to nothing, to a directory and to what comes later are files without content, and named', async () => {
    const tree = await treeOf([
      hard('a', 'none'),
      hard('b', 'd/x'),
      dir('d'),
      file('d/x'),
      hard('c', 'd'),
      hard('e', '../../etc'),
    ]);
    for (const path of ['a', 'b', 'c', 'e']) expect(tree.find(path)).toMatchObject({ type: 'file', size: 0 });
    expect(textOf(tree, 'a')).toBeUndefined();
    expect(tree.problems).toHaveLength(4);
  });

  it('to a file whose name is used again in the layer have a content that is not known', async () => {
    const tree = await treeOf([file('a', 'one'), hard('b', 'a'), file('a', 'two')]);
    expect(textOf(tree, 'a')).toBe('two');
    expect(tree.find('b')).toMatchObject({ type: 'file', size: 3 });
    expect(textOf(tree, 'b')).toBeUndefined();
  });

  it('to themselves change nothing', async () => {
    expect((await treeOf([file('a', 'x', { mode: 0o4755 }), hard('a', 'a')])).find('a')).toMatchObject({
      type: 'file',
      mode: 0o4755,
      size: 1,
    });
  });

  it('to a symbolic link are that link', async () => {
    const tree = await treeOf([file('t', 'x'), link('s', 't'), hard('h', 's')]);
    expect(tree.find('h')).toMatchObject({ type: 'symlink', linkName: 't' });
    expect(textOf(tree, 'h')).toBe('x');
  });

  it('that add setuid to their target are seen as engines make them, and named', async () => {
    const tree = await treeOf([file('a', 'x', { mode: 0o755 }), hard('b', 'a', { mode: 0o4755 })]);
    expect(tree.find('b')).toMatchObject({ mode: 0o4755 });
    expect(tree.problems).toHaveLength(1);
  });
});
