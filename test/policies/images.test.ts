// Images on which checkers are easily wrong, judged by the rules that ship; and what controls of the benchmark say of them.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import type { ExampleImage, Rule } from '../../src/model/rule.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { replay } from '../../src/replay.ts';
import { judge } from '../../src/rules/judge.ts';
import { loadPolicies, type Policies } from '../../src/rules/load.ts';
import { judgeControls } from '../../src/score/controls.ts';
import { privateKey } from '../parse/secrets/samples.ts';
import { readExampleImage } from '../read-example-image.ts';
import { policyFolder, ruleText } from '../rules/policy-folder.ts';
import { rule } from '../rules/support.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let policies: Policies;
beforeAll(async () => {
  policies = await loadPolicies({ root, cwd: root });
});

async function verdictsOf(image: ExampleImage, profileId = 'default'): Promise<readonly Verdict[]> {
  const profile = policies.profiles.get(profileId);
  if (profile === undefined) throw new Error(`there is no profile ${profileId}`);
  const target = await readExampleImage(image);
  expect(target.errors).toEqual([]);
  return judge(policies.rules, [target], { profile, compiler: policies.compiler });
}

/** The rules that fail, each with the subjects and the severity. */
async function failuresOf(image: ExampleImage, profileId?: string): Promise<string[]> {
  const failed = (await verdictsOf(image, profileId)).filter(({ outcome }) => outcome === 'fail');
  return failed.map((verdict) => `${verdict.severity} ${verdict.rule} ${verdict.subject.name}`).sort();
}

/** The status of a control together with whether any of its rules failed, passed or is open. */
async function controlOf(id: string, image: ExampleImage) {
  const results = judgeControls(policies.frameworks, {
    verdicts: await verdictsOf(image),
    disabledRules: [],
    incomplete: false,
  });
  const found = results.find((result) => result.framework === 'cis-docker-1.6.0' && result.id === id);
  if (found === undefined) throw new Error(`there is no control ${id}`);
  return [found.status, found.evidence.unknown > 0 ? 'open' : 'decided'];
}

const healthy = { Test: ['CMD', '/app', 'health'] };
const good: ExampleImage = {
  name: 'registry.example.com/team/app:1.4.2',
  config: { User: '10001:10001', Entrypoint: ['/app'], Healthcheck: healthy, Env: ['PATH=/usr/bin'] },
  history: ['COPY app /app # buildkit', 'USER 10001:10001'],
  layers: [{ app: { mode: '755' }, 'etc/passwd': 'app:x:10001:10001::/:/sbin/nologin\n' }],
};

describe('a small image with one program', () => {
  it('has no finding, in the strictest profile either', async () => {
    expect(await failuresOf(good)).toEqual([]);
    expect(await failuresOf(good, 'strict')).toEqual([]);
  });

  it.each(['4.1', '4.6', '4.10', '5.7'])('passes control %s', async (id) => {
    expect(await controlOf(id, good)).toEqual(['pass', 'decided']);
  });

  it.each(['4.3', '4.8', '4.10', '5.7'])('leaves control %s open where only its configuration was read', async (id) => {
    const [status, evidence] = await controlOf(id, { ...good, configOnly: true });
    expect(evidence).toBe('open');
    expect(status).not.toBe('pass');
  });
});

describe('bits in an image of Debian', () => {
  const debian = {
    'etc/os-release': 'ID=debian\nVERSION_ID="13"\n',
    'usr/bin/su': { mode: '4755' },
    'usr/bin/sudo': { mode: '4755' },
    'usr/bin/find': { mode: '4755' },
    'var/lib/dpkg/status': 'Package: sudo\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n\n',
    'var/lib/dpkg/info/sudo.list': '/.\n/usr/bin/sudo\n',
  };
  const bits = /setuid|set-id|setgid|capability/;
  const about = async (image: ExampleImage, profile?: string) =>
    (await failuresOf(image, profile)).filter((text) => bits.test(text));

  it('are milder where a package brings them, and worst on a tool that does anything', async () => {
    expect(await about({ layers: [debian] })).toEqual([
      'critical setuid-interpreter /usr/bin/find',
      'low setuid-file /usr/bin/sudo',
    ]);
  });

  it('of the distribution are allowed by most profiles', async () => {
    const layers = [{ 'etc/os-release': debian['etc/os-release'], 'usr/bin/su': { mode: '4755' } }];
    expect(await about({ layers })).toEqual([]);
    expect(await about({ layers }, 'strict')).toEqual(['low set-id-programs-kept example']);
  });

  it('are gone when a later layer takes them away', async () => {
    const cleared = Object.fromEntries(['su', 'sudo', 'find'].map((name) => [`usr/bin/${name}`, { mode: '755' }]));
    expect(await about({ layers: [debian, cleared] }, 'strict')).toEqual([]);
  });
});

describe('a credential', () => {
  const secrets = async (image: ExampleImage) => (await failuresOf(image)).filter((text) => /secret/.test(text));

  it('counts in whatever layer it is', async () => {
    const layers = [{ 'app/key.pem': privateKey(), 'srv/key.pem': privateKey('EC ') }, { 'app/key.pem': null }];
    expect(await secrets({ layers })).toEqual([
      'high secret-in-image-file /srv/key.pem',
      'high secret-in-lower-layer /app/key.pem',
    ]);
    expect(await controlOf('4.10', { layers })).toEqual(['fail', 'decided']);
  });

  it('is told once where it stands in the environment and in the step that set it', async () => {
    const image = {
      config: { Env: ['DB_PASSWORD=hunter2-2f6b'] },
      history: ['ENV DB_PASSWORD=hunter2-2f6b'],
      configOnly: true,
    };
    expect(await secrets(image)).toEqual(['high secret-in-image-environment example']);
  });

  it('is never quoted in a verdict', async () => {
    const image = {
      config: { Env: ['DB_PASSWORD=hunter2-2f6b'], Labels: { token: '0123456789abcdef01' } },
      history: ['RUN |1 NPM_TOKEN=0123456789abcdef02 /bin/sh -c NPM_TOKEN=0123456789abcdef02 npm ci # buildkit'],
      layers: [{ 'app/.env': 'API_TOKEN=0123456789abcdef03\n', 'usr/bin/x': { mode: '4755' } }],
    };
    const said = (await verdictsOf(image))
      .map(({ message, missing }) => `${message} ${JSON.stringify(missing)}`)
      .join('\n');
    expect(said).not.toMatch(/hunter2|0123456789abcdef/);
    expect(said).toContain('NPM_TOKEN=***');
  });

  it('does not stand in a public key, a certificate, or names that only look like one', async () => {
    const image = {
      config: {
        Env: [
          'KEYCLOAK_VERSION=26',
          'COMPASS_URL=http://compass',
          'ACCESS_LOG=/var/log/access.log',
          'GPG_KEY=A035C8C19219BA82',
        ],
      },
      layers: [
        {
          'root/.ssh/id_rsa.pub': 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 bot\n',
          'etc/ssl/ca.pem':
            '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----\n',
          'app/pub.pem':
            '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0123456789abcdef\n-----END PUBLIC KEY-----\n',
        },
      ],
    };
    expect(await secrets(image)).toEqual([]);
  });
});

it('a finding about a file names the layer that gave it its state, not the one that brought it', async () => {
  const image = {
    history: ['COPY tool /usr/bin/ # buildkit', 'RUN /bin/sh -c chmod u+s /usr/bin/tool # buildkit'],
    layers: [{ 'usr/bin/tool': { mode: '755' } }, { 'usr/bin/tool': { mode: '4755' } }],
  };
  const [failed] = (await verdictsOf(image)).filter(({ rule: id }) => id === 'setuid-file');
  expect(failed?.message).toContain('It comes from: RUN chmod u+s /usr/bin/tool');
});

describe('a rule that asks for files by their path', () => {
  const own = (files: readonly string[]): Rule =>
    rule({
      id: 'open-settings',
      subject: 'file',
      files,
      where: 'glob(file.path, "/etc/app/*.conf")',
      deny: '!file.modeText.endsWith("0")',
      examples: [
        {
          image: {
            layers: [
              {
                'etc/app/a.conf': { mode: '644' },
                'etc/app/b.conf': { mode: '640' },
                'etc/other.conf': { mode: '644' },
              },
            ],
          },
          denies: ['/etc/app/a.conf'],
        },
      ],
    });

  it('gets them although nothing else is to be said of them', async () => {
    const { where = '', deny } = own([]);
    const scope = { subject: 'file' } as const;
    await policies.compiler.prepare([where, deny].map((text) => ({ text, scope })));
    expect(await replay([own(['/etc/app/*.conf'])], policies)).toEqual([]);
    expect((await replay([own([])], policies)).map(({ got }) => got)).toContain('denied none, unknown none');
  });

  it('must be about files', async () => {
    const folder = policyFolder();
    try {
      folder.write('own/wants-files.yaml', ruleText('acme/wants-files', { files: '[/etc/*]' }));
      const loading = loadPolicies({ root: folder.root, cwd: folder.root, ruleFolders: ['own'] });
      await expect(loading).rejects.toThrow(UsageError);
      await expect(loading).rejects.toThrow('only a rule about files may ask for paths');
    } finally {
      folder.remove();
    }
  });
});
