// os-release, as its manual page and distributions write it.
import { expect, test } from 'vitest';
import { parseOsRelease } from '../../src/parse/os-release.ts';

const read = (text: string) => Object.fromEntries(parseOsRelease(text));

test('values stand bare, in single quotes or in double ones with escapes', () => {
  expect(read(`ID=debian\nNAME="Debian GNU/Linux"\nA='$x \\n'\nB="a \\"b\\" \\$c \\\\ \\\` \\d"\n`)).toEqual({
    ID: 'debian',
    NAME: 'Debian GNU/Linux',
    A: '$x \\n',
    B: 'a "b" $c \\ ` \\d',
  });
});

test('the last of two counts, and comments, blank lines and other text say nothing', () => {
  expect(read('# ID=no\n\nID=a\nID=b\nexport ID=c\nid=d\nnonsense\n=x\n')).toEqual({ ID: 'b' });
});

test('line ends of Windows and blanks around do not belong to a value', () => {
  expect(read('\uFEFFID=a\r\n  VERSION_ID="12"  \r\nEMPTY=\r\n')).toEqual({ ID: 'a', VERSION_ID: '12', EMPTY: '' });
});

test('a quote that does not end is a character', () => {
  expect(read('A="x\nB="\nC=\'\n')).toEqual({ A: '"x', B: '"', C: "'" });
});

test('a long run of blanks takes no long time', () => {
  const blanks = ' '.repeat(500_000);
  expect(read(`A=${blanks}x\n${blanks}B=y${blanks}\n`)).toEqual({ A: `${blanks}x`, B: 'y' });
});
