// Values of flags where the rule is finer than the vectors show.
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../src/parse/csv.ts';
import { isCdiName, parseDevice } from '../../src/parse/device.ts';
import { parseByteSize, parseGpuRequest, parseUlimit } from '../../src/parse/docker-limits.ts';
import { parseGoDuration, parseGoInt, parseNanoCpus } from '../../src/parse/go-values.ts';
import { isMacAddress } from '../../src/parse/mac-address.ts';
import { parsePublish } from '../../src/parse/port.ts';
import { isSignal } from '../../src/parse/signal.ts';
import { parseVolume } from '../../src/parse/volume.ts';

describe('parseCsv', () => {
  it.each([
    ['a,b', ['a', 'b']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a""b"', ['a"b']],
    ['a,', ['a', '']],
    ['', ['']],
  ])('cuts %j', (text, fields) => {
    expect(parseCsv(text)).toEqual(fields);
  });

  it.each(['"a', 'a"b', '"a"b,c'])('refuses %j', (text) => {
    expect(() => parseCsv(text)).toThrow(/quote/);
  });
});

describe('numbers of the flag library', () => {
  it.each([
    ['0x10', 16],
    ['010', 8],
    ['0b11', 3],
    ['-5', -5],
    ['1_000', 1000],
  ])('reads the whole number %s', (text, value) => {
    expect(parseGoInt(text, 64)).toBe(value);
  });

  it.each(['', '1.5', '1e3', 'x', '09', '9223372036854775808'])('refuses the whole number %j', (text) => {
    expect(() => parseGoInt(text, 64)).toThrow();
  });

  it.each([
    ['1m30s', 90_000_000_000],
    ['1.5h', 5_400_000_000_000],
    ['-1ms', -1_000_000],
    ['0', 0],
    ['.5s', 500_000_000],
  ])('reads the duration %s', (text, value) => {
    expect(parseGoDuration(text)).toBe(value);
  });

  it.each(['', '5', '1d', 's', '1h ', '9999999h'])('refuses the duration %j', (text) => {
    expect(() => parseGoDuration(text)).toThrow(/duration/);
  });

  it.each([
    ['1.', 1e9],
    ['3/4', 75e7],
    ['-1', -1e9],
    ['15E-1', 15e8],
  ])('reads %s processors', (text, value) => {
    expect(parseNanoCpus(text)).toBe(value);
  });

  it.each(['', '.', '1/0', 'e1', '1e-12', 'x'])('refuses %j processors', (text) => {
    expect(() => parseNanoCpus(text)).toThrow();
  });

  it.each([
    ['1e3', 1000],
    ['1.5KiB', 1536],
    ['+2k', 2048],
  ])('reads the size %s', (text, value) => {
    expect(parseByteSize(text)).toBe(value);
  });

  it.each(['-1', '1kbb', '1 x', 'k', '1  k', ''])('refuses the size %j', (text) => {
    expect(() => parseByteSize(text)).toThrow();
  });
});

describe('parseVolume', () => {
  it.each([
    ['a:/b', { type: 'volume', source: '', target: 'a:/b' }],
    ['data:/b', { type: 'volume', source: 'data', target: '/b' }],
    ['C:\\x:/b', { type: 'bind', source: 'C:\\x', target: '/b' }],
    ['\\\\pipe\\x:/b', { type: 'bind', source: '\\\\pipe\\x' }],
  ])('cuts %s as the client does', (text, volume) => {
    expect(parseVolume(text)).toMatchObject(volume);
  });
});

describe('other values', () => {
  it('of a GPU request may not be given twice', () => {
    expect(() => parseGpuRequest('count=1,2')).toThrow('twice');
    expect(parseGpuRequest('driver=x')).toMatchObject({ Driver: 'x', Count: 1 });
  });

  it('of a limit keep unlimited above every number', () => {
    expect(parseUlimit('core=5:-1')).toEqual({ Name: 'core', Soft: 5, Hard: -1 });
    expect(() => parseUlimit('core=-1:5')).toThrow('above');
  });

  it('of a device are a mode only with letters that differ', () => {
    expect(parseDevice('/dev/a:rr'.replace('rr', '/rr')).PathInContainer).toBe('/rr');
    expect(() => parseDevice('/dev/a:rr')).toThrow('absolute');
    expect(isCdiName('vendor.com/class=a')).toBe(true);
    expect(isCdiName('/dev/fuse')).toBe(false);
  });

  it('of a port keep the address of IPv6', () => {
    expect(parsePublish('[fe80::1]::80').map(({ binding }) => binding)).toEqual([{ HostIp: 'fe80::1', HostPort: '' }]);
    expect(() => parsePublish('80:90-80')).toThrow('backwards');
  });

  it.each(['SIGTERM', 'term', '9', 'SIGRTMIN+15', 'rtmax-1'])('%s is a signal', (text) => {
    expect(isSignal(text)).toBe(true);
  });

  it.each(['FOO', '0', '65', 'SIGRTMIN+16', ''])('%j is no signal', (text) => {
    expect(isSignal(text)).toBe(false);
  });

  it.each(['92:d0:c6:0a:29:33', '92-d0-c6-0a-29-33', '92d0.c60a.2933'])('%s is a hardware address', (text) => {
    expect(isMacAddress(text)).toBe(true);
  });

  it.each(['92:d0:c6:0a:29', '92:d0-c6:0a:29:33', 'nope'])('%s is no hardware address', (text) => {
    expect(isMacAddress(text)).toBe(false);
  });
});
