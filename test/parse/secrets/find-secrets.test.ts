// What counts as a credential in a text, where it stands, and what only looks like one.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { wholeGlobMatcher } from '../../../src/parse/glob.ts';
import { findSecrets } from '../../../src/parse/secrets/find-secrets.ts';
import { hideSecrets } from '../../../src/parse/secrets/hide-secrets.ts';
import { tokenShapes } from '../../../src/parse/secrets/token-shapes.ts';
import { githubToken, hexadecimal, mixed, privateKey, tokens } from './samples.ts';

const types = (text: string) => findSecrets(text).map((one) => (one.placeholder ? `${one.type}?` : one.type));
const values = (text: string) => findSecrets(text).map((one) => one.value);

test.each(tokens)('%s is found by its form, with its exact place', (type, token) => {
  const text = `RUN tool --flag "${token}" && next`;
  const found = findSecrets(text);
  expect(found.map((one) => [one.type, one.placeholder, one.value])).toEqual([[type, false, token]]);
  expect(text.slice(found[0]?.start, found[0]?.end)).toBe(token);
});

test.each<readonly [type: string, text: string]>([
  ...tokens,
  ['bearer-token', `Authorization: Bearer ${mixed(40)}`],
  ['client-password', 'curl -u admin:a-b-c-9 http://x'],
  ['client-password', 'mysql -h db -pa-b-c-9'],
  ['client-password', 'sshpass -p a-b-c-9 ssh x'],
  ['netrc-password', 'machine x login me password a-b-c-9'],
  ['url-password', 'git clone https://me:a-b-c-9@x/y'],
  ['password', 'tool --db-password a-b-c-9'],
  ['api-key', 'API_KEY=a-b-c-9'],
])('%s is hidden, whatever stands around it', (_type, text) => {
  expect(findSecrets(text)).not.toEqual([]);
  for (const around of [text, `x ${text}`, `- ${text} and\nmore`])
    for (const value of values(around)) expect(hideSecrets(around)).not.toContain(value);
});

test.each(tokens)('%s is no token inside a longer word', (_type, token) => {
  expect(types(`RUN tool x9${token}`).filter((type) => type !== 'slack-webhook' && type !== 'discord-webhook')).toEqual(
    [],
  );
});

test('the shapes of rules about variables know every token that is found in a text', () => {
  const list = parse(readFileSync(new URL('../../../policies/lists/secret-shapes.yaml', import.meta.url), 'utf8'));
  const shapes = (list as { items: string[] }).items.map(wholeGlobMatcher);
  const missed = tokens.filter(([, token]) => !shapes.some((matches) => matches(token.toLowerCase())));
  expect(missed.map(([type]) => type)).toEqual([]);
});

test('the shapes of rules about variables name every prefix', () => {
  const list = parse(readFileSync(new URL('../../../policies/lists/secret-shapes.yaml', import.meta.url), 'utf8'));
  const globs = (list as { items: string[] }).items;
  const missed = tokenShapes.filter(({ prefix }) => !globs.some((glob) => `${glob}`.includes(nameIn(prefix))));
  expect(missed.map((shape) => shape.prefix)).toEqual([]);
});

/** A prefix as a glob in lower case spells it; of a PyPI token the letters behind the dash are part of the value. */
function nameIn(prefix: string): string {
  return prefix === 'pypi-AgE' ? 'pypi-' : prefix.toLowerCase();
}

test('the placeholders of rules about variables are placeholders in a text as well', () => {
  const list = parse(readFileSync(new URL('../../../policies/lists/placeholders.yaml', import.meta.url), 'utf8'));
  const shown = (list as { items: string[] }).items
    .filter((glob) => !/[/:=\\$%]|^.{1,5}$/.test(glob))
    .map((glob) => glob.replace(/^\*\*?|\*\*?$/g, '').replaceAll('*', 'value'));
  expect(shown.length).toBeGreaterThan(20);
  const live = shown.filter((value) => types(`PASSWORD="${value}"`).includes('password'));
  expect(live).toEqual([]);
});

test('the names of secrets in rules about variables are names of secrets in a text as well', () => {
  const list = parse(readFileSync(new URL('../../../policies/lists/secret-names.yaml', import.meta.url), 'utf8'));
  const names = (list as { items: string[] }).items.map((glob) => glob.replace('*', 'x'));
  expect(names.filter((name) => findSecrets(`RUN ${name}=hunter2hunter2 make`).length !== 1)).toEqual([]);
});

test('a token that was made up does not end with its checksum', () => {
  expect(types(githubToken())).toEqual(['github-token']);
  expect(types(`ghp_${mixed(36)}`)).toEqual(['github-token?']);
});

test('a token that only shows the format is a placeholder', () => {
  expect(types(`xo${'xb'}-xxxxxxxxxxxx-xxxxxxxxxxxx`)).toEqual(['slack-token?']);
  expect(types(`gl${'pat'}-your-token-goes-here`)).toEqual(['gitlab-token?']);
});

test('a token follows an escaped line end', () => {
  expect(types(`RUN printf 'a\\n${githubToken()}\\n' > f`)).toEqual(['github-token']);
});

test.each(['RSA ', 'EC ', 'OPENSSH ', '', 'ENCRYPTED '])('a private key %sis found with all its lines', (kind) => {
  const key = privateKey(kind);
  expect(values(`before\n${key}\nafter`)).toEqual([key]);
  expect(types(`RUN echo "${privateKey(kind, '\\n')}" > k`)).toEqual(['private-key']);
});

test('a PGP block is a private key; a certificate and a public key are none', () => {
  expect(types(privateKey('PGP ', '\n', ' BLOCK'))).toEqual(['private-key']);
  expect(types(privateKey('RSA ').replaceAll('PRIVATE', 'PUBLIC'))).toEqual([]);
  expect(types(privateKey('').replaceAll('PRIVATE KEY', 'CERTIFICATE'))).toEqual([]);
});

test('the first line of a key alone, or around an expansion, is no key', () => {
  const [first = '', ...rest] = privateKey().split('\n');
  const last = rest.at(-1);
  expect(types(`grep -q -- "${first}" file`)).toEqual([]);
  expect(types(`${first}\n$KEY\n${last}`)).toEqual([]);
  expect(types(`${first}\n...\n${last}`)).toEqual(['private-key?']);
});

test('a key whose end is missing is still a key', () => {
  expect(types(privateKey().split('\n').slice(0, -1).join('\n'))).toEqual(['private-key']);
});

test('an AWS secret needs the id of its key near it', () => {
  const id = `AK${'IA'}QRSTUVWXYZ234567`;
  expect(types(`aws configure set x ${id} && aws configure set y ${mixed(40)}`)).toEqual(['aws-secret-key']);
  expect(types(`echo ${id}`)).toEqual([]);
  expect(types(`echo ${mixed(40)}`)).toEqual([]);
  expect(types(`echo ${id} ${hexadecimal(40)}`)).toEqual([]);
  expect(types(`AK${'IA'}IOSFODNN7EXAMPLE ${mixed(33)}EXAMPLE`)).toEqual(['aws-secret-key?']);
});

test('passwords of addresses', () => {
  expect(values('git clone https://bot:hunter2@git.example.invalid/app.git')).toEqual(['hunter2']);
  expect(values('pip install git+https://bot:hunter2@git.example.invalid/x')).toEqual(['hunter2']);
  expect(values('amqp://bot:p%40ss@mq:5672')).toEqual(['p%40ss']);
  expect(types('amqp://%s:%s@mq and amqp://bot:***@mq and amqp://bot:%PASS%@mq')).toEqual([]);
  expect(values('redis://:p@ss@cache:6379/0')).toEqual(['p@ss']);
  expect(values(`https://${mixed(40)}@git.example.invalid/x`)).toEqual([mixed(40)]);
  expect(types('https://<user>:<password>@git.example.invalid')).toEqual([]);
  expect(types('https://user:password@git.example.invalid')).toEqual(['url-password?']);
  expect(types('postgres://postgres:postgres@localhost:5432/app')).toEqual(['url-password?']);
  expect(types('postgres://postgres:hunter2@localhost:5432/app')).toEqual(['url-password']);
  expect(types('postgres://postgres:postgres@db:5432/app')).toEqual(['url-password']);
  expect(types('https://bot:changeme@git.example.invalid')).toEqual(['url-password?']);
});

test('an expansion, a port, a path or a user in an address is no password', () => {
  for (const url of [
    'https://bot:$TOKEN@git.example.invalid/x',
    'https://bot:${TOKEN}@git.example.invalid/x',
    'https://${USER}:${TOKEN}@git.example.invalid/x',
    'https://git.example.invalid:8443/a@b',
    'https://git.example.invalid/pkg@1.2.3:x',
    'ssh://git@git.example.invalid/x',
    'postgres://db:5432/app',
  ])
    expect([url, types(`RUN tool ${url}`)]).toEqual([url, []]);
});

test('credentials of headers, clients and login files', () => {
  const login = Buffer.from('bot:hunter2').toString('base64');
  expect(types(`curl -H "Authorization: Bearer ${mixed(30)}" https://x.example.invalid`)).toEqual(['bearer-token']);
  expect(types(`curl -H 'Authorization: Basic ${login}' https://x.example.invalid`)).toEqual(['basic-auth']);
  expect(types(`{"auths":{"r.example.invalid":{"auth":"${login}"}}}`)).toEqual(['registry-auth']);
  expect(values('RUN echo "machine git.example.invalid login bot password hunter2" > ~/.netrc')).toEqual(['hunter2']);
  expect(values('RUN printf "machine a.invalid\\nlogin bot\\npassword hunter2\\n"')).toEqual(['hunter2']);
  expect(values('RUN curl -fsSL -u bot:hunter2 https://x.example.invalid')).toEqual(['hunter2']);
  expect(values('RUN curl -fsSL \\\n  --user "bot:hunter2" https://x.example.invalid')).toEqual(['hunter2']);
  expect(values('RUN mysql -uroot -phunter2 db')).toEqual(['hunter2']);
  expect(values('RUN sshpass -p hunter2 ssh host')).toEqual(['hunter2']);
});

test('the same places with an expansion or without a login hold none', () => {
  for (const line of [
    'curl -H "Authorization: Bearer $TOKEN" https://x.example.invalid',
    'curl -H "Authorization: Bearer $(cat /run/secrets/t)" https://x.example.invalid',
    'curl -H "Authorization: Bearer <token>" https://x.example.invalid',
    'curl -u "bot:$PASS" https://x.example.invalid',
    'curl -u bot https://x.example.invalid:8443/',
    'chown -u app:hunter2 x',
    'echo "machine a.invalid login bot password $P" > ~/.netrc',
    'mysql -u root -p db',
    'docker run -p 8080:80 mysql:8',
  ])
    expect([line, types(`RUN ${line}`)]).toEqual([line, []]);
});

test('literals under the name of a secret', () => {
  for (const line of [
    'DB_PASSWORD=hunter2 ./setup',
    "export API_TOKEN='s3cr3t-value'",
    'tool --password=hunter2',
    'tool --password hunter2',
    'DB_PASSWORD=${DB_PASSWORD:-hunter2} ./setup',
    'tool --admin-password "hunter2"',
    'java -Ddb.password=hunter2 -jar app.jar',
    'echo \'{"password": "hunter2"}\' > c.json',
    'echo "{\\"apiKey\\":\\"hunter2x\\"}" > c.json',
    'npm config set //r.example.invalid/:_authToken=hunter2hunter2',
    "sqlcmd -C 'Server=db;User Id=sa;Password=Hunter2;'",
    'echo client_secret = "abcdefghijklmnopqrstuv"',
  ])
    expect([line, types(`RUN ${line}`).length]).toEqual([line, 1]);
});

test('names, values and options that only look alike', () => {
  for (const line of [
    'DB_PASSWORD=$SECRET ./setup',
    'DB_PASSWORD="${SECRET}" ./setup',
    'DB_PASSWORD=pre-$SECRET ./setup',
    'DB_PASSWORD="$(cat /run/secrets/db)" ./setup',
    'DB_PASSWORD= ./setup',
    'DB_PASSWORD="${DB_PASSWORD:?is missing1}" ./setup',
    'DB_PASSWORD=${DB_PASSWORD:-$OTHER1} ./setup',
    'PASSWORD_FILE=/run/secrets/db ./setup',
    'POSTGRES_PASSWORD=/run/secrets/db ./setup',
    'docker login --password-stdin r.example.invalid2',
    'adduser --disabled-password app2user',
    'tool --password /run/secrets/db1',
    'tool --token-ttl=3600000',
    'KEYCLOAK_VERSION=26.0.1 make',
    'MAX_TOKENS=4096000 make',
    'PASSWORD_MIN_LENGTH=12345678 make',
    'COMPASS_URL=compass12 make',
    'token = get_token1()',
    'password: String1, user: String2',
    'sed -i "s/password=.*/password=$P/" f',
    'apt-key adv --keyserver hkp://k.invalid --recv-keys 0123456789ABCDEF',
    'PWD=/app1 make',
    'password=true',
    'ssl_private_key=/etc/ssl/key1.pem',
  ])
    expect([line, types(`RUN ${line}`)]).toEqual([line, []]);
});

test('one place is one secret, under the surest kind', () => {
  expect(types(`export GITHUB_TOKEN=${githubToken()}`)).toEqual(['github-token']);
  expect(types(`git clone https://x:${githubToken()}@git.example.invalid/x`)).toEqual(['github-token']);
});

test('finds come in order and never overlap, whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom(...tokens.map(([, token]) => token), privateKey(), 'password=', 'https://a:', '@h', '"', '\n', ' '),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      let free = 0;
      for (const one of findSecrets(text)) {
        expect(one.start).toBeGreaterThanOrEqual(free);
        expect(one.value).toBe(text.slice(one.start, one.end));
        expect(one.value).not.toBe('');
        free = one.end;
      }
    }),
  );
});

test.each([
  '-----BEGIN RSA PRIVATE KEY-----\n',
  'ghp_',
  'sk-',
  `ey${'J'}a.`,
  'a=',
  'password="',
  'https://a:',
  'curl -u ',
  'machine a login b ',
  'authorization: bearer ',
  'mysql -p',
  '_auth',
  'AKIAAAAAAAAAAAAAAAAA ',
  '\\n',
  '1:AA',
])('a hostile text of many %j is read in the time of a test', (piece) => {
  const text = piece.repeat(Math.ceil(600_000 / piece.length));
  expect(findSecrets(text).every((one) => one.end <= text.length)).toBe(true);
});
