// An image with one plant for every question that rules ask of images, and clean look-alikes beside them.
import { createHash } from 'node:crypto';
import { writeArchive, writeLayer } from '../../src/example-tar.ts';
import type { ExampleFile } from '../../src/model/rule.ts';

/** Made at run time, so that no scanner of this repository takes it for a live one. */
const KEY = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
const KEY_END = ['-----END', 'PRIVATE KEY-----'].join(' ');
const body = Array.from({ length: 8 }, (_, line) =>
  createHash('sha512').update(`${line}`).digest('base64').slice(0, 64),
);
export const privateKey = `${[KEY, ...body, KEY_END].join('\n')}\n`;
export const accessKey = `AKIA${createHash('sha256')
  .update('access')
  .digest('hex')
  .toUpperCase()
  .replace(/[^A-Z2-7]/g, 'Q')
  .slice(0, 16)}`;
export const secretKey = createHash('sha512')
  .update('secret')
  .digest('base64')
  .replace(/[^A-Za-z0-9]/g, 'x')
  .slice(0, 40);

const OS_RELEASE =
  'ID=debian\nVERSION_ID="11"\nNAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 11 (bullseye)"\n';

const layers: readonly Readonly<Record<string, ExampleFile>>[] = [
  {
    'etc/os-release': { link: '../usr/lib/os-release' },
    'usr/lib/os-release': OS_RELEASE,
    'etc/passwd': 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/app:/bin/sh\n',
    'etc/group': 'root:x:0:\napp:x:1000:\n',
    'etc/shadow': { text: 'root:*:1:0:99999:7:::\napp:!:1:0:99999:7:::\n', mode: '0640' },
    'usr/bin/su': { text: '\u007fELF', mode: '4755' },
    'bin/sh': { text: '\u007fELF', mode: '0755' },
    'var/lib/dpkg/status':
      'Package: bash\nStatus: install ok installed\nVersion: 5.1-2\nArchitecture: amd64\n\nPackage: gone\nStatus: deinstall ok config-files\nVersion: 1\nArchitecture: all\n',
    'tmp/': { mode: '1777' },
    'usr/share/doc/example/key.pem': `${KEY}\nexample\n${KEY_END}\n`,
    'app/id_rsa.pub': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample app\n',
  },
  {
    'root/.ssh/id_ed25519': { text: privateKey, mode: '0600' },
    'root/.aws/credentials': `[default]\naws_access_key_id = ${accessKey}\naws_secret_access_key = ${secretKey}\n`,
    'opt/tool': { text: '\u007fELF', mode: '4755' },
    'opt/gone': { text: '\u007fELF', mode: '4755' },
    'opt/net': { text: '\u007fELF', mode: '0755', capabilities: ['NET_ADMIN'] },
    'opt/scratch/': { mode: '0777' },
    'dev/kvm2': { device: 'char 10:232', mode: '0666' },
  },
  {
    'root/.ssh/id_ed25519': null,
    'root/.aws/.wh..wh..opq': '',
    'opt/gone': null,
    'etc/sudoers.d/app': 'app ALL=(ALL) NOPASSWD: ALL\n',
    'usr/bin/gcc': { text: '\u007fELF', mode: '0755' },
    'app/node_modules/left-pad/package.json': '{"name":"left-pad","version":"1.3.0","license":"MIT"}',
  },
];

export interface PlantedImage {
  /** A docker archive, as `docker save` of today writes it. */
  readonly archive: Buffer;
  readonly name: string;
}

/** Writes the archive. */
export function writePlantedImage(): PlantedImage {
  const name = 'registry.example.com/team/planted:1.4';
  const tars = layers.map(writeLayer);
  const created = '2026-05-01T00:00:00Z';
  const step = (created_by: string, empty_layer = false) => ({
    created,
    created_by,
    ...(empty_layer ? { empty_layer } : {}),
  });
  const config = json({
    created,
    os: 'linux',
    architecture: 'amd64',
    config: {
      User: 'app',
      Env: ['PATH=/usr/local/bin:/usr/bin:/bin', `DB_PASSWORD=${secretKey.slice(0, 20)}`],
      Entrypoint: ['/bin/sh', '-c', 'exec /opt/tool'],
      ExposedPorts: { '22/tcp': {} },
      Healthcheck: { Test: ['CMD', '/opt/tool', 'check'] },
    },
    rootfs: { type: 'layers', diff_ids: tars.map((tar) => `sha256:${hex(tar)}`) },
    history: [
      step('/bin/sh -c #(nop) ADD file:base in / '),
      step('COPY secrets /root/ # buildkit'),
      step('ENV DB_PASSWORD=***', true),
      step('RUN /bin/sh -c rm -rf /root/.ssh /root/.aws && apt-get install -y gcc # buildkit'),
    ],
  });
  const manifest = [
    { Config: `${hex(config)}.json`, RepoTags: [name], Layers: tars.map((tar) => `${hex(tar)}/layer.tar`) },
  ];
  const members = new Map([
    [`${hex(config)}.json`, config],
    ...tars.map((tar) => [`${hex(tar)}/layer.tar`, tar] as const),
    ['manifest.json', json(manifest)],
  ]);
  return { archive: writeArchive(members), name };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
