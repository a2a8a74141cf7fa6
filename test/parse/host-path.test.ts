import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanHostPath, isWithin } from '../../src/parse/host-path.ts';

describe('cleanHostPath', () => {
  it.each([
    ['/', '/'],
    ['//etc', '/etc'],
    ['/etc/.', '/etc'],
    ['/./etc/', '/etc'],
    ['/usr/../etc', '/etc'],
    ['/../etc', '/etc'],
    ['/var/run', '/run'],
    ['/var/run/docker.sock', '/run/docker.sock'],
    ['/var/running', '/var/running'],
    ['/var/./run/../run/docker.sock', '/run/docker.sock'],
    ['.', './'],
    ['data', './data'],
    ['./data/../conf', './conf'],
    ['./a/../../x', '../x'],
    ['..', '..'],
    ['../..', '../..'],
    ['~', '~'],
    ['~/', '~'],
    ['~/.docker/./run', '~/.docker/run'],
    ['~/../bob', '/home/bob'],
    ['c:/Users/x', 'C:\\Users\\x'],
    ['\\\\.\\pipe\\docker_engine', '\\\\.\\pipe\\docker_engine'],
  ])('%s is %s', (path, expected) => {
    expect(cleanHostPath(path)).toBe(expected);
  });

  it('changes nothing when applied twice', () => {
    const part = fc.constantFrom('', '.', '..', 'etc', 'var', 'run', '~', 'a b');
    fc.assert(
      fc.property(fc.constantFrom('', '/', './', '~/'), fc.array(part, { maxLength: 8 }), (start, parts) => {
        const once = cleanHostPath(start + parts.join('/'));
        expect(cleanHostPath(once)).toBe(once);
      }),
    );
  });
});

describe('isWithin', () => {
  it.each([
    ['/etc', '/etc', true],
    ['/etc/shadow', '/etc', true],
    ['/etcd-data', '/etc', false],
    ['/etc', '/', true],
    ['/', '/etc', false],
  ])('%s within %s is %s', (path, root, expected) => {
    expect(isWithin(path, root)).toBe(expected);
  });
});
