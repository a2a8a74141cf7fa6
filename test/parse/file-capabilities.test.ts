// File capabilities as the kernel stores them.
import { expect, it } from 'vitest';
import { decodeFileCapabilities } from '../../src/parse/file-capabilities.ts';

it('decodes cap_net_admin,cap_net_raw=ep', () => {
  expect(decodeFileCapabilities('0100000200300000000000000000000000000000')).toEqual({
    permitted: ['NET_ADMIN', 'NET_RAW'],
    inheritable: [],
    effective: true,
    rootId: 0,
  });
});

it('decodes cap_setuid=eip', () => {
  expect(decodeFileCapabilities('0100000280000000800000000000000000000000')).toEqual({
    permitted: ['SETUID'],
    inheritable: ['SETUID'],
    effective: true,
    rootId: 0,
  });
});

it('decodes the upper half, bits without a name, and permitted without effective', () => {
  expect(decodeFileCapabilities('0000000200000000000000000003000000000000')).toMatchObject({
    permitted: ['BIT_41', 'CHECKPOINT_RESTORE'],
    effective: false,
  });
});

it('decodes revision 1 and 3', () => {
  expect(decodeFileCapabilities('000000010100000000000000')).toMatchObject({ permitted: ['CHOWN'] });
  expect(decodeFileCapabilities('0100000300040000000000000000000000000000e8030000')).toMatchObject({
    permitted: ['NET_BIND_SERVICE'],
    rootId: 1000,
  });
});

it.each(['', '01', '01000002', '0100000400300000000000000000000000000000', '01000002003000000000000000000000', 'zz'])(
  'refuses %j as the kernel does',
  (hex) => expect(decodeFileCapabilities(hex)).toBeUndefined(),
);
