import { describe, expect, test } from 'vitest';
import type { SourceImage } from '../../../../src/model/image-source.ts';
import { imageOf, readTarImage } from '../../../read-tar-image.ts';

async function imageWith(config: object, more: Partial<SourceImage> = {}) {
  return imageOf(await readTarImage([{ app: 'x' }], { config, ...more }));
}

describe('the health check of an image', () => {
  const check = (test: unknown, format: 'docker' | 'oci' = 'docker') =>
    imageWith({ config: test === undefined ? {} : { Healthcheck: { Test: test } } }, { format });

  test.each([
    [['CMD-SHELL', 'curl -f http://localhost'], 'defined', ['CMD-SHELL', 'curl -f http://localhost']],
    [['CMD', '/check'], 'defined', ['CMD', '/check']],
    [['NONE'], 'disabled', []],
    [['none'], 'disabled', []],
    [[], 'none', []],
    [null, 'none', []],
    [undefined, 'none', []],
  ])('%j', async (words, healthcheck, healthcheckTest) => {
    expect((await check(words)).facts).toMatchObject({ healthcheck, healthcheckTest });
  });

  test('is not known from an OCI image that has none, for it has no place for one', async () => {
    const { facts, absences } = await check(undefined, 'oci');
    expect(facts).not.toHaveProperty('healthcheck');
    expect(absences.healthcheck?.reason).toBe('an OCI image has no place for a health check');
    expect((await check(['CMD', '/check'], 'oci')).facts.healthcheck).toBe('defined');
  });
});

describe('the age of an image', () => {
  test.each([
    ['2026-08-02T10:00:00.123Z', 30],
    ['2026-09-01T00:00:00Z', 0],
  ])('%s', async (created, ageDays) => {
    expect((await imageWith({ created })).facts).toMatchObject({ created, ageDays });
  });

  test.each([
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:01Z',
    '1980-01-01T00:00:00Z',
    'yesterday',
    '2026-13-45T00:00:00Z',
    '',
  ])('is not known from a made-up day: %j', async (created) => {
    const { facts, absences } = await imageWith({ created });
    expect(facts).not.toHaveProperty('ageDays');
    expect(absences.ageDays?.reason).toContain('the image');
  });

  test('is that of the newest step where the day of the image is made up', async () => {
    const history = [
      '2026-08-22T00:00:00Z',
      '2026-13-45T00:00:00Z',
      '1970-01-01T00:00:00Z',
      '2026-08-01T00:00:00Z',
    ].map((created) => ({
      created,
    }));
    const { facts } = await imageWith({ created: '1970-01-01T00:00:00Z', history });
    expect(facts.ageDays).toBe(10);
    expect(facts).not.toHaveProperty('created');
  });
});

test('the base is what the annotation names, else what the builder said, never a label', async () => {
  const config = {
    config: { Labels: { 'org.opencontainers.image.base.name': 'docker.io/library/debian:12' } },
    history: [{ comment: 'FROM registry.example.com/base:2' }],
  };
  expect((await imageWith(config)).facts.baseName).toBe('registry.example.com/base:2');
  const annotations = { 'org.opencontainers.image.base.name': 'registry.example.com/team/base:1' };
  expect((await imageWith(config, { annotations })).facts.baseName).toBe('registry.example.com/team/base:1');
  expect((await imageWith({})).facts.baseName).toBe('');
});

test('a root file system has no configuration, and every fact of one is absent with a reason', async () => {
  const { facts, absences } = imageOf(await readTarImage([{ app: 'x' }], { config: undefined }));
  for (const field of ['user', 'uid', 'entrypoint', 'healthcheck', 'created'] as const) {
    expect(facts).not.toHaveProperty(field);
    expect(absences[field]?.reason).toBe('a root file system has no configuration');
  }
});

describe('the distribution of an image', () => {
  test.each([
    [{ 'etc/os-release': 'ID="rhel"\nVERSION_ID="9.4"\nPRETTY_NAME="Red Hat"\n' }, ['rhel', '9.4', 'Red Hat']],
    [
      { 'usr/lib/os-release': 'ID=debian\nPRETTY_NAME="Distroless"\n', 'etc/debian_version': '12.5\n' },
      ['debian', '12', 'Distroless'],
    ],
    [
      { 'etc/os-release': 'ID=debian\nNAME="Debian"\n', 'etc/debian_version': 'trixie/sid\n' },
      ['debian', '', 'Debian'],
    ],
    [{ 'etc/os-release': 'NAME=Odd\n' }, ['linux', '', 'Odd']],
    [{ 'etc/alpine-release': '3.20.3\n' }, ['alpine', '3.20.3', 'Alpine Linux 3.20.3']],
    [
      { 'etc/redhat-release': 'CentOS Linux release 7.9.2009 (Core)\n' },
      ['centos', '7.9.2009', 'CentOS Linux release 7.9.2009 (Core)'],
    ],
    [
      { 'etc/redhat-release': 'Red Hat Enterprise Linux Server release 6.10 (Santiago)' },
      ['rhel', '6.10', 'Red Hat Enterprise Linux Server release 6.10 (Santiago)'],
    ],
    [{ 'bin/busybox': 'x' }, ['busybox', '', 'BusyBox']],
    [{ app: 'x' }, ['', '', '']],
  ])('%j', async (files, expected) => {
    const { facts } = imageOf(await readTarImage([files]));
    expect([facts.distribution, facts.distributionVersion, facts.distributionName]).toEqual(expected);
  });

  test('is found through the link that most have', async () => {
    const { facts } = imageOf(
      await readTarImage([
        [
          { path: 'etc/os-release', type: '2', linkName: '../usr/lib/os-release' },
          { path: 'usr/lib/os-release', body: 'ID=wolfi\nVERSION_ID=20230201\n' },
        ],
      ]),
    );
    expect(facts).toMatchObject({ distribution: 'wolfi', distributionVersion: '20230201', pastEndOfLife: false });
  });
});
