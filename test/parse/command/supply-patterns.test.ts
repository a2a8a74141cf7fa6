// Commands that fetch, verify and install: options that switch checks off, addresses, and packages.
import { describe, expect, test } from 'vitest';
import type { CommandFacts } from '../../../src/parse/command/reading.ts';
import { factsOfProgram, optionsOf } from './read.ts';

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

const HOSTS: readonly (readonly [script: string, host: string, credentials: boolean])[] = [
  ['curl -s http://169.254.169.254/latest/', '169.254.169.254', false],
  ['curl http://2852039166/latest/', '169.254.169.254', false],
  ['curl http://0xA9FEA9FE/', '169.254.169.254', false],
  ['curl http://0251.254.43518/', '169.254.169.254', false],
  ['curl 169.254.169.254/latest', '169.254.169.254', false],
  ['curl http://[FD00:EC2::254]/latest', 'fd00:ec2::254', false],
  ['curl https://Meta.Example.Invalid.:8443/x', 'meta.example.invalid', false],
  ['curl https://u:secret@x.example.invalid/', 'x.example.invalid', true],
  ['curl "https://u:$PASS@x.example.invalid/"', 'x.example.invalid', false],
  ['curl https://u@x.example.invalid/', 'x.example.invalid', false],
  ['pip install git+https://git.example.invalid/r', 'git.example.invalid', false],
  ['pip install --index-url=https://pypi.example.invalid/s a', 'pypi.example.invalid', false],
  ['curl "https://$HOST/x"', '', false],
  ['curl -L "https://x.example.invalid/tool-$(uname -s).tgz"', 'x.example.invalid', false],
];

test.each(HOSTS)('address: %s', (script, host, credentials) => {
  const program = script.split(' ')[0] ?? '';
  expect(factsOfProgram(script, program).urls).toMatchObject([{ host, credentials }]);
});

test('an address keeps the substitution that stands in it', () => {
  const [url] = factsOfProgram('curl -L "https://x.example.invalid/a-$(uname -s).tgz?b"', 'curl').urls;
  expect(url?.text).toBe('https://x.example.invalid/a-$(uname -s).tgz?b');
});

const PACKAGES: readonly (readonly [script: string, manager: string, packages: string[], unpinned: string[]])[] = [
  ['apt-get install -y --no-install-recommends curl=7.88.1-10 git ./x.deb "$PKGS"', 'apt', ['curl', 'git'], ['git']],
  ['apt install -t bookworm-backports curl', 'apt', ['curl'], ['curl']],
  ['apk add --no-cache -t .deps a=1.2-r0 b~1.2 c', 'apk', ['a', 'b', 'c'], ['c']],
  [
    'dnf -y install nginx-1.20.1-10.el9 java-11-openjdk gcc-12.2.1',
    'dnf',
    ['nginx', 'java-11-openjdk', 'gcc'],
    ['java-11-openjdk'],
  ],
  ['microdnf install -y shadow-utils', 'microdnf', ['shadow-utils'], ['shadow-utils']],
  ['pacman -Sy --noconfirm git', 'pacman', ['git'], ['git']],
  ['pacman -Ss git', 'pacman', [], []],
  [
    'pip install a==1.0 "b>=2" c[x] "d~=1.1" . ./e git+https://g.example.invalid/r -r r.txt',
    'pip',
    ['a', 'b', 'c', 'd'],
    ['b', 'c'],
  ],
  ['uv pip install --system a', 'pip', ['a'], ['a']],
  ['npm install -g @scope/a@1.2.3 @scope/b c@latest', 'npm', ['@scope/a', '@scope/b', 'c'], ['@scope/b', 'c']],
  ['npm ci', 'npm', [], []],
  ['yarn global add a@1.0.0 b', 'yarn', ['a', 'b'], ['b']],
  ['gem install rails -v 7.0.1', 'gem', ['rails'], []],
  ['gem install rails:7.0.1 rake', 'gem', ['rails', 'rake'], ['rake']],
  [
    'go install example.invalid/a/cmd@v1.2.3 example.invalid/b@latest',
    'go',
    ['example.invalid/a/cmd', 'example.invalid/b'],
    ['example.invalid/b'],
  ],
  ['apt-get update', 'apt', [], []],
];

test.each(PACKAGES)('packages: %s', (script, packageManager, packages, unpinnedPackages) => {
  expect(factsOfProgram(script, script.split(' ')[0] ?? '')).toMatchObject({
    packageManager,
    packages,
    unpinnedPackages,
  });
});

test('tar reads its old clusters, and options of a subcommand are its own', () => {
  expect(optionsOf(factsOfProgram('tar xzfC a.tgz /opt b', 'tar'))).toEqual({
    '--extract': '',
    '--gzip': '',
    '--file': 'a.tgz',
    '--directory': '/opt',
  });
  expect(optionsOf(factsOfProgram('zypper install -r repo x', 'zypper'))).toEqual({ '--repo': 'repo' });
});
