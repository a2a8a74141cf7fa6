// Short ports, volumes and commands of compose files, also with parts that are not known.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../src/parse/compose-command.ts';
import { parseComposePort } from '../../src/parse/compose-port.ts';
import { cleanTarget, parseComposeVolume } from '../../src/parse/compose-volume.ts';
import { HOLE } from '../../src/parse/hole.ts';
import { isIpAddress } from '../../src/parse/ip-address.ts';

describe('a short port', () => {
  it.each([
    ['80', [{ target: '80', protocol: 'tcp' }]],
    ['[::1]:8080:80/UDP', [{ target: '80', protocol: 'udp', published: '8080', hostIp: '::1' }]],
    ['127.0.0.1::80', [{ target: '80', protocol: 'tcp', hostIp: '127.0.0.1' }]],
    ['8000-8002:80', [{ target: '80', protocol: 'tcp', published: '8000-8002' }]],
    [`${HOLE}:80`, [{ target: '80', protocol: 'tcp', published: HOLE, hostIp: HOLE }]],
    [`127.0.0.1:${HOLE}:80`, [{ target: '80', protocol: 'tcp', published: HOLE, hostIp: '127.0.0.1' }]],
    [`${HOLE}:8080:80`, [{ target: '80', protocol: 'tcp', published: '8080', hostIp: HOLE }]],
    [`8080:${HOLE}`, [{ target: HOLE, protocol: 'tcp', published: '8080' }]],
    [`${HOLE}/udp`, [{ target: HOLE, protocol: 'udp', published: HOLE, hostIp: HOLE }]],
    [HOLE, undefined],
  ])('%j is read as %j', (text, ports) => expect(parseComposePort(text)).toEqual(ports));

  it('keeps every target of a range whose published ports are not known', () => {
    const targets = parseComposePort(`${HOLE}-9002:80-81`)?.map((port) => [port.target, port.published]);
    expect(targets).toEqual([
      ['80', HOLE],
      ['81', HOLE],
    ]);
  });

  it('pairs ranges of equal length one to one', () => {
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(60_000), fc.nat(50), (inside, outside, more) => {
        const ports = parseComposePort(`${outside}-${outside + more}:${inside}-${inside + more}`) ?? [];
        expect(ports).toHaveLength(more + 1);
        for (const port of ports) expect(Number(port.published) - outside).toBe(Number(port.target) - inside);
      }),
    );
  });
});

describe('a short volume', () => {
  it.each([
    ['./a:/b/../c/:ro,z', { type: 'bind', source: './a', target: '/c', readOnly: true, selinux: 'z' }],
    ['db:/x:nocopy', { type: 'volume', source: 'db', target: '/x', nocopy: true }],
    ['d:/x', { type: 'volume', target: 'd:/x' }],
    ['c:\\a:/b', { type: 'bind', source: 'c:\\a', target: '/b' }],
    [`${HOLE}:/x`, { type: HOLE, source: HOLE, target: '/x' }],
    [`${HOLE}/d:/x`, { type: 'bind', source: `${HOLE}/d`, target: '/x' }],
    [`./a:/b:${HOLE}`, { type: 'bind', source: './a', target: '/b', openOptions: HOLE }],
    [HOLE, undefined],
  ])('%j is read as %j', (text, volume) => expect(parseComposeVolume(text)).toEqual(volume));

  it('has a target that stays the same when it is cleaned again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', '.', 'a', '..') }),
        (path) => void expect(cleanTarget(cleanTarget(path))).toBe(cleanTarget(path)),
      ),
    );
  });
});

describe('a command line', () => {
  it.each([
    ['echo "a b" c', ['echo', 'a b', 'c']],
    ['echo a\\ b', ['echo', 'a b']],
    ['echo a; echo b', ['echo', 'a']],
    ['echo 2>file', ['echo']],
    ["''", ['']],
    ['$(id -u) x', ['$(id -u)', 'x']],
    ['', []],
  ])('%j is split into %j', (line, words) => expect(splitCommand(line)).toEqual(words));

  it.each(["'x", '"x', 'x\\', '(x)', 'x)', '`x'])('%j is refused', (line) =>
    expect(() => splitCommand(line)).toThrow('invalid command line string'),
  );

  it('gives words in single quotes back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string().filter((word) => !word.includes("'"))),
        (words) => void expect(splitCommand(words.map((word) => `'${word}'`).join(' '))).toEqual(words),
      ),
    );
  });
});

it.each(['0.0.0.0', '127.0.0.1', '::', '::1', 'fe80::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'])(
  '%s is an address',
  (text) => expect(isIpAddress(text)).toBe(true),
);
it.each(['', 'localhost', '1.2.3', '1.2.3.256', '01.2.3.4', ':::', '1::2::3', '1:2:3:4:5:6:7:8:9', 'fe80::1%eth0'])(
  '%j is no address',
  (text) => expect(isIpAddress(text)).toBe(false),
);
