// The files of an image that are stated, and what is said of them.
import { describe, expect, test } from 'vitest';
import type { ExampleFile } from '../../../../../src/model/rule.ts';
import { filesIn, imageIn, readExampleImage } from '../../../../read-example-image.ts';

type Layer = Readonly<Record<string, ExampleFile>>;

async function filesOf(...layers: readonly Layer[]) {
  const target = await readExampleImage({ layers });
  expect(target.errors).toEqual([]);
  return new Map(filesIn(target).map((file) => [file.name, file]));
}

const debian = { 'etc/os-release': 'ID=debian\nVERSION_ID="12"\n' };

describe('which files are stated', () => {
  test('ordinary files, directories and links are not', async () => {
    const files = await filesOf({
      'app/main': { mode: '755' },
      'app/data/': { mode: '775' },
      'tmp/': { mode: '1777' },
      'app/link': { link: 'main', mode: '777' },
      'etc/hostname': 'x',
      'srv/.wh.': 'x',
    });
    expect([...files.keys()]).toEqual([]);
  });

  test('a file that a later layer removes, or takes the bits from, is not', async () => {
    const files = await filesOf(
      { 'usr/bin/a': { mode: '4755' }, 'usr/bin/b': { mode: '4755' }, 'opt/c': { mode: '666' } },
      { 'usr/bin/a': null, 'usr/bin/b': { mode: '755' }, opt: null },
    );
    expect([...files.keys()]).toEqual([]);
  });

  test('a directory that everybody may write to is, unless it is sticky', async () => {
    const files = await filesOf({ 'a/': { mode: '777' }, 'b/': { mode: '1777' }, c: { mode: '602' } });
    expect([...files.keys()]).toEqual(['/a', '/c']);
    expect(files.get('/a')?.facts).toMatchObject({ type: 'directory', worldWritable: true, sticky: false });
  });

  test('the cache of a package manager is one subject with the size of all its files', async () => {
    const lists = 'var/lib/apt/lists';
    const files = await filesOf({
      [`${lists}/a_Packages`]: 'x'.repeat(10),
      [`${lists}/b_InRelease`]: 'x'.repeat(5),
      [`${lists}/lock`]: '',
    });
    expect([...files.keys()]).toEqual([`/${lists}`]);
    expect(files.get(`/${lists}`)?.facts).toMatchObject({ role: 'package-cache', sizeBytes: 15 });
  });

  test('programs have their roles where programs lie, and nowhere else', async () => {
    const files = await filesOf({
      'bin/busybox': { mode: '755' },
      'bin/sh': { link: 'busybox' },
      'usr/sbin/sshd': { mode: '755' },
      'usr/bin/apt-get': { mode: '755' },
      'usr/share/doc/sh': 'x',
      'usr/bin/shfmt': { mode: '755' },
    });
    const roles = [...files].map(([path, { facts }]) => [path, facts.role]);
    expect(roles).toEqual([
      ['/bin/busybox', 'shell'],
      ['/bin/sh', 'shell'],
      ['/usr/bin/apt-get', 'package-manager'],
      ['/usr/sbin/sshd', 'ssh-server'],
    ]);
  });
});

describe('privilege', () => {
  test('is what the kernel gives: nothing to scripts, directories and what nobody may execute', async () => {
    const files = await filesOf({
      script: { mode: '4755', text: '#!/bin/sh\n' },
      'dir/': { mode: '6755' },
      data: { mode: '4644' },
      lock: { mode: '2744' },
      'script-with-caps': { mode: '755', text: '#!/bin/sh\n', capabilities: ['SETUID'] },
      'data-with-caps': { mode: '644', capabilities: ['SETUID'] },
    });
    expect([...files.keys()]).toEqual([]);
  });

  test('setuid, setgid and capabilities are told apart', async () => {
    const files = await filesOf({
      a: { mode: '4711', uid: 7 },
      b: { mode: '2755', gid: 8 },
      c: { mode: '755', capabilities: ['NET_RAW', 'CHOWN', 'BPF'] },
    });
    expect(files.get('/a')?.facts).toMatchObject({
      setuid: true,
      setgid: false,
      uid: 7,
      modeText: '4711',
      capabilities: [],
    });
    expect(files.get('/b')?.facts).toMatchObject({ setuid: false, setgid: true, gid: 8 });
    expect(files.get('/c')?.facts).toMatchObject({
      capabilities: ['BPF', 'CHOWN', 'NET_RAW'],
      capabilitiesEffective: true,
    });
  });

  test('what the distribution ships is expected, at the path and with the bits of its list', async () => {
    const files = await filesOf({
      ...debian,
      'bin/su': { mode: '4755' },
      'usr/bin/passwd': { mode: '4711' },
      'usr/bin/chsh': { mode: '6755' },
      'usr/bin/chfn': { mode: '4755', uid: 1000 },
      'usr/bin/mount': { mode: '4757' },
      'usr/bin/chage': { mode: '2755', gid: 42 },
      'usr/bin/expiry': { mode: '2755', gid: 4 },
      'usr/local/bin/su': { mode: '4755' },
      'usr/bin/gpasswd': { mode: '755', capabilities: ['SETUID'] },
    });
    const baseline = Object.fromEntries([...files].map(([path, { facts }]) => [path, facts.baseline]));
    expect(baseline).toEqual({
      '/bin/su': true,
      '/usr/bin/passwd': true,
      '/usr/bin/chsh': false,
      '/usr/bin/chfn': false,
      '/usr/bin/mount': false,
      '/usr/bin/chage': true,
      '/usr/bin/expiry': false,
      '/usr/local/bin/su': false,
      '/usr/bin/gpasswd': false,
    });
  });

  test('a hard link has the privilege of its file, and a name that no list has', async () => {
    const files = await filesOf({ ...debian, 'usr/bin/su': { mode: '4755' } }, { 'opt/x': { hardlink: 'usr/bin/su' } });
    expect(files.get('/opt/x')?.facts).toMatchObject({ setuid: true, baseline: false, layer: 1 });
    expect(files.get('/usr/bin/su')?.facts).toMatchObject({ setuid: true, baseline: true, layer: 0 });
  });

  test('nothing is expected of an image without a distribution, and nothing is known of one without a list', async () => {
    expect((await filesOf({ a: { mode: '4755' } })).get('/a')?.facts.baseline).toBe(false);
    const other = (await filesOf({ a: { mode: '4755' }, 'etc/os-release': 'ID=homemade\nVERSION_ID=9\n' })).get('/a');
    expect(other?.facts).not.toHaveProperty('baseline');
    expect(other?.absences.baseline?.reason).toContain('homemade 9');
  });

  test('the image lists the paths; without layers it says why it cannot', async () => {
    const image = {
      layers: [{ b: { mode: '4755' }, a: { mode: '755', capabilities: ['CHOWN'] }, c: { mode: '666' } }],
    };
    const read = imageIn(await readExampleImage(image));
    expect(read.facts.privilegedFiles).toEqual(['/a', '/b']);
    const unread = imageIn(await readExampleImage({ ...image, configOnly: true }));
    expect(unread.facts).not.toHaveProperty('privilegedFiles');
    expect(unread.absences.privilegedFiles?.reason).toContain('only the configuration');
  });
});

test('accounts, rules of sudo and preloaded libraries are read through links, the last state of each', async () => {
  const files = await filesOf(
    {
      'etc/shadow': 'root:::0:::::\n',
      'etc/passwd': 'toor:x:0:0::/:/bin/sh\n',
      'etc/sudoers.d/a': 'a ALL=NOPASSWD: ALL\n',
    },
    {
      'etc/shadow': 'root:*:::::::\n',
      'etc/ld.so.preload': '/lib/x.so\n',
      'etc/sudoers.d/a.bak': 'b ALL=NOPASSWD: ALL\n',
    },
  );
  expect(files.get('/etc/shadow')?.facts).toMatchObject({ role: 'shadow', emptyPassword: false, layer: 1 });
  expect(files.get('/etc/passwd')?.facts).toMatchObject({ role: 'passwd', extraRoot: ['toor'], layer: 0 });
  expect(files.get('/etc/sudoers.d/a')?.facts).toMatchObject({ role: 'sudoers', passwordlessSudo: ['a'] });
  expect(files.get('/etc/ld.so.preload')?.facts.role).toBe('preload');
  expect(files.has('/etc/sudoers.d/a.bak')).toBe(false);
});

test('a key store is known by its first bytes, not by its name', async () => {
  const ppk = 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n';
  const files = await filesOf({
    'a.ppk': ppk,
    'b.ppk': 'no key at all, only text',
    'c.kdbx': ppk,
    'd.p12': '',
    'e.jks': 'x'.repeat(64),
  });
  expect([...files].map(([path, { facts }]) => [path, facts.role])).toEqual([['/a.ppk', 'key-store']]);
});

test('every file says which instruction made its layer, without the credentials in it', async () => {
  const target = await readExampleImage({
    history: [
      'COPY a / # buildkit',
      'RUN |1 API_TOKEN=0123456789abcdef01 /bin/sh -c API_TOKEN=0123456789abcdef01 make install # buildkit',
    ],
    layers: [{ a: { mode: '4755' } }, { b: { mode: '4755' } }],
  });
  const texts = filesIn(target).map(({ facts }) => facts.layerText);
  expect(texts).toEqual(['COPY a /', 'RUN API_TOKEN=*** make install']);
  expect(JSON.stringify(target.subjects)).not.toContain('0123456789abcdef01');
});

test('hostile names are names', async () => {
  const names = ['__proto__', 'constructor', 'a\nb', 'hasOwnProperty'];
  const files = await filesOf(Object.fromEntries(names.map((name) => [name, { mode: '4755' }])));
  expect([...files.keys()].sort()).toEqual(names.map((name) => `/${name}`).sort());
});
