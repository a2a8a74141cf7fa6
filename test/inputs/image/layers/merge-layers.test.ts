// Every rule by which layers become one file system.
import { describe, expect, it } from 'vitest';
import { absentLayer, mergeLayers } from '../../../../src/inputs/image/layers/merge-layers.ts';
import { dir, file, hard, layerOf, link, pathsOf, textOf, treeOf } from './layers.ts';

describe('one layer', () => {
  it('has the entries of its tar in their clean spelling', async () => {
    const tree = await treeOf([
      dir('./etc/'),
      file('./etc/passwd', 'root', { mode: 0o600, uid: 7, gid: 8, mtime: 9 }),
      file('/bin//sh'),
    ]);
    expect(pathsOf(tree)).toEqual(['bin', 'bin/sh', 'etc', 'etc/passwd']);
    expect(tree.count).toBe(4);
    expect(tree.find('etc/passwd')).toMatchObject({
      type: 'file',
      mode: 0o600,
      uid: 7,
      gid: 8,
      mtime: 9,
      size: 4,
      layer: 0,
    });
    expect(tree.problems).toEqual([]);
  });

  it('makes directories that no entry names', async () => {
    const tree = await treeOf([file('a/b/c')]);
    expect(tree.find('a/b')).toMatchObject({ type: 'directory', mode: 0o755, uid: 0, gid: 0, layer: 0 });
    expect(tree.find('')).toMatchObject({ path: '', type: 'directory', mode: 0o755 });
  });

  it('has a root of its own where an entry says so', async () => {
    const tree = await treeOf([dir('./', { mode: 0o777 }), file('a')]);
    expect(tree.find('')).toMatchObject({ mode: 0o777 });
    expect(pathsOf(tree)).toEqual(['', 'a']);
  });

  it('lists the children of a directory in order, links followed', async () => {
    const tree = await treeOf([file('d/b'), file('d/a/x'), link('l', 'd')]);
    expect(tree.children('d')).toEqual(['d/a', 'd/b']);
    expect(tree.children('l')).toEqual(['d/a', 'd/b']);
    expect(tree.children('')).toEqual(['d', 'l']);
    expect(tree.children('d/b')).toEqual([]);
    expect(tree.children('none')).toEqual([]);
  });

  it('counts the last of two entries with one name, and says so', async () => {
    const tree = await treeOf([
      file('a', 'one', { mode: 0o4755 }),
      file('x'),
      file('a', 'two', { mode: 0o600 }),
      dir('d'),
      dir('./d', { mode: 0o700 }),
    ]);
    expect(textOf(tree, 'a')).toBe('two');
    expect(tree.find('a')).toMatchObject({ mode: 0o600 });
    expect(tree.find('d')).toMatchObject({ mode: 0o700 });
    expect(tree.count).toBe(3);
    expect(tree.problems).toEqual(['"a" is more than once in layer 0; the last one counts']);
  });

  it('forgets a directory and all below it that an entry replaces', async () => {
    const tree = await treeOf([dir('a'), file('a/x'), file('a'), file('b'), file('b/y')]);
    expect(pathsOf(tree)).toEqual(['a', 'b', 'b/y']);
    expect(tree.find('b')).toMatchObject({ type: 'directory' });
  });

  it('names refused entries', async () => {
    const tree = await treeOf([file('../x'), file('ok')]);
    expect(pathsOf(tree)).toEqual(['ok']);
    expect(tree.problems).toEqual([expect.stringContaining('layer 0: "../x" leads out of the root')]);
  });
});

describe('whiteouts', () => {
  it('remove files and whole directories of the layers below', async () => {
    const tree = await treeOf([file('a'), file('d/x'), file('d/y/z'), file('keep')], [file('.wh.a'), file('.wh.d')]);
    expect(pathsOf(tree)).toEqual(['keep']);
  });

  it('are told by name, whatever their type, mode, link and content', async () => {
    const tree = await treeOf(
      [file('root/.ssh/id'), file('root/.aws'), file('a'), file('b')],
      [
        file('root/.wh..ssh', '', { linkName: 'root/.gone' }),
        hard('root/.wh..aws', 'nowhere'),
        dir('.wh.a'),
        file('.wh.b', 'text', { mode: 0 }),
      ],
    );
    expect(pathsOf(tree)).toEqual(['root']);
    expect(tree.problems).toEqual([]);
  });

  it('leave the entries of their own layer alone, before and behind them', async () => {
    const tree = await treeOf(
      [file('a', 'old'), file('b', 'old'), file('d/old')],
      [file('a', 'new'), file('.wh.a'), file('.wh.b'), file('b', 'new'), file('d/new'), file('.wh.d')],
    );
    expect(pathsOf(tree)).toEqual(['a', 'b', 'd', 'd/new']);
    expect([textOf(tree, 'a'), textOf(tree, 'b')]).toEqual(['new', 'new']);
  });

  it('of what is not there mean nothing', async () => {
    expect(pathsOf(await treeOf([file('a')], [file('.wh.b'), file('a/.wh.c'), file('no/such/.wh.d')]))).toEqual(['a']);
  });

  it('do not take away what only looks similar', async () => {
    const tree = await treeOf([file('usr/bin/somewhat'), file('xwh.y')], [file('usr/bin/a.wh.b'), file('usr/.wha')]);
    expect(pathsOf(tree)).toEqual(['usr', 'usr/.wha', 'usr/bin', 'usr/bin/a.wh.b', 'usr/bin/somewhat', 'xwh.y']);
  });

  it('of nothing, of the directory itself and of the one above are refused', async () => {
    const tree = await treeOf([file('d/a')], [file('d/.wh.'), file('d/.wh..'), file('d/.wh...')]);
    expect(pathsOf(tree)).toEqual(['d', 'd/a']);
    expect(tree.problems).toHaveLength(3);
  });

  it('can be device 0/0 of an overlay; other devices are files', async () => {
    const tree = await treeOf(
      [file('a'), file('b')],
      [
        { path: 'a', type: '3' },
        { path: 'b', type: '3', deviceMajor: 1, deviceMinor: 3 },
      ],
    );
    expect(pathsOf(tree)).toEqual(['b']);
    expect(tree.find('b')).toMatchObject({ type: 'char', deviceMajor: 1, deviceMinor: 3 });
  });

  it('of a builder itself are no files', async () => {
    const tree = await treeOf([
      file('.wh..wh.aufs'),
      dir('.wh..wh.plnk'),
      file('.wh..wh.plnk/12.34'),
      file('a/.wh..wh.orph'),
      file('b'),
    ]);
    expect(pathsOf(tree)).toEqual(['b']);
  });
});

describe('opaque directories', () => {
  it('hide what is below and keep their own, wherever the mark stands', async () => {
    const tree = await treeOf(
      [dir('d', { mode: 0o711 }), file('d/old/x')],
      [file('d/new'), file('d/.wh..wh..opq'), file('d/newer')],
    );
    expect(pathsOf(tree)).toEqual(['d', 'd/new', 'd/newer']);
    expect(tree.find('d')).toMatchObject({ mode: 0o711 });
  });

  it('can be the root', async () => {
    const tree = await treeOf([file('a'), dir('./', { mode: 0o700 })], [file('.wh..wh..opq'), file('b')], [file('c')]);
    expect(pathsOf(tree)).toEqual(['', 'b', 'c']);
    expect(tree.find('')).toMatchObject({ mode: 0o700 });
  });

  it('can be marked by an attribute of an overlay', async () => {
    const tree = await treeOf(
      [file('d/old')],
      [dir('d', { pax: { 'SCHILY.xattr.trusted.overlay.opaque': 'y' } }), file('d/new')],
    );
    expect(pathsOf(tree)).toEqual(['d', 'd/new']);
  });

  it('that are new hide nothing', async () => {
    expect(pathsOf(await treeOf([file('a')], [dir('n'), file('n/.wh..wh..opq'), file('n/x')]))).toEqual([
      'a',
      'n',
      'n/x',
    ]);
  });
});

describe('replacing', () => {
  it('keeps the children of a directory and takes over mode and owner', async () => {
    const tree = await treeOf([dir('d', { mode: 0o755 }), file('d/x')], [dir('d', { mode: 0o777, uid: 5 })]);
    expect(tree.find('d')).toMatchObject({ mode: 0o777, uid: 5, layer: 1 });
    expect(tree.find('d/x')).toMatchObject({ layer: 0 });
  });

  it('does not change a directory that only a path names', async () => {
    expect((await treeOf([dir('d', { mode: 0o700 })], [file('d/x')])).find('d')).toMatchObject({
      mode: 0o700,
      layer: 0,
    });
  });

  it('takes a subtree away with a file, a link or a device in its place', async () => {
    const tree = await treeOf(
      [file('a/x'), file('b/x'), file('c/x')],
      [file('a'), link('b', 'a'), { path: 'c', type: '6' }],
    );
    expect(pathsOf(tree)).toEqual(['a', 'b', 'c']);
  });

  it('puts a directory in the place of a file, with nothing from before', async () => {
    const tree = await treeOf([file('d/x')], [file('d')], [dir('d')]);
    expect(pathsOf(tree)).toEqual(['d']);
    expect(tree.find('d')).toMatchObject({ type: 'directory', layer: 2 });
  });

  it('takes content, mode and owner from the upper layer', async () => {
    const tree = await treeOf([file('su', 'old', { mode: 0o4755 })], [file('su', 'new', { mode: 0o755, gid: 3 })]);
    expect(tree.find('su')).toMatchObject({ mode: 0o755, gid: 3, layer: 1 });
    expect(textOf(tree, 'su')).toBe('new');
  });
});

describe('what a layer had', () => {
  it('is still there, or was removed or replaced by a layer', async () => {
    const tree = await treeOf(
      [file('kept'), file('gone'), file('d/deep/x'), file('over'), file('o/x'), dir('dir')],
      [file('.wh.gone'), file('over')],
      [file('d'), file('o/.wh..wh..opq'), dir('dir')],
      [file('gone')],
    );
    const removed = ['kept', 'gone', 'd/deep/x', 'd/deep', 'over', 'o/x', 'dir', 'never'].map((path) =>
      tree.removedBy(0, path),
    );
    expect(removed).toEqual([undefined, 1, 2, 2, 1, 2, 2, undefined]);
    expect(tree.removedBy(1, 'over')).toBeUndefined();
    expect(tree.removedBy(3, 'gone')).toBeUndefined();
  });

  it('is found by the path that was written then', async () => {
    const tree = await treeOf(
      [dir('usr/lib'), link('lib', 'usr/lib'), file('lib/x')],
      [file('usr/lib/.wh.x'), file('.wh.lib')],
    );
    expect(tree.removedBy(0, 'lib/x')).toBe(1);
  });
});

it('lists what lies in a folder of interest, what is of interest by itself, and every hard link', async () => {
  const tree = await treeOf(
    [
      file('a/in'),
      dir('a/b'),
      file('a/b/below'),
      file('c/setuid', '', { mode: 0o4755 }),
      file('c/d/plain'),
      hard('c/again', 'c/d/plain', { mode: 0o4755 }),
      file('top'),
    ],
    [file('c/setuid', 'replaced'), file('implied/only/here')],
  );
  const of = (folders: readonly string[], most: number) =>
    [
      ...tree.entries({
        folder: (path) => folders.includes(path),
        entry: (type, mode) => type === 'file' && mode > most,
      }),
    ]
      .map(({ path }) => path)
      .sort();
  expect(of(['a'], 0o7777)).toEqual(['a/b', 'a/in', 'c/again']);
  expect(of([''], 0o7777)).toEqual(['a', 'c', 'c/again', 'implied', 'top']);
  expect(of(['implied/only'], 0o1000)).toEqual(['c/again', 'implied/only/here']);
  expect(of([], 0)).toEqual(['a/b/below', 'a/in', 'c/again', 'c/d/plain', 'c/setuid', 'implied/only/here', 'top']);
});

it('merges nothing into an empty tree', () => {
  const tree = mergeLayers([]);
  expect([...tree.entries()]).toEqual([]);
  expect(tree.count).toBe(0);
  expect(tree.find('a')).toBeUndefined();
});

it('steps over a layer that is not at hand', async () => {
  const tree = mergeLayers([absentLayer('sha256:x'), await layerOf([file('a')])]);
  expect(tree.find('a')).toMatchObject({ layer: 1 });
});
