import { expect, test } from 'vitest';
import { writePurl } from '../../src/parse/purl.ts';

test.each([
  [
    'deb',
    'debian',
    'curl',
    '7.88.1-10+deb12u5',
    { arch: 'amd64', distro: 'debian-12' },
    'pkg:deb/debian/curl@7.88.1-10%2Bdeb12u5?arch=amd64&distro=debian-12',
  ],
  ['deb', 'debian', 'git', '1:2.39.5-0', {}, 'pkg:deb/debian/git@1:2.39.5-0'],
  ['npm', '@scope', 'name', '1.0.0', {}, 'pkg:npm/%40scope/name@1.0.0'],
  ['golang', 'github.com/a', 'b', 'v1.2.3', {}, 'pkg:golang/github.com/a/b@v1.2.3'],
  ['generic', '', 'a/b c', '1?#', { z: '1', a: 'x&y', none: '' }, 'pkg:generic/a%2Fb%20c@1%3F%23?a=x%26y&z=1'],
  ['gem', '', 'x', '', {}, 'pkg:gem/x'],
  ['generic', '', "it's(*)!", '1', {}, 'pkg:generic/it%27s%28%2A%29%21@1'],
])('%s %s/%s@%s', (type, namespace, name, version, qualifiers, purl) => {
  expect(writePurl({ type, namespace, name, version, qualifiers })).toBe(purl);
});
