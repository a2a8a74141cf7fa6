// Accounts that stand open, and names other than root that are root.
import { expect, test } from 'vitest';
import { readPasswd, readShadow } from '../../../../../src/inputs/image/facts/files/accounts.ts';

test('only an empty field is an empty password', () => {
  expect(readShadow('root:::0:::::\n').emptyPassword).toBe(true);
  expect(readShadow('root:*:::::::\nbin:!:::::::\nx:!!:::::::\ny:$6$a$b:1:::::\n').emptyPassword).toBe(false);
  expect(readShadow('root\n\n#x::\n').emptyPassword).toBe(false);
  expect(readPasswd('app::1:1::/:/bin/sh\r\n').emptyPassword).toBe(true);
  expect(readPasswd('app:x:1:1::/:/bin/sh\n+::::::\n').emptyPassword).toBe(false);
});

test('uid 0 counts in any spelling, for any name but root, once', () => {
  const text =
    'root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\nzero:x:000:1::/:/\ntoor:x:0:0::/:/\nten:x:10:0::/:/\nodd:x::0::/:/\n';
  expect(readPasswd(text).extraRoot).toEqual(['toor', 'zero']);
});
