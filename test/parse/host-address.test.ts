import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostAddress } from '../../src/parse/host-address.ts';

describe('hostAddress', () => {
  it.each(['', '0.0.0.0', '0', '000.0.0.0', '::', '[::]', '0:0:0:0:0:0:0:0', '::0', '*', '::ffff:0.0.0.0'])(
    'reads %j as all addresses',
    (text) => {
      expect(hostAddress(text)).toBe('');
    },
  );

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
    ['::1', '::1'],
    ['0.0.0.1', '0.0.0.1'],
    ['10.0.0.0', '10.0.0.0'],
    ['fe80::', 'fe80::'],
    ['100::', '100::'],
  ])('keeps %j as one address', (text, address) => {
    expect(hostAddress(text)).toBe(address);
  });

  it('never takes an address with a digit other than zero for all addresses', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(hostAddress(address) === '').toBe(address === '0.0.0.0');
      }),
    );
  });
});
