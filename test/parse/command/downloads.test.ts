// Fetched files: where they go, what is done with them, and whether they were checked in between.
import { expect, test } from 'vitest';
import { readCommands } from '../../../src/parse/command/read-commands.ts';
import { readShell } from '../../../src/parse/shell/read-shell.ts';
import { factsOf } from './read.ts';

const downloads = (script: string) => factsOf(script).flatMap((facts) => facts.downloads);

const PATHS: readonly (readonly [script: string, ...paths: string[]])[] = [
  ['curl https://x.example.invalid/a', ''],
  ['curl -o a/../b https://x.example.invalid/a', 'b'],
  ['curl -o - https://x.example.invalid/a', ''],
  ['curl -O https://x.example.invalid/d/a.tgz?x=1#y', 'a.tgz'],
  ['curl --output-dir /opt -O https://x.example.invalid/a.tgz', '/opt/a.tgz'],
  ['curl -fsSLo t https://x.example.invalid/t', 't'],
  ['curl -o a https://x.example.invalid/1 -o b https://x.example.invalid/2', 'a', 'b'],
  ['curl -s https://x.example.invalid/a > /tmp/a', '/tmp/a'],
  ['curl -s https://x.example.invalid/a | sudo tee /usr/bin/a >/dev/null', '/usr/bin/a'],
  ['wget https://x.example.invalid/a.tgz', 'a.tgz'],
  ['wget https://x.example.invalid/', 'index.html'],
  ['wget -P /opt https://x.example.invalid/a.tgz', '/opt/a.tgz'],
  ['wget -qO- https://x.example.invalid/a', ''],
  ['wget -q "https://x.example.invalid/a-${V:?}.tgz"', 'a-${V:?}.tgz'],
  ['aria2c -d /opt -o a https://x.example.invalid/b', '/opt/a'],
];

test.each(PATHS)('%s', (script, ...paths) => {
  expect(downloads(script).map(({ path }) => path)).toEqual(paths);
});

const get = 'curl -fsSLo /tmp/t https://x.example.invalid/t';
const USES: readonly (readonly [rest: string, use: string])[] = [
  ['true', ''],
  ['chmod +x /tmp/t', 'made-executable'],
  ['chmod 0755 /tmp/t', 'made-executable'],
  ['chmod 644 /tmp/t', ''],
  ['chmod +x /tmp/t && /tmp/t', 'executed'],
  ['cd /tmp && ./t', 'executed'],
  ['cd /var && ./t', ''],
  ['./t', 'executed'],
  ['t --version', ''],
  ['sh /tmp/t -y', 'executed'],
  ['python3 < /tmp/t', 'executed'],
  ['. /tmp/t', 'sourced'],
  ['install /tmp/t /opt/', 'installed'],
  ['mv /tmp/t /usr/local/bin/tool', 'installed'],
  ['mv /tmp/t /opt/tool && chmod a+x /opt/tool', 'made-executable'],
  ['cp /tmp/t /etc/t.conf', ''],
  ['dpkg -i /tmp/*', 'installed'],
  ['apt-get install -y /tmp/t', 'installed'],
  ['tar -xzf /tmp/t -C /opt && /opt/t/run', 'unpacked'],
  ['tar tf /tmp/t', ''],
  ['unzip -q /tmp/t', 'unpacked'],
  ['apt-key add /tmp/t', 'trusted'],
  ['gpg --import /tmp/t', 'trusted'],
  ['cat /tmp/t', ''],
];

test.each(USES)('a fetched file, then: %s', (rest, use) => {
  expect(downloads(`${get} && ${rest}`)).toMatchObject([{ path: '/tmp/t', use, verified: false }]);
});

test('a name without a directory is looked for where programs are', () => {
  expect(downloads('curl -o /usr/local/bin/t https://x.example.invalid/t; t -v')).toMatchObject([{ use: 'executed' }]);
});

test('what goes through a pipe is used there', () => {
  expect(downloads('curl -s https://x.example.invalid/a.tgz | tar -xz -C /opt')).toMatchObject([
    { path: '', use: 'unpacked' },
  ]);
  expect(downloads('wget -qO- http://x.example.invalid/k | apt-key add -')).toMatchObject([
    { use: 'trusted', scheme: 'http' },
  ]);
  expect(downloads('curl -s https://x.example.invalid/i | sudo bash')).toMatchObject([
    { use: 'executed', host: 'x.example.invalid' },
  ]);
  expect(downloads('curl -f http://localhost:8080/health')).toMatchObject([{ path: '', use: '', host: 'localhost' }]);
});

test('a certificate is trusted when the bundle is made again', () => {
  const script = 'curl -o /usr/local/share/ca-certificates/x.crt http://x.example.invalid/x && update-ca-certificates';
  expect(downloads(script)).toMatchObject([{ use: 'trusted', verified: false }]);
});

const use = 'install t /usr/local/bin/';
const fetched = 'curl -fsSLo t https://x.example.invalid/t';
const CHECKS: readonly (readonly [script: string, verified: boolean])[] = [
  [`${fetched} && echo "$SHA t" | sha256sum -c - && ${use}`, true],
  [`${fetched} && echo "$SHA *t" | shasum -a 256 --check && ${use}`, true],
  [`${fetched} && sha256sum -c <<<"$SHA  t" && ${use}`, true],
  [`${fetched} && sha512sum --check sums && ${use}`, true],
  [`${fetched} && grep ' t$' sums | sha256sum -c && ${use}`, true],
  [`${fetched} && gpg --batch --verify t.asc t && ${use}`, true],
  [`${fetched} && gpg --verify t.sig && ${use}`, true],
  [`${fetched} && cosign verify-blob --key k --signature s t && ${use}`, true],
  [`${fetched} && minisign -V -p k -m t && ${use}`, true],
  [`${fetched} && openssl dgst -sha256 -verify k -signature s t && ${use}`, true],
  [`${fetched} && [ "$(sha256sum t | cut -d' ' -f1)" = "$SHA" ] && ${use}`, true],
  [`set -e; ${fetched}; echo "$SHA t" | sha256sum -c -; ${use}`, true],
  [`${fetched}; echo "$SHA t" | sha256sum -c - || exit 1; ${use}`, true],
  [`${fetched}; if echo "$SHA t" | sha256sum -c -; then ${use}; fi`, true],
  [`${fetched}; if ! echo "$SHA t" | sha256sum -c -; then exit 1; fi; ${use}`, true],
  [`${fetched}; echo "$SHA t" | sha256sum -c -; ${use}`, false],
  [`${fetched} && echo "$SHA t" | sha256sum -c - || true; ${use}`, false],
  [`set -e; ${fetched}; echo "$SHA t" | sha256sum -c - || true; ${use}`, false],
  [`${fetched} && echo "$SHA other" | sha256sum -c - && ${use}`, false],
  [`${fetched} && echo "$SHA t.txt" | sha256sum -c - && ${use}`, false],
  [`${fetched} && sha256sum t && ${use}`, false],
  [`${fetched} && echo "$SUM t" | md5sum -c - && ${use}`, false],
  [`${fetched} && ${use} && echo "$SHA t" | sha256sum -c -`, false],
  [`echo "$SHA t" | sha256sum -c - && ${fetched} && ${use}`, false],
];

test('a shell that is started with -e stops at a failed check', () => {
  const script = `${fetched}; echo "$SHA t" | sha256sum -c -; ${use}`;
  const options = { shell: 'bash', readShell, errexit: true };
  const { commands } = readCommands(readShell(script, { variables: {} }), script, options);
  expect(commands[0]?.facts.downloads).toMatchObject([{ verified: true }]);
});

test('code for a shell that is started with -e stops at a failed check', () => {
  const check = (flags: string) => `bash ${flags} '${fetched}; sha256sum -c sums; ${use}'`;
  expect(downloads(check('-ec'))).toMatchObject([{ verified: true }]);
  expect(downloads(check('-c'))).toMatchObject([{ verified: false }]);
});

test.each(CHECKS)('%s', (script, verified) => {
  expect(downloads(script)).toMatchObject([{ use: 'installed', verified }]);
});
