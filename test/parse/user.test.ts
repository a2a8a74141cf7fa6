import { describe, expect, it } from 'vitest';
import { parseUser } from '../../src/parse/user.ts';

describe('parseUser', () => {
  it.each([
    ['', { uid: 0, gid: 0 }],
    ['root', { uid: 0, gid: 0 }],
    ['0', { uid: 0 }],
    ['00', { uid: 0 }],
    ['+0', { uid: 0 }],
    [' 0 ', { uid: 0 }],
    ['0:0', { uid: 0, gid: 0 }],
    ['0:1000', { uid: 0, gid: 1000 }],
    ['root:app', { uid: 0 }],
    ['root:root', { uid: 0, gid: 0 }],
    ['1000', { uid: 1000 }],
    ['1000:0', { uid: 1000, gid: 0 }],
    ['10001:10001', { uid: 10001, gid: 10001 }],
    ['app', {}],
    ['app:app', {}],
    ['toor', {}],
  ])('%j', (text, expected) => {
    expect(parseUser(text)).toEqual(expected);
  });
});
