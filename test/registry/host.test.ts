// Which hosts may be spoken to in the clear, and which nobody else may send a request to.
import { expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { apiHost, isInsecure, isLocalAddress, isLoopback, parseInsecureHosts } from '../../src/registry/host.ts';

test('Docker Hub answers under another name', () => {
  expect(apiHost('docker.io')).toBe('registry-1.docker.io');
  expect(apiHost('registry.example.com:5000')).toBe('registry.example.com:5000');
});

test('only names that can be nothing else are this machine', () => {
  for (const host of ['localhost', '127.0.0.1', '127.8.9.1', '[::1]']) expect(isLoopback(host)).toBe(true);
  for (const host of ['localhost.example.com', '10.0.0.1', '192.168.1.1', '127.0.0.1.example.com', '128.0.0.1'])
    expect(isLoopback(host)).toBe(false);
});

test('addresses of the machine and of its link are told however they are written', () => {
  const written = [
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0.0.0.0/',
    'http://169.254.169.254/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'http://a.localhost/',
  ];
  for (const url of written) expect([url, isLocalAddress(new URL(url).hostname)]).toEqual([url, true]);
  for (const url of ['http://192.0.2.1/', 'http://10.0.0.1/', 'http://[2001:db8::1]/', 'http://registry.example.com/'])
    expect([url, isLocalAddress(new URL(url).hostname)]).toEqual([url, false]);
});

test('an insecure registry is named by host, or by host and port', () => {
  const insecure = parseInsecureHosts(['registry.example.com:5000', 'OTHER.example.com', '[2001:db8::1]:5000']);
  const allowed = (url: string) => isInsecure(new URL(url), insecure);
  expect(allowed('https://registry.example.com:5000')).toBe(true);
  expect(allowed('https://registry.example.com')).toBe(false);
  expect(allowed('https://other.example.com:1234')).toBe(true);
  expect(allowed('https://[2001:db8::1]:5000')).toBe(true);
  expect(allowed('http://localhost:5000')).toBe(true);
  expect(allowed('https://third.example.com')).toBe(false);
});

test.each(['http://registry.example.com', 'registry.example.com/team', '', '*', 'a b'])(
  'an insecure registry %j is refused',
  (host) => {
    expect(() => parseInsecureHosts([host])).toThrow(UsageError);
  },
);
