// What stands for a secret has its shape and nothing of it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inventValue, replaceSecrets } from '../../../src/sandbox/spec/placeholder.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n-----END PRIVATE KEY-----\n';

describe('is replaced:', () => {
  test.each([
    ['DB_PASSWORD', 'hunter22', 'abcdef23'],
    ['JWT_SECRET', 'Zm9v-YmFy.1', 'Ab4d-FaBc.6'],
    ['DATABASE_URL', 'postgres://app:hunter22@db:5432/app?x=1', 'postgres://app:abcdef23@db:5432/app?x=1'],
    ['CACHE', 'redis://:hunter22@cache:6379/0', 'redis://:abcdef23@cache:6379/0'],
    ['DB', 'Server=db;User Id=sa;Password=Hunter22;Timeout=3', 'Server=db;User Id=sa;Password=Abcdef23;Timeout=3'],
    ['X', `ghp_${'a1B2'.repeat(9)}`, expect.stringMatching(/^ghp_[A-Fa-f2-7]{36}$/)],
    [
      'SIGNING_KEY',
      PEM,
      expect.stringMatching(/^-----BEGIN PRIVATE KEY-----\n[A-Fa-f2-7]{40}\n-----END PRIVATE KEY-----\n$/),
    ],
    ['API_KEY', 'café-été-123', expect.stringMatching(/^[a-fx]{4}-[a-fx]{3}-[2-7]{3}$/)],
  ])('%s=%s', (name, value, expected) => {
    const replaced = replaceSecrets(name, value);
    expect(replaced).not.toBe(value);
    expect(replaced).toEqual(expected);
    expect(replaced).toHaveLength(value.length);
  });
});

describe('stays:', () => {
  test.each([
    ['LOG_LEVEL', 'debug'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', 'changeme'],
    ['DB_PASSWORD_FILE', '/run/secrets/db'],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['AUTH_TOKEN', 'true'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['HOMEPAGE', 'https://user@example.com/path'],
    ['DATABASE_URL', 'postgres://db:5432/app'],
  ])('%s=%s', (name, value) => {
    expect(replaceSecrets(name, value)).toBe(value);
  });
});

test.each(['s3cretValue', 'postgres', 'changeme'])('%s stays equal wherever it stands', (secret) => {
  expect(replaceSecrets('URL', `amqp://u:${secret}@localhost/`)).toBe(
    `amqp://u:${replaceSecrets('MQ_PASSWORD', secret)}@localhost/`,
  );
});

test('has the length and the classes of characters, and is another text', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/=_.!-]{8,60}$/).filter((text) => /[A-Za-z0-9]/.test(text));
  const classes = (text: string) => text.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/[0-9]/g, '0');
  fc.assert(
    fc.property(secret, (value) => {
      const replaced = replaceSecrets('APP_PASSWORD', value);
      expect(classes(replaced)).toBe(classes(value));
    }),
  );
});

test('any text is taken in good time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 2000 }), (name, value) => {
      expect(replaceSecrets(name, value)).toHaveLength(value.length);
    }),
  );
});

test.each([
  ['HTTP_PORT', '8080'],
  ['API_URL', 'http://placeholder.invalid/'],
  ['DB_HOST', 'placeholder.invalid'],
  ['GREETING', 'placeholder'],
])('a value is made up for %s', (name, value) => {
  expect(inventValue(name)).toBe(value);
});
