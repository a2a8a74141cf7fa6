// Users of images: every pair of a user and an /etc/passwd below was started with Docker Engine 20.10, and what `id` said is written down.
import { describe, expect, test } from 'vitest';
import { resolveImageUser } from '../../../../src/inputs/image/facts/user.ts';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { mergeLayers } from '../../../../src/inputs/image/layers/merge-layers.ts';
import { scanLayer } from '../../../../src/inputs/image/layers/scan-layer.ts';
import { systemFilesReader } from '../../../../src/inputs/image/readers/system-files.ts';
import type { ImageTree } from '../../../../src/model/layer.ts';
import { type TarPart, tarBytes } from '../../../tar-bytes.ts';
import { file, link } from '../layers/layers.ts';

const PASSWD = [
  'root:x:0:0::/:/bin/sh',
  '1000:x:0:0::/:/bin/sh',
  'zero:x:000:007::/:/bin/sh',
  'app:x:10001:10002::/:/bin/sh',
  '#c:x:1001:44::/:/bin/sh',
  'odd:x::0::/:/',
  'short:x:77',
  'big:x:4294967296:1::/:/',
  '  sp:x:88:89::/:/',
  'dup:x:91:91::/:/',
  'dup:x:92:92::/:/',
  'letters:x:12ab:3::/:/',
  '',
].join('\n');
const GROUP = 'root:x:0:\napp:x:10002:\nwheel:x:10:app\n55:x:66:\n';

/** A tree that went through the reader of the product, so that what it does not keep is not there either. */
async function treeOf(...parts: readonly TarPart[]): Promise<ImageTree> {
  const bytes = tarBytes(parts);
  return mergeLayers([
    await scanLayer({ kind: 'bytes', bytes }, { readers: [systemFilesReader], limits: DEFAULT_LIMITS }),
  ]);
}

const full = () => treeOf(file('etc/passwd', PASSWD), file('etc/group', GROUP));
const empty = () => treeOf(file('bin/app', 'x'));

/** `uid:gid` as known, `?` for a number that is not, and `refused` where a container does not start. */
function told(text: string, tree: ImageTree | undefined): string {
  const { uid, gid, missing } = resolveImageUser(text, tree);
  const ids = [uid, gid].map((id) => (typeof id === 'number' ? id : '?')).join(':');
  return missing === true ? `${ids} refused` : missing === false ? ids : `${ids} perhaps refused`;
}

describe('with /etc/passwd and /etc/group', () => {
  test.each([
    ['', '0:0'],
    ['0', '0:0'],
    ['00', '0:0'],
    ['-0', '0:0'],
    ['root', '0:0'],
    [':5', '0:5'],
    ['0:5:7', '0:5'],
    // Digits are a number, whatever the names are.
    ['1000', '1000:0'],
    ['1000:1000', '1000:1000'],
    ['app:55', '10001:55'],
    ['007', '7:0'],
    ['+5', '5:0'],
    ['2147483647', '2147483647:0'],
    ['zero', '0:7'],
    ['app', '10001:10002'],
    ['app:', '10001:10002'],
    ['app:wheel', '10001:10'],
    ['app:77', '10001:77'],
    ['app:10002:9', '10001:10002'],
    ['10001:10001', '10001:10001'],
    // An account behind # is one.
    ['1001', '1001:44'],
    // What is no number in the file is 0, and 33 bits are cut to 32.
    ['odd', '0:0'],
    ['short', '77:0'],
    ['letters', '0:3'],
    ['big', '0:1'],
    ['4294967296', '0:1'],
    ['sp', '88:89'],
    ['dup', '91:91'],
    ['-1', '?:? refused'],
    ['2147483648', '?:? refused'],
    ['99999999999999999999', '?:? refused'],
    ['toor', '?:? refused'],
    ['app:nogroup', '10001:? refused'],
    ['App', '?:? refused'],
    [' app', '?:? refused'],
    ['0x10', '?:? refused'],
    ['12ab', '?:? refused'],
    // Nothing starts, and it would be root if something did.
    ['0 ', '0:0 refused'],
    ['  ', '0:0 refused'],
  ])('%j is %s', async (user, expected) => {
    expect(told(user, await full())).toBe(expected);
  });
});

describe('without any account', () => {
  test.each([
    ['', '0:0'],
    ['0', '0:0'],
    ['0:0', '0:0'],
    ['1000', '1000:0'],
    ['1000:1000', '1000:1000'],
    ['root', '0:0 refused'],
    ['root:root', '0:0 refused'],
    ['0:root', '0:0 refused'],
    ['1000:root', '1000:0 refused'],
    ['app', '?:? refused'],
  ])('%j is %s', async (user, expected) => {
    expect(told(user, await empty())).toBe(expected);
  });
});

describe('when only the configuration was read', () => {
  test.each([
    ['', '0:0'],
    ['0', '0:0'],
    ['0:0', '0:0'],
    ['10001:10001', '10001:10001'],
    // The group of the account stands in the file.
    ['10001', '10001:?'],
    ['root', '0:0 perhaps refused'],
    ['app', '?:? perhaps refused'],
    ['app:10', '?:10 perhaps refused'],
    ['10001:app', '10001:? perhaps refused'],
    ['2147483648', '?:? perhaps refused'],
  ])('%j is %s', (user, expected) => {
    expect(told(user, undefined)).toBe(expected);
  });
});

test('the file may be a link, as the Nix tools make it', async () => {
  const store = 'nix/store/abc-passwd/etc/passwd';
  const tree = await treeOf(link('etc/passwd', `/${store}`), file(store, 'app:x:10001:10002::/:/bin/sh\r\n'));
  expect(told('app', tree)).toBe('10001:10002');
  expect(told('root', tree)).toBe('0:0 refused');
});

test('a link to where nobody looks leaves names unknown, not missing', async () => {
  const tree = await treeOf(link('etc/passwd', '../srv/accounts'), file('srv/accounts', PASSWD));
  expect(told('app', tree)).toBe('?:? perhaps refused');
  expect(told('10001', tree)).toBe('10001:?');
  expect(resolveImageUser('app', tree).uid).toEqual({
    reason: '/etc/passwd of the image leads to a file that was not read',
  });
});

test('a link to nothing is no file', async () => {
  expect(told('app', await treeOf(link('etc/passwd', 'gone')))).toBe('?:? refused');
});

test('an account beyond what is read of a huge file is unknown', async () => {
  const tree = await treeOf(file('etc/passwd', `${'#'.repeat(1024 * 1024)}\napp:x:0:0::/:/bin/sh\n`));
  expect(told('app', tree)).toBe('?:? perhaps refused');
});
