// Proxies are chosen as Docker and curl choose them.
import { expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { proxyFor } from '../../src/registry/proxy.ts';

const proxy = { HTTPS_PROXY: 'http://proxy.example.com:3128', http_proxy: 'plain.example.com:8080' };

function chosen(url: string, environment: Readonly<Record<string, string>>): string | undefined {
  return proxyFor(new URL(url), environment)?.host;
}

test('each protocol has its variable, in small or capital letters', () => {
  expect(chosen('https://registry.example.com', proxy)).toBe('proxy.example.com:3128');
  expect(chosen('http://registry.example.com', proxy)).toBe('plain.example.com:8080');
  expect(chosen('http://registry.example.com', { https_proxy: 'http://p.example.com:1' })).toBeUndefined();
  expect(chosen('https://registry.example.com', {})).toBeUndefined();
});

test.each(['https://localhost:5000', 'http://127.0.0.1:5000', 'http://[::1]:5000'])('%s is never proxied', (url) => {
  expect(chosen(url, proxy)).toBeUndefined();
});

test.each([
  ['*', 'https://registry.example.com', true],
  ['example.com', 'https://registry.example.com', true],
  ['example.com', 'https://example.com', true],
  ['example.com', 'https://badexample.com', false],
  ['.example.com', 'https://registry.example.com', true],
  ['.example.com', 'https://example.com', false],
  ['*.example.com', 'https://registry.example.com', true],
  ['other.invalid, Registry.Example.COM', 'https://registry.example.com', true],
  ['registry.example.com:5000', 'https://registry.example.com:5000', true],
  ['registry.example.com:5000', 'https://registry.example.com', false],
  ['registry.example.com:443', 'https://registry.example.com', true],
  ['192.0.2.7', 'https://192.0.2.7', true],
  ['192.0.2.0/24', 'https://192.0.2.200:5000', true],
  ['192.0.2.0/25', 'https://192.0.2.200', false],
  ['192.0.2.0/99', 'https://192.0.2.200', false],
  ['[2001:db8::1]:5000', 'https://[2001:db8::1]:5000', true],
  ['2001:db8::1', 'https://[2001:db8::1]', true],
  [',, ,', 'https://registry.example.com', false],
])('no_proxy %j and %s', (list, url, direct) => {
  expect(chosen(url, { ...proxy, no_proxy: list }) === undefined).toBe(direct);
});

test('a proxy that is none is refused without showing the password in it', () => {
  const environment = { https_proxy: 'socks5://user:hunter2@proxy.example.com' };
  const choose = () => proxyFor(new URL('https://registry.example.com'), environment);
  expect(choose).toThrow(UsageError);
  expect(choose).not.toThrow(/hunter2/);
});
