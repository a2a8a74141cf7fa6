import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discover } from '../../src/inputs/discover.ts';
import { InputError, LimitError } from '../../src/model/errors.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seaworthy-discover-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function put(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}

describe('discover', () => {
  it('answers every file relative to the working directory, sorted', () => {
    put('b/y', 'b/x', 'a/z', 'top', '.env', '.devcontainer/compose.yaml');
    expect(discover(root, '.')).toEqual(['.devcontainer/compose.yaml', '.env', 'a/z', 'b/x', 'b/y', 'top']);
    expect(discover(root, 'b')).toEqual(['b/x', 'b/y']);
    expect(discover(join(root, 'a'), '../b')).toEqual(['../b/x', '../b/y']);
  });

  it('leaves .git and node_modules alone at any depth', () => {
    put('.git/config', 'node_modules/p/compose.yaml', 'a/node_modules/q/compose.yaml', 'a/compose.yaml');
    expect(discover(root, '.')).toEqual(['a/compose.yaml']);
  });

  it('follows no links, neither to files nor to directories, so circles end', () => {
    put('real/compose.yaml');
    symlinkSync(root, join(root, 'real', 'loop'));
    symlinkSync(join(root, 'real', 'compose.yaml'), join(root, 'linked.yaml'));
    expect(discover(root, '.')).toEqual(['real/compose.yaml']);
  });

  it('tells of links, with where below the directory they lead', () => {
    put('real/compose.yaml');
    symlinkSync('real/compose.yaml', join(root, 'inside'));
    symlinkSync('gone', join(root, 'nowhere'));
    symlinkSync(tmpdir(), join(root, 'outside'));
    const links: (readonly [string, string | undefined])[] = [];
    discover(root, '.', { onLink: (path, target) => void links.push([path, target]) });
    expect(links.sort()).toEqual([
      ['inside', 'real/compose.yaml'],
      ['nowhere', undefined],
      ['outside', undefined],
    ]);
  });

  it('stops at the limit of entries and names it', () => {
    put('a', 'b', 'c');
    expect(discover(root, '.', { maxEntries: 3 })).toHaveLength(3);
    expect(() => discover(root, '.', { maxEntries: 2 })).toThrow(LimitError);
    expect(() => discover(root, '.', { maxEntries: 2 })).toThrow('limit of 2 files');
  });

  it('stops at the limit of depth and names it', () => {
    put('1/2/3/x');
    expect(discover(root, '.', { maxDepth: 3 })).toEqual(['1/2/3/x']);
    expect(() => discover(root, '.', { maxDepth: 2 })).toThrow('limit of 2 directories');
  });

  it('refuses a directory that is not there', () => {
    expect(() => discover(root, 'gone')).toThrow(InputError);
  });

  it.skipIf(process.getuid?.() === 0)('tells of directories that may not be read and goes on', () => {
    put('closed/x', 'open/y');
    chmodSync(join(root, 'closed'), 0);
    const unreadable: string[] = [];
    const found = discover(root, '.', {
      onUnreadable: (directory, reason) => unreadable.push(`${directory}: ${reason}`),
    });
    chmodSync(join(root, 'closed'), 0o755);
    expect(found).toEqual(['open/y']);
    expect(unreadable).toEqual(['closed: permission denied']);
  });
});
