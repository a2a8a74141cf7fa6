// Who becomes root without a password by the rules of sudo and doas.
import { expect, test } from 'vitest';
import { readDoas, readSudoers } from '../../../../../src/inputs/image/facts/files/sudoers.ts';

test.each([
  ['app ALL=(ALL) NOPASSWD: ALL', ['app']],
  ['app ALL=(ALL:ALL) NOPASSWD:ALL', ['app']],
  ['%wheel\tALL=(ALL)\tNOPASSWD: ALL', ['%wheel']],
  ['ann, ben ALL = NOPASSWD: ALL', ['ann', 'ben']],
  ['app ALL=(ALL) \\\n  NOPASSWD: \\\n  ALL', ['app']],
  ['ALL ALL=(root) NOPASSWD: /bin/bash', ['ALL']],
  ['#1000 ALL=(ALL) NOPASSWD: ALL', ['#1000']],
  ['app ALL=(#0) NOPASSWD: /usr/bin/', ['app']],
  ['app ALL=(root) NOPASSWD: SETENV: /usr/bin/python3', ['app']],
  ['app ALL=(root) /bin/ls, NOPASSWD: /usr/bin/vim', ['app']],
  ['User_Alias OPS = ann, ben : DEV = eve\nOPS ALL=NOPASSWD: ALL', ['ann', 'ben']],
  ['Cmnd_Alias SH = /bin/sh, /bin/zsh\napp ALL=NOPASSWD: SH', ['app']],
  ['Defaults !authenticate\napp ALL=(ALL) ALL', ['app']],
  ['Defaults:app !authenticate\napp ALL=(ALL) ALL\nweb ALL=(ALL) ALL', ['app']],
])('sudo: %j opens root to %j', (text, who) => {
  expect(readSudoers(text)).toEqual(who);
});

test.each([
  'root ALL=(ALL:ALL) NOPASSWD: ALL',
  '%sudo ALL=(ALL:ALL) ALL',
  '# app ALL=(ALL) NOPASSWD: ALL',
  'web ALL=(postgres) NOPASSWD: ALL',
  'app ALL=(root) NOPASSWD: /usr/bin/systemctl restart app',
  'app ALL=(root) NOPASSWD: /usr/bin/id',
  'app ALL=(root) NOPASSWD: /bin/ls, PASSWD: /bin/bash',
  'Defaults secure_path="/usr/sbin:/usr/bin"',
  '@includedir /etc/sudoers.d',
  '#includedir /etc/sudoers.d',
  '',
])('sudo: %j opens root to nobody', (text) => {
  expect(readSudoers(text)).toEqual([]);
});

test.each([
  ['permit nopass app', ['app']],
  ['permit nopass keepenv :wheel', ['%wheel']],
  ['permit nopass app as root', ['app']],
  ['permit nopass setenv { A=b } app cmd /bin/sh', ['app']],
  ['permit persist :wheel', []],
  ['permit nopass app as postgres', []],
  ['permit nopass app cmd /usr/bin/id', []],
  ['permit nopass app\ndeny app', []],
  ['# permit nopass app', []],
])('doas: %j opens root to %j', (text, who) => {
  expect(readDoas(text)).toEqual(who);
});

test('a hostile file takes time in proportion to its length', () => {
  for (const piece of ['a,', ' ,', '"', '\\', 'A=B:', 'User_Alias X = ', '(', 'NOPASSWD:', 'x ALL=', '#'])
    expect(readSudoers(piece.repeat(100_000)).length).toBeLessThan(60);
});
