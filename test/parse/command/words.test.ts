// What stands in the words of a command: addresses, packages, and options of many spellings.
import { expect, test } from 'vitest';
import { factsOfProgram, optionsOf } from './read.ts';

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
  ['PIP_INDEX_URL=http://u:pw@p.example.invalid/s pip install a', 'p.example.invalid', true],
  ['pip install --index-url=https://pypi.example.invalid/s a', 'pypi.example.invalid', false],
  ['curl "https://$HOST/x"', '', false],
  ['curl -L "https://x.example.invalid/tool-$(uname -s).tgz"', 'x.example.invalid', false],
];

test.each(HOSTS)('address: %s', (script, host, credentials) => {
  const program = script.split(' ').find((word) => !word.includes('=')) ?? '';
  expect(factsOfProgram(script, program).urls).toMatchObject([{ host, credentials }]);
});

test('an address keeps the substitution that stands in it', () => {
  const [url] = factsOfProgram('curl -L "https://x.example.invalid/a-$(uname -s).tgz?b"', 'curl').urls;
  expect(url?.text).toBe('https://x.example.invalid/a-$(uname -s).tgz?b');
});

const PACKAGES: readonly (readonly [script: string, manager: string, packages: string[], unpinned: string[]])[] = [
  ['apt-get install -y --no-install-recommends curl=7.88.1-10 git ./x.deb "$PKGS"', 'apt', ['curl', 'git'], ['git']],
  [
    'apt install -t bookworm-backports curl libc6:amd64 vim/sid',
    'apt',
    ['curl', 'libc6', 'vim'],
    ['curl', 'libc6', 'vim'],
  ],
  ['apk add --no-cache -t .deps a=1.2-r0 b~1.2 c d@edge', 'apk', ['a', 'b', 'c', 'd'], ['c', 'd']],
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
