// What the Go linker writes into an executable: the version of Go, and the modules that the program was built from.
import { type LanguagePackageRecord, languageRecord, splitName } from './language.ts';

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const ALIGNMENT = 16;
const HEADER = 32;
/** The strings follow the header, instead of pointers to them as before Go 1.18. */
const INLINE = 2;
const MARK = 16;
const MOST_MODULES = 5000;
const MOST_TRIES = 64;
const LONGEST_INFO = 4 * 1024 * 1024;

/** Reads the modules of an executable; none where it was not made by Go 1.18 or later. */
export function readGoBuild(program: Uint8Array): LanguagePackageRecord[] {
  const bytes = Buffer.from(program.buffer, program.byteOffset, program.byteLength);
  let at = bytes.indexOf(MAGIC);
  for (let tries = 0; at !== -1 && tries < MOST_TRIES; tries += 1) {
    const found = at % ALIGNMENT === 0 ? readInfo(bytes, at) : undefined;
    if (found !== undefined) return found;
    at = bytes.indexOf(MAGIC, at + MAGIC.length);
  }
  return [];
}

function readInfo(bytes: Buffer, at: number): LanguagePackageRecord[] | undefined {
  if (at + HEADER > bytes.length || ((bytes[at + 15] ?? 0) & INLINE) === 0) return undefined;
  const version = readString(bytes, at + HEADER);
  if (version === undefined || !/^(?:go|devel )/.test(version.text)) return undefined;
  const info = readString(bytes, version.end);
  const [, number = ''] = /^go(\d[\w.-]*)/.exec(version.text) ?? [];
  const standard = languageRecord('golang', { name: 'stdlib', version: number });
  // Marks of 16 bytes stand on both sides of the list.
  const lines = (info?.text.length ?? 0) > 2 * MARK ? (info?.text.slice(MARK, -MARK) ?? '').split('\n') : [];
  return [...(standard === undefined ? [] : [standard]), ...readModules(lines)];
}

/** A module that was replaced is the one in its place. The program itself seldom has a version. */
function readModules(lines: readonly string[]): LanguagePackageRecord[] {
  const modules: string[][] = [];
  for (const line of lines.slice(0, MOST_MODULES)) {
    const [kind = '', ...rest] = line.split('\t');
    if (kind === 'mod' || kind === 'dep') modules.push(rest);
    else if (kind === '=>' && modules.length > 0) modules[modules.length - 1] = rest;
  }
  return modules.flatMap(([path = '', version = '']) => {
    if (version === '(devel)') return [];
    return languageRecord('golang', { ...splitName(path), version }) ?? [];
  });
}

/** A string behind its length, which is a number of seven bits to a byte, low ones first. One byte is one character: the marks are no text. */
function readString(bytes: Buffer, at: number): { readonly text: string; readonly end: number } | undefined {
  let length = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte >= 0x80) continue;
    const start = at + index + 1;
    if (length > LONGEST_INFO || start + length > bytes.length) return undefined;
    return { text: bytes.toString('latin1', start, start + length), end: start + length };
  }
  return undefined;
}
