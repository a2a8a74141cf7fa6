// Addresses of engines as DOCKER_HOST spells them.
import { expect, test } from 'vitest';
import { parseEndpoint, showEndpoint } from '../../src/engine/endpoint.ts';
import { InputError } from '../../src/model/errors.ts';

const TLS = { ca: 'CA', verify: true };

test.each([
  ['unix:///run/user/1000/docker.sock', '/run/user/1000/docker.sock'],
  ['unix://', '/var/run/docker.sock'],
  ['UNIX:///a b.sock', '/a b.sock'],
])('%s is a socket', (text, path) => {
  expect(parseEndpoint(text, 'DOCKER_HOST')).toEqual({ kind: 'unix', path, namedBy: 'DOCKER_HOST' });
});

test.each([
  ['tcp://192.0.2.1', undefined, 'http://192.0.2.1:2375', ''],
  ['tcp://192.0.2.1', TLS, 'https://192.0.2.1:2376', ''],
  ['tcp://engine.example.invalid:4243/', undefined, 'http://engine.example.invalid:4243', ''],
  ['tcp://engine.example.invalid:443/behind/proxy/', TLS, 'https://engine.example.invalid:443', '/behind/proxy'],
  ['tcp://[2001:db8::1]:80', undefined, 'http://[2001:db8::1]:80', ''],
  ['tcp://[2001:db8::1]', undefined, 'http://[2001:db8::1]:2375', ''],
  ['http://192.0.2.1:2375', undefined, 'http://192.0.2.1:2375', ''],
])('%s is an address of the network', (text, certificates, origin, prefix) => {
  const expected = { kind: 'tcp', origin, prefix, namedBy: 'DOCKER_HOST', certificates };
  expect(parseEndpoint(text, 'DOCKER_HOST', certificates)).toEqual(expected);
});

test('https asks for TLS by itself', () => {
  expect(parseEndpoint('https://192.0.2.1', 'DOCKER_HOST')).toMatchObject({
    origin: 'https://192.0.2.1:2376',
    certificates: { verify: true },
  });
});

test.each([
  ['ssh://me@engine.example.invalid', 'ssh -L'],
  ['npipe:////./pipe/docker_engine', 'TCP port'],
  ['/var/run/docker.sock', 'unix:///path/to/docker.sock'],
  ['unix://docker.sock', 'unix:///docker.sock'],
  ['tcp://', 'tcp://HOST:PORT'],
  ['tcp://user@192.0.2.1', 'tcp://HOST:PORT'],
  ['tcp://192.0.2.1:port', 'tcp://HOST:PORT'],
  ['fd://', 'unix:///path/to/docker.sock'],
  ['', 'unix:///path/to/docker.sock'],
])('%s is refused with what to write instead', (text, advice) => {
  const parse = () => parseEndpoint(text, 'the Docker context work');
  expect(parse).toThrow(InputError);
  expect(parse).toThrow('the Docker context work is');
  expect(parse).toThrow(advice);
});

test('an address is shown as it would be written', () => {
  for (const text of ['unix:///run/docker.sock', 'tcp://192.0.2.1:2375/prefix'])
    expect(showEndpoint(parseEndpoint(text, ''))).toBe(text);
  expect(showEndpoint(parseEndpoint('tcp://192.0.2.1', '', TLS))).toBe('tcp://192.0.2.1:2376');
});
