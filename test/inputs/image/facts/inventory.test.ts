import { describe, expect, test } from 'vitest';
import { readRpmSqlite } from '../../../../src/parse/packages/rpm-sqlite.ts';
import { imageOf, packagesOf, readTarImage, type TestLayer } from '../../../read-tar-image.ts';
import { ndbOf, rpmFixture } from '../../../rpm-fixtures.ts';
import type { TarPart } from '../../../tar-bytes.ts';

const STATUS = 'var/lib/dpkg/status';

function stanza(name: string, version: string, more = ''): string {
  return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n${more}`;
}

const DEBIAN = { 'etc/os-release': 'ID=debian\nVERSION_ID="12"\n' };

/** The only image and its packages. */
async function inventoryOf(...layers: readonly TestLayer[]) {
  const reading = await readTarImage(layers);
  const image = imageOf(reading).facts;
  const packages = packagesOf(reading);
  return {
    image,
    packages,
    names: packages.map(({ name, version }) => `${name} ${version}`),
    subjects: reading.subjects,
  };
}

describe('packages of dpkg', () => {
  test('are those that are there, with the source they were built from', async () => {
    const text = [
      stanza('libmount1', '2.41.5-0+deb13u1+b1', 'Source: util-linux (2.41.5-0+deb13u1)\n'),
      'Package: gone\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1\n',
      'Package: never\nStatus: purge ok not-installed\nArchitecture: amd64\nVersion: 1\n',
      'Package: kept\nStatus: hold ok installed\nArchitecture: all\nVersion: 1:2-3\n',
      'package: half\nstatus: install ok half-configured\nArchitecture: amd64\nversion: 4\nDescription: one\n Version: 9\n',
    ].join('\n \n');
    const { packages, image } = await inventoryOf({ ...DEBIAN, [STATUS]: text });
    expect(packages.map(({ name, version, source, sourceVersion }) => [name, version, source, sourceVersion])).toEqual([
      ['libmount1', '2.41.5-0+deb13u1+b1', 'util-linux', '2.41.5-0+deb13u1'],
      ['kept', '1:2-3', 'kept', '1:2-3'],
      ['half', '4', 'half', '4'],
    ]);
    expect(packages.map(({ purl }) => purl)).toEqual([
      'pkg:deb/debian/libmount1@2.41.5-0%2Bdeb13u1%2Bb1?arch=amd64&distro=debian-12&upstream=util-linux%402.41.5-0%2Bdeb13u1',
      'pkg:deb/debian/kept@1:2-3?arch=all&distro=debian-12',
      'pkg:deb/debian/half@4?arch=amd64&distro=debian-12',
    ]);
    expect(image).toMatchObject({ packageFormat: 'dpkg', packageCount: 3, packageDatabaseRemoved: false });
  });

  test('of a distroless image lie in files of their own, and the higher layer knows what is there', async () => {
    const plain = (name: string, version: string) => `Package: ${name}\nVersion: ${version}\nArchitecture: amd64\n`;
    const folder = 'var/lib/dpkg/status.d';
    const { names } = await inventoryOf(
      {
        [`${folder}/base-files`]: plain('base-files', '12'),
        [`${folder}/base-files.md5sums`]: `${'0'.repeat(32)}  etc/issue\n`,
        [`${folder}/libc6`]: plain('libc6', '2.36-9'),
        [`${folder}/tzdata`]: plain('tzdata', '2024a'),
      },
      { [STATUS]: `${stanza('libc6', '2.36-10')}\n${stanza('jq', '1.6')}` },
      { [`${folder}/tzdata`]: plain('tzdata', '2026b') },
    );
    expect(names.sort()).toEqual(['base-files 12', 'jq 1.6', 'libc6 2.36-10', 'tzdata 2026b']);
  });

  test('of one name and two architectures are two, and each has an id of its own', async () => {
    const other = stanza('zlib1g', '1').replace('amd64', 'i386');
    const { subjects } = await inventoryOf({ [STATUS]: `${stanza('zlib1g', '1')}\n${other}` });
    const ids = subjects.filter(({ kind }) => kind === 'package').map(({ id }) => id);
    expect(ids).toEqual(['test:deb/zlib1g:amd64', 'test:deb/zlib1g:i386']);
  });
});

describe('the package that owns a program', () => {
  const program = (path: string): TarPart => ({ path, mode: 0o755, body: 'x' });

  test('is found whether /bin is a link or not, and through diversions', async () => {
    const { image } = await inventoryOf([
      { path: 'bin', type: '2', linkName: 'usr/bin' },
      { path: STATUS, body: stanza('bash', '5') },
      { path: 'var/lib/dpkg/info/bash.list', body: '/.\n/bin\n/bin/bash\n' },
      { path: 'var/lib/dpkg/info/dash:amd64.list', body: '/.\n/usr/bin/dash\n/usr/bin/sh\n' },
      { path: 'var/lib/dpkg/info/shim.list', body: '/.\n/usr/bin/sh\n' },
      { path: 'var/lib/dpkg/diversions', body: '/usr/bin/sh\n/usr/bin/sh.distrib\nshim\n/usr/bin/x\n/usr/bin/y\n:\n' },
      ...['bash', 'dash', 'sh', 'sh.distrib', 'mine'].map((name) => program(`usr/bin/${name}`)),
    ]);
    expect(image.programs?.map(({ name, package: owner }) => [name, owner])).toEqual([
      ['bash', 'bash'],
      ['dash', 'dash'],
      ['mine', ''],
      ['sh', 'shim'],
      ['sh.distrib', 'dash'],
    ]);
  });

  test('is the last whose list names the file, whichever way the lists spell it', async () => {
    const { image } = await inventoryOf([
      { path: 'usr/sbin', type: '2', linkName: 'bin' },
      { path: STATUS, body: stanza('one', '5') },
      { path: 'var/lib/dpkg/info/one.list', body: '/.\n/bin\n/bin/a\n/usr/sbin/b\n/sbin/c\n/usr/bin/d' },
      {
        path: 'var/lib/dpkg/info/two.list',
        body: '/usr/bin/a\n/usr/bin/b/\nusr/bin/c\n/usr/bin/dd\n\n/\n/usr/bin/é\n',
      },
      ...['a', 'b', 'c', 'd', 'é'].map((name) => program(`usr/bin/${name}`)),
    ]);
    expect(image.programs?.map(({ name, package: owner }) => [name, owner])).toEqual([
      ['a', 'two'],
      ['b', 'one'],
      ['c', 'one'],
      ['d', 'one'],
      ['é', 'two'],
    ]);
  });

  test('of apk and of rpm is known too, with /usr/sbin a link to /usr/bin', async () => {
    const apk = await inventoryOf([
      { path: 'lib/apk/db/installed', body: 'P:busybox\nV:1.36-r1\nA:x86_64\nF:bin\nR:busybox\nF:\nR:init\n\n' },
      program('bin/busybox'),
    ]);
    expect(apk.image.programs).toEqual([{ name: 'busybox', path: '/bin/busybox', package: 'busybox' }]);
    const rpm = await inventoryOf([
      { path: 'usr/sbin', type: '2', linkName: 'bin' },
      { path: 'var/lib/rpm/rpmdb.sqlite', body: rpmFixture('rpmdb.sqlite') },
      program('usr/bin/rigging'),
    ]);
    expect(rpm.image.programs).toEqual([{ name: 'rigging', path: '/usr/bin/rigging', package: 'rigging' }]);
  });
});

test('packages of apk are read without the groups that are none', async () => {
  const text = [
    'C:Q1abc=\nP:libcrypto3\nV:3.3.2-r0\nA:x86_64\nL:Apache-2.0\no:openssl\np:so:libcrypto.so.3=3\nF:usr/lib\nR:libcrypto.so.3\na:0:0:755',
    'P:.build-deps\nV:20260101.000000\nA:noarch',
    'P:broken',
  ].join('\n\n');
  const { packages } = await inventoryOf({
    'etc/os-release': 'ID=alpine\nVERSION_ID=3.20.3\n',
    'usr/lib/apk/db/installed': text,
  });
  expect(packages).toMatchObject([
    {
      name: 'libcrypto3',
      source: 'openssl',
      license: 'Apache-2.0',
      purl: 'pkg:apk/alpine/libcrypto3@3.3.2-r0?arch=x86_64&distro=alpine-3.20.3&upstream=openssl',
    },
  ]);
});

describe('packages of rpm', () => {
  const release = { 'etc/os-release': 'ID="rhel"\nVERSION_ID="9.4"\n' };
  const rpm = 'usr/lib/sysimage/rpm';

  test('are read from SQLite with its log', async () => {
    const { packages, image } = await inventoryOf({
      ...release,
      [`${rpm}/rpmdb.sqlite`]: rpmFixture('rpmdb.sqlite'),
      [`${rpm}/rpmdb.sqlite-wal`]: rpmFixture('rpmdb.sqlite-wal'),
    });
    expect(image).toMatchObject({ packageFormat: 'rpm', packageCount: 3 });
    expect(packages.map(({ purl }) => purl)).toEqual([
      'pkg:rpm/redhat/rope@0.9~rc1-3.el9?arch=noarch&distro=rhel-9.4&rpmmod=sails:2:20260801:abc123&upstream=rigging-1.2.0-3.el9.src.rpm',
      'pkg:rpm/redhat/rigging@1.2.0-3.el9?arch=noarch&distro=rhel-9.4&epoch=2&rpmmod=sails:2:20260801:abc123&upstream=rigging-1.2.0-3.el9.src.rpm',
      'pkg:rpm/redhat/mast@1.2.0-3.el9?arch=noarch&distro=rhel-9.4&upstream=mast-1.2.0-3.el9.src.rpm',
    ]);
  });

  test('are read from the database that holds some, where a newer one lies empty beside it', async () => {
    const headers = readRpmSqlite(rpmFixture('rpmdb.sqlite')).blobs;
    for (const [name, bytes] of [
      ['Packages.db', ndbOf(headers)],
      ['Packages', rpmFixture('packages-little.bdb')],
    ] as const) {
      const files = { [`${rpm}/rpmdb.sqlite`]: '', [`var/lib/rpm/${name}`]: bytes };
      const { names, packages } = await inventoryOf(files);
      expect(names.sort()).toEqual(['rigging 2:1.2.0-3.el9', 'rope 0.9~rc1-3.el9']);
      expect(packages[0]?.path).toBe(`/var/lib/rpm/${name}`);
    }
  });

  test('of several versions each have an id of their own', async () => {
    const [, rope = new Uint8Array()] = readRpmSqlite(rpmFixture('rpmdb.sqlite')).blobs;
    const { subjects } = await inventoryOf({ 'var/lib/rpm/Packages.db': ndbOf([rope, rope]) });
    const ids = subjects.filter(({ kind }) => kind === 'package').map(({ id }) => id);
    expect(ids).toEqual(['test:rpm/rope:noarch', 'test:rpm/rope:noarch (2)']);
  });

  test('are those of the list that a distroless image has', async () => {
    const { names } = await inventoryOf({
      'var/lib/rpmmanifest/container-manifest-2': 'bash\t5.1-4\t1\t2\tx\t(none)\t9\tx86_64\t0\tbash-5.1-4.src.rpm\n',
    });
    expect(names).toEqual(['bash 5.1-4']);
  });

  test('are not known from a damaged database, and that is said', async () => {
    const reading = await readTarImage([{ 'var/lib/rpm/rpmdb.sqlite': rpmFixture('rpmdb.sqlite').fill(0, 0, 16) }]);
    const { facts, absences } = imageOf(reading);
    expect(facts).toMatchObject({ packageFormat: 'rpm', packageDatabaseRemoved: false });
    expect(facts).not.toHaveProperty('packageCount');
    expect(absences.packageCount?.reason).toBe(
      'the rpm database /var/lib/rpm/rpmdb.sqlite cannot be read: it is no SQLite database',
    );
  });
});

describe('an image', () => {
  test('whose database was removed has no known inventory; one without a package manager has none', async () => {
    const removed = await inventoryOf(
      [
        { path: STATUS, body: stanza('bash', '5') },
        { path: 'usr/bin/dpkg', mode: 0o755, body: 'x' },
      ],
      [{ path: 'var/lib/.wh.dpkg' }],
    );
    expect(removed.image).toMatchObject({ packageFormat: '', packageDatabaseRemoved: true });
    expect(removed.image).not.toHaveProperty('packageCount');
    const none = await inventoryOf({ app: 'x' });
    expect(none.image).toMatchObject({ packageFormat: '', packageDatabaseRemoved: false, packageCount: 0 });
  });

  test('in which another manager lies as a tool is listed by the one that built it', async () => {
    const { image } = await inventoryOf({ [STATUS]: '', 'lib/apk/db/installed': 'P:musl\nV:1-r0\nA:x86_64\n' });
    expect(image).toMatchObject({ packageFormat: 'apk', packageCount: 1 });
  });

  test('whose database was emptied has an inventory that is not known', async () => {
    const { image } = await inventoryOf({ [STATUS]: '' });
    expect(image).toMatchObject({ packageFormat: 'dpkg' });
    expect(image).not.toHaveProperty('packageCount');
  });

  test('with two databases lists the packages of both', async () => {
    const { names } = await inventoryOf({
      [STATUS]: stanza('bash', '5'),
      'lib/apk/db/installed': 'P:musl\nV:1-r0\nA:x86_64\n',
    });
    expect(names).toEqual(['bash 5', 'musl 1-r0']);
  });
});
