// Which distribution an image is of, by the files that real ones hold.
import { describe, expect, test } from 'vitest';
import { readDistribution } from '../../../../src/inputs/image/facts/distribution.ts';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { mergeLayers } from '../../../../src/inputs/image/layers/merge-layers.ts';
import { scanLayer } from '../../../../src/inputs/image/layers/scan-layer.ts';
import { systemFilesReader } from '../../../../src/inputs/image/readers/system-files.ts';
import { type TarPart, tarBytes } from '../../../tar-bytes.ts';
import { file, link } from '../layers/layers.ts';

/** Read through the reader of the product, so that what it does not keep is not there either. */
async function distributionOf(...parts: readonly TarPart[]) {
  const bytes = tarBytes(parts);
  const layer = await scanLayer({ kind: 'bytes', bytes }, { readers: [systemFilesReader], limits: DEFAULT_LIMITS });
  return readDistribution(mergeLayers([layer]));
}

const osRelease = (text: string) => file('usr/lib/os-release', text);
const linked = link('etc/os-release', '../usr/lib/os-release');

describe('os-release', () => {
  test('is mostly a link, and says it all', async () => {
    const text = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n';
    expect(await distributionOf(linked, osRelease(text), file('etc/debian_version', '12.9\n'))).toEqual({
      id: 'debian',
      version: '12',
      name: 'Debian GNU/Linux',
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
    });
  });

  test('is found without the link', async () => {
    expect(await distributionOf(osRelease('ID=alpine\nVERSION_ID=3.20.3\n'))).toMatchObject({
      id: 'alpine',
      version: '3.20.3',
    });
  });

  test('is found in a store to which the link leads', async () => {
    const store = 'nix/store/abc-os-release/etc/os-release';
    expect(await distributionOf(link('etc/os-release', `/${store}`), file(store, 'ID=nixos\n'))).toMatchObject({
      id: 'nixos',
    });
  });

  test('in /etc outweighs the one of the vendor', async () => {
    expect(
      await distributionOf(file('etc/os-release', 'ID=ours\n'), osRelease('ID=debian\nVERSION_ID=12\n')),
    ).toMatchObject({ id: 'ours', version: '' });
  });

  test('of an old distroless image names no version, which debian_version does', async () => {
    const text = 'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\n';
    expect(await distributionOf(osRelease(text), file('etc/debian_version', '11.6\n'))).toMatchObject({
      id: 'debian',
      version: '11',
      prettyName: 'Distroless',
    });
    expect(await distributionOf(osRelease(text), file('etc/debian_version', 'trixie/sid\n'))).toMatchObject({
      version: '',
    });
  });

  test('without an ID is `linux`, also where it cannot be read', async () => {
    expect(await distributionOf(osRelease('NAME=Ours\n'))).toMatchObject({ id: 'linux', name: 'Ours' });
    const elsewhere = link('etc/os-release', '/opt/os');
    expect(
      await distributionOf(elsewhere, file('opt/os', 'ID=debian\nVERSION_ID=12\n'), file('bin/busybox', 'x')),
    ).toMatchObject({ id: 'linux', version: '' });
  });

  test('of a distribution from an index of names that objects have', async () => {
    expect(await distributionOf(osRelease('ID=__proto__\nVERSION_ID=1\n'))).toMatchObject({ id: '__proto__' });
  });
});

describe('without os-release', () => {
  test.each([
    ['redhat-release', 'CentOS release 6.10 (Final)', 'centos', '6.10'],
    ['redhat-release', 'Red Hat Enterprise Linux Server release 6.10 (Santiago)', 'rhel', '6.10'],
    ['centos-release', 'CentOS Linux release 7.9.2009 (Core)', 'centos', '7.9.2009'],
    ['oracle-release', 'Oracle Linux Server release 6.10', 'ol', '6.10'],
    ['system-release', 'Amazon Linux AMI release 2018.03', 'amzn', '2018.03'],
    ['rocky-release', 'Rocky Linux release 9.3 (Blue Onyx)', 'rocky', '9.3'],
    ['redhat-release', 'constructor release 1', 'constructor', '1'],
    ['alpine-release', '3.4.6', 'alpine', '3.4.6'],
    ['debian_version', '6.0.10', 'debian', '6'],
  ])('%s: %s', async (name, line, id, version) => {
    expect(await distributionOf(file(`etc/${name}`, `${line}\n`))).toMatchObject({ id, version });
  });

  test('a relation is not taken for the distribution', async () => {
    expect(
      await distributionOf(
        file('etc/redhat-release', 'Red Hat Enterprise Linux Server release 6.10 (Santiago)\n'),
        file('etc/oracle-release', 'Oracle Linux Server release 6.10\n'),
      ),
    ).toMatchObject({ id: 'ol' });
  });

  test('BusyBox alone is one, and none beside a database of packages', async () => {
    expect(await distributionOf(file('bin/busybox', 'x'))).toMatchObject({ id: 'busybox' });
    expect(await distributionOf(file('bin/busybox', 'x'), file('lib/apk/db/installed', ''))).toMatchObject({ id: '' });
    expect(await distributionOf(file('app', 'x'))).toEqual({ id: '', version: '', name: '', prettyName: '' });
  });
});
