// Commands that fetch, verify and install: options that switch checks off, and what they are given.
import { describe, expect, test } from 'vitest';
import type { CommandFacts } from '../../../src/parse/command/reading.ts';
import { factsOfProgram } from './read.ts';

type Expected = Partial<{ [K in keyof CommandFacts]: unknown }>;

const CASES: readonly (readonly [script: string, program: string, expected: Expected])[] = [
  [
    'curl -ksSL https://x.example.invalid/a -o a',
    'curl',
    { flags: ['--insecure', '--silent', '--show-error', '--location', '--output'] },
  ],
  [
    'curl -ok https://x.example.invalid/a',
    'curl',
    { flags: ['--output'], writes: [expect.objectContaining({ path: 'k' })] },
  ],
  ['curl -K options.txt https://x.example.invalid/a', 'curl', { flags: ['--config'] }],
  ['wget --no-check-cert https://x.example.invalid/a', 'wget', { flags: ['--no-check-certificate'] }],
  [
    'GIT_SSL_NO_VERIFY=1 git clone https://git.example.invalid/r',
    'git',
    { settings: [{ name: 'GIT_SSL_NO_VERIFY', value: '1' }], subcommand: 'clone', downloads: [] },
  ],
  [
    'git -c http.sslVerify=false clone https://git.example.invalid/r',
    'git',
    { options: [{ name: '-c', value: 'http.sslVerify=false' }], subcommand: 'clone' },
  ],
  ['git config --global http.sslverify false', 'git', { subcommand: 'config', operands: ['http.sslverify', 'false'] }],
  [
    'npm config set strict-ssl false',
    'npm',
    { subcommand: 'config', operands: ['set', 'strict-ssl', 'false'], packages: [] },
  ],
  [
    'env NODE_TLS_REJECT_UNAUTHORIZED=0 node a.js',
    'node',
    { settings: [{ name: 'NODE_TLS_REJECT_UNAUTHORIZED', value: '0' }], wrappers: ['env'] },
  ],
  ['pip install --trusted-host pypi.example.invalid pkg', 'pip', { flags: ['--trusted-host'], packages: ['pkg'] }],
  [
    'python3.12 -m pip install --trusted-host pypi.example.invalid pkg',
    'pip',
    { flags: ['--trusted-host'], wrappers: ['python3.12'] },
  ],
  [
    'pip install -i http://pypi.example.invalid/simple -r req.txt',
    'pip',
    { flags: ['--index-url', '--requirement'], packages: [] },
  ],
  ['apt-get install -y --allow-unauthenticated tool', 'apt-get', { flags: ['--yes', '--allow-unauthenticated'] }],
  [
    'apt-get -o APT::Get::AllowUnauthenticated=true install tool',
    'apt-get',
    { options: [{ name: '--option', value: 'APT::Get::AllowUnauthenticated=true' }], subcommand: 'install' },
  ],
  [
    'apt-get install -y --allow-downgrades tool=1.2',
    'apt-get',
    { flags: ['--yes', '--allow-downgrades'], unpinnedPackages: [] },
  ],
  [
    'apt-key adv --keyserver keys.example.invalid --recv-keys ABC',
    'apt-key',
    {
      subcommand: 'adv',
      options: [
        { name: '--keyserver', value: 'keys.example.invalid' },
        { name: '--recv-keys', value: '' },
      ],
    },
  ],
  ['dnf install -y --nogpgcheck ./tool.rpm', 'dnf', { flags: ['--assumeyes', '--nogpgcheck'], packages: [] }],
  [
    'dnf config-manager --setopt=sslverify=0',
    'dnf',
    { subcommand: 'config-manager', options: [{ name: '--setopt', value: 'sslverify=0' }] },
  ],
  ['rpm -Uvh --nodigest a.rpm', 'rpm', { flags: ['--upgrade', '--verbose', '--hash', '--nodigest'] }],
  [
    'zypper --no-gpg-checks install -y tool',
    'zypper',
    { flags: ['--no-gpg-checks', '--no-confirm'], subcommand: 'install' },
  ],
  ['apk add -U --allow-untrusted ./tool.apk', 'apk', { flags: ['--update-cache', '--allow-untrusted'], packages: [] }],
  ['ssh -oStrictHostKeyChecking=no host', 'ssh', { options: [{ name: '-o', value: 'StrictHostKeyChecking=no' }] }],
  [
    'skopeo copy --src-tls-verify=false docker://r.example.invalid/a oci:a',
    'skopeo',
    { options: [{ name: '--src-tls-verify', value: 'false' }] },
  ],
  [
    'curl --unix-socket /var/run/docker.sock http://x/containers/json',
    'curl',
    { options: [{ name: '--unix-socket', value: '/var/run/docker.sock' }] },
  ],
  [
    'docker -H tcp://192.0.2.1:2375 ps',
    'docker',
    { options: [{ name: '--host', value: 'tcp://192.0.2.1:2375' }], subcommand: 'ps' },
  ],
  [
    'docker run --rm -itv /:/host --privileged alpine chroot /host',
    'docker',
    {
      subcommand: 'run',
      flags: ['--rm', '--interactive', '--tty', '--volume', '--privileged'],
      operands: ['alpine', 'chroot', '/host'],
    },
  ],
  [
    'docker run --rm alpine echo --privileged',
    'docker',
    { flags: ['--rm'], operands: ['alpine', 'echo', '--privileged'] },
  ],
  ['docker container run --privileged alpine', 'docker', { subcommand: 'run', flags: ['--privileged'] }],
  [
    'podman exec --privileged -u 0 c sh',
    'podman',
    { subcommand: 'exec', flags: ['--privileged', '--user'], operands: ['c', 'sh'] },
  ],
  [
    'node --inspect=0.0.0.0:9229 server.js --inspect=no',
    'node',
    { options: [{ name: '--inspect', value: '0.0.0.0:9229' }] },
  ],
  [
    'java -agentlib:jdwp=transport=dt_socket,address=*:5005 -jar a.jar',
    'java',
    { flags: ['-agentlib:jdwp=transport=dt_socket,address=*:5005', '-jar'] },
  ],
  [
    'python3 -m http.server 8000 --directory / ',
    'python3',
    {
      options: [
        { name: '-m', value: 'http.server' },
        { name: '--directory', value: '/' },
      ],
      codeFrom: '',
    },
  ],
  ['php -S 0.0.0.0:8000', 'php', { options: [{ name: '-S', value: '0.0.0.0:8000' }] }],
  [
    './xmrig -o stratum+tcp://pool.example.invalid:3333 -u W',
    'xmrig',
    { urls: [expect.objectContaining({ scheme: 'stratum+tcp', host: 'pool.example.invalid' })] },
  ],
  [
    './renamed -o stratum+tcp://pool.example.invalid:3333',
    'renamed',
    { urls: [expect.objectContaining({ scheme: 'stratum+tcp' })], flags: ['-o'] },
  ],
  ['grep -rn "stratum+tcp" docs/', 'grep', { urls: [] }],
  ['ip route add blackhole 169.254.169.254', 'ip', { urls: [], subcommand: 'route' }],
  ['export PATH=/tmp/bin:$PATH', 'export', { settings: [{ name: 'PATH', value: '/tmp/bin:$PATH' }] }],
  ['set -x; echo "$TOKEN"', 'echo', { xtrace: true, usedVariables: ['TOKEN'] }],
  ['app >log 2>&1 &', 'app', { background: true, redirects: ['log'] }],
];

describe('facts that decide', () => {
  test.each(CASES)('%s (%s)', (script, program, expected) => {
    expect(factsOfProgram(script, program)).toMatchObject(expected);
  });
});
