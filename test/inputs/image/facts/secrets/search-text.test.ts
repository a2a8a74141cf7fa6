// Which texts of an image are searched, and what is found in them.
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayHoldToken } from '../../../../../src/inputs/image/facts/secrets/prefilter.ts';
import { searchText } from '../../../../../src/inputs/image/facts/secrets/search-text.ts';
import { textKindOf } from '../../../../../src/inputs/image/facts/secrets/text-kind.ts';
import { findTokens } from '../../../../../src/parse/secrets/tokens.ts';
import { privateKey, tokens } from '../../../../parse/secrets/samples.ts';

test.each([
  ['app/.env', 'settings'],
  ['srv/config/database.yml', 'settings'],
  ['root/.aws/credentials', 'settings'],
  ['etc/nginx/nginx.conf', 'settings'],
  ['app/main.js', 'own'],
  ['app/README', 'own'],
  ['app/package-lock.json', 'own'],
  ['opt/app/certs/server.key', 'own'],
  ['usr/lib/python3/dist-packages/x/config.py', 'foreign'],
  ['app/node_modules/x/config.json', 'foreign'],
  ['usr/local/lib/python3.12/site-packages/x/settings.py', 'foreign'],
  ['app/node_modules/x/test/fixtures/key.pem', 'skip'],
  ['usr/local/lib/python3.12/test/certdata/key.pem', 'skip'],
  ['usr/share/doc/openssl/key.pem', 'skip'],
  ['etc/ssl/certs/ca.pem', 'skip'],
  ['app/logo.png', 'skip'],
  ['usr/lib/libssl.so.3', 'skip'],
  ['app/test/key.pem', 'own'],
])('%s is %s', (path, kind) => {
  expect(textKindOf(path)).toBe(kind);
});

/** Found by their shape alone, with no prefix that a quick look could search for. */
const WITHOUT_PREFIX = ['discord-token'];

describe('the quick look', () => {
  const known = tokens.filter(([type]) => !WITHOUT_PREFIX.includes(type));

  test.each(known)('passes on a text with a %s', (_type, token) => {
    for (const around of ['', 'x = ', `${'a'.repeat(1001)} `, 'é'])
      expect(mayHoldToken(Buffer.from(`${around}${token}${around === '' ? '' : '\n'}`))).toBe(true);
  });

  test('passes on a private key', () => {
    expect(mayHoldToken(Buffer.from(`x\n${privateKey()}\n`))).toBe(true);
  });

  test('clears no text in which the finder finds a token', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(...known.map(([, token]) => token)),
      fc.constantFrom('eyJ', 'AKIA', 'sk-', '-----'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join(' ');
        const found = findTokens(text).filter(({ type }) => !WITHOUT_PREFIX.includes(type));
        expect(found.length === 0 || mayHoldToken(Buffer.from(text))).toBe(true);
      }),
    );
  });

  test('clears what only looks like the begin of one', () => {
    for (const text of ['the AKIA prefix', 'sk-', 'a ghp_ token', 'PRIVATE KEY', 'x: AA', '', 'ab', 'asian'])
      expect(mayHoldToken(Buffer.from(text))).toBe(false);
  });
});

test('names count in settings, tokens and keys anywhere', () => {
  const named = Buffer.from('DB_PASSWORD=hunter2-2f6b\n');
  expect(searchText(named, 'settings').map(({ type }) => type)).toEqual(['password']);
  expect(searchText(named, 'own')).toEqual([]);
  expect(searchText(named, 'foreign')).toEqual([]);
  const key = Buffer.from(`${privateKey()}\n`);
  for (const kind of ['settings', 'own', 'foreign'] as const)
    expect(searchText(key, kind).map(({ type, placeholder }) => [type, placeholder])).toEqual([['private-key', false]]);
  expect(searchText(key, 'skip')).toEqual([]);
});

test('passwords in addresses count in what the author put in', () => {
  const text = Buffer.from('connect("postgres://app:hunter2@db.example.invalid/app")\n');
  expect(searchText(text, 'own').map(({ type }) => type)).toEqual(['url-password']);
  expect(searchText(text, 'foreign')).toEqual([]);
});

test('a binary file holds no text', () => {
  expect(searchText(Buffer.from(`\0${privateKey()}`), 'own')).toEqual([]);
});

test('what is kept shows nothing of the value, and the same value once', () => {
  const [first, ...others] = searchText(Buffer.from('A_PASSWORD=hunter2-2f6b\nB_PASSWORD=hunter2-2f6b\n'), 'settings');
  expect(others).toEqual([]);
  expect(first).toEqual({ type: 'password', placeholder: false, digest: expect.stringMatching(/^[0-9a-f]{16}$/) });
});
