// Which of the changes that an engine lists are those of the program.
import { expect, test } from 'vitest';
import { changedPaths } from '../../../src/sandbox/observe/changed-paths.ts';

test('what the engine puts there, and directories that only hold a change, are none', () => {
  expect(
    changedPaths([
      { path: '/sbin', kind: 'changed' },
      { path: '/sbin/docker-init', kind: 'added' },
      { path: '/etc', kind: 'changed' },
      { path: '/etc/hosts', kind: 'changed' },
      { path: '/etc/app.conf', kind: 'changed' },
      { path: '/var', kind: 'changed' },
      { path: '/var/lib', kind: 'changed' },
      { path: '/var/lib/new', kind: 'added' },
      { path: '/var/lib/new/a\u001b[2J', kind: 'added' },
      { path: '/tmp/old', kind: 'deleted' },
      { path: '/empty', kind: 'changed' },
    ]),
  ).toEqual(['/empty', '/etc/app.conf', '/tmp/old', '/var/lib/new', '/var/lib/new/a?[2J']);
});
