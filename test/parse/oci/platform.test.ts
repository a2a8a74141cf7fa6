// Platforms are normalised as containerd does it, and the most able entry that runs is chosen.
import { expect, test } from 'vitest';
import type { Descriptor } from '../../../src/parse/oci/descriptor.ts';
import {
  choosePlatforms,
  normalisePlatform,
  parsePlatform,
  platformText,
  runnableEntries,
} from '../../../src/parse/oci/platform.ts';

test.each([
  ['Linux', 'x86_64', '', 'linux/amd64'],
  ['linux', 'amd64', 'v1', 'linux/amd64'],
  ['linux', 'amd64', 'V3', 'linux/amd64/v3'],
  ['linux', 'aarch64', '', 'linux/arm64'],
  ['linux', 'arm64', 'v8', 'linux/arm64'],
  ['linux', 'arm64', 'v9', 'linux/arm64/v9'],
  ['linux', 'arm', '', 'linux/arm/v7'],
  ['linux', 'armhf', '', 'linux/arm/v7'],
  ['linux', 'armel', '', 'linux/arm/v6'],
  ['linux', 'i686', '', 'linux/386'],
  ['macos', 'arm64', '', 'darwin/arm64'],
  ['constructor', '__proto__', 'valueOf', 'constructor/__proto__/valueof'],
])('%s %s %s is %s', (os, architecture, variant, text) => {
  expect(platformText(normalisePlatform(os, architecture, variant))).toBe(text);
});

test.each(['arm64', 'linux', '', 'linux/', 'linux/arm/v7/x', 'linux/a b', '/amd64'])('%j is refused', (text) => {
  expect(() => parsePlatform(text)).toThrow(/write os\/architecture/);
});

test.each([
  ['linux/arm64', ['linux/arm/v7', 'linux/arm64'], 'linux/arm64'],
  ['linux/arm64/v9', ['linux/arm64'], 'linux/arm64'],
  ['linux/arm', ['linux/arm/v5', 'linux/arm/v6', 'linux/arm/v8'], 'linux/arm/v6'],
  ['linux/amd64/v3', ['linux/amd64', 'linux/amd64/v2', 'linux/amd64/v4'], 'linux/amd64/v2'],
  ['linux/amd64', ['linux/amd64/v2', 'linux/amd64'], 'linux/amd64'],
])('of %s wanted and %j there, %s is taken', (wanted, there, taken) => {
  const entries = there.map((text) => ({ platform: parsePlatform(text) }));
  expect(choosePlatforms(entries, [wanted], 'app').map(({ platform }) => platformText(platform))).toEqual([taken]);
});

test.each([
  ['linux/arm64', ['linux/arm/v7']],
  ['linux/amd64', ['linux/amd64/v2']],
  ['linux/arm/v5', ['linux/arm/v6']],
  ['linux/constructor', ['linux/amd64']],
])('an image for %s is not among %j, and the error lists them', (wanted, there) => {
  const entries = there.map((text) => ({ platform: parsePlatform(text) }));
  expect(() => choosePlatforms(entries, [wanted], 'app')).toThrow(`it has ${there.join(', ')}`);
});

test('without a wish the usual platform is taken, else the only one, else the user has to choose', () => {
  const of = (...texts: string[]) => texts.map((text) => ({ platform: parsePlatform(text) }));
  const taken = (...texts: string[]) =>
    choosePlatforms(of(...texts), [], 'app').map((one) => platformText(one.platform));
  expect(taken('linux/arm64', 'linux/amd64')).toEqual(['linux/amd64']);
  expect(taken('linux/s390x')).toEqual(['linux/s390x']);
  expect(() => taken('linux/arm64', 'linux/s390x')).toThrow('--platform: linux/arm64, linux/s390x');
});

test('of two entries for one platform the first is taken', () => {
  const entries = ['first', 'second'].map((name) => ({ name, platform: parsePlatform('windows/amd64') }));
  expect(choosePlatforms(entries, ['windows/amd64'], 'app').map(({ name }) => name)).toEqual(['first']);
  expect(choosePlatforms(entries, 'all', 'app').map(({ name }) => name)).toEqual(['first', 'second']);
});

test('attestations and artifacts are not run; what names a real platform may be, whatever it calls itself', () => {
  const entry = (digest: string, more: Partial<Descriptor>): Descriptor => ({
    mediaType: '',
    digest,
    size: 1,
    annotations: {},
    artifactType: '',
    urls: [],
    ...more,
  });
  const reference = { 'vnd.docker.reference.type': 'attestation-manifest' };
  const unknown = normalisePlatform('unknown', 'unknown');
  const real = normalisePlatform('linux', 'amd64');
  const entries = [
    entry('attestation', { annotations: reference, platform: unknown }),
    entry('bare attestation', { annotations: reference }),
    entry('artifact', { artifactType: 'application/x-chart' }),
    entry('image', { platform: real }),
    entry('image without a platform', {}),
    entry('image in the clothes of an artifact', { platform: real, artifactType: 'application/x-chart' }),
    entry('image in the clothes of an attestation', { platform: real, annotations: reference }),
  ];
  expect(runnableEntries(entries).map(({ digest }) => digest)).toEqual([
    'image',
    'image without a platform',
    'image in the clothes of an artifact',
    'image in the clothes of an attestation',
  ]);
});
