// The records of a pax extended header, `LENGTH key=value\n`, where LENGTH counts bytes and a value may hold any.
import { InputError } from '../../model/errors.ts';
import { decodeName } from './name.ts';
import { readDecimal } from './number.ts';

/** What the records say of the entry that follows. A record with an empty value says nothing. */
export interface PaxRecords {
  path?: Buffer;
  linkPath?: Buffer;
  size?: number;
  uid?: number;
  gid?: number;
  mtime?: number;
  /** `security.capability`. */
  capability?: Buffer;
  /** An overlay file system marked the directory as opaque. */
  opaque?: boolean;
  sparse?: boolean;
  /** Name of a sparse file; its path is a made-up one then. */
  sparseName?: Buffer;
}

const SPACE = 0x20;
const EQUALS = 0x3d;
const NEWLINE = 0x0a;

/** Reads the records. Throws InputError where they are malformed, as extractors do. */
export function readPax(bytes: Buffer): PaxRecords {
  const records: PaxRecords = {};
  const sparse = new Map<string, string>();
  let at = 0;
  while (at < bytes.length) {
    const blank = bytes.indexOf(SPACE, at);
    const digits = blank < 0 || blank - at > 8 ? '' : bytes.toString('latin1', at, blank);
    const end = at + (/^\d+$/.test(digits) ? Number(digits) : 0);
    const equals = bytes.indexOf(EQUALS, blank);
    if (end <= blank || end > bytes.length || bytes[end - 1] !== NEWLINE || equals < 0 || equals >= end)
      throw new InputError(`a malformed record at byte ${at} of a pax header`);
    const key = bytes.toString('latin1', blank + 1, equals);
    const value = bytes.subarray(equals + 1, end - 1);
    if (value.length > 0) applyRecord(records, sparse, key, value);
    at = end;
  }
  applySparse(records, sparse);
  return records;
}

function applyRecord(records: PaxRecords, sparse: Map<string, string>, key: string, value: Buffer): void {
  switch (key) {
    case 'path':
      records.path = withoutNul(key, value);
      return;
    case 'linkpath':
      records.linkPath = withoutNul(key, value);
      return;
    case 'size':
    case 'uid':
    case 'gid':
    case 'mtime':
      records[key] = numberOf(key, value);
      return;
    case 'SCHILY.xattr.security.capability':
      records.capability = value;
      return;
    case 'SCHILY.xattr.trusted.overlay.opaque':
    case 'SCHILY.xattr.user.overlay.opaque':
      if (value.toString('latin1') === 'y') records.opaque = true;
      return;
    case 'GNU.sparse.name':
      records.sparseName = withoutNul(key, value);
      return;
    case 'GNU.sparse.major':
    case 'GNU.sparse.minor':
    case 'GNU.sparse.map':
      sparse.set(key, value.length > 8 ? 'long' : value.toString('latin1'));
  }
}

/** Decides as extractors do whether the file is sparse; a name for a sparse file counts for one alone. */
function applySparse(records: PaxRecords, sparse: ReadonlyMap<string, string>): void {
  const version = `${sparse.get('GNU.sparse.major') ?? ''}.${sparse.get('GNU.sparse.minor') ?? ''}`;
  if (['0.0', '0.1', '1.0'].includes(version) || (version === '.' && sparse.has('GNU.sparse.map')))
    records.sparse = true;
  else delete records.sparseName;
}

function withoutNul(key: string, value: Buffer): Buffer {
  if (value.includes(0)) throw new InputError(`the record ${key} of a pax header holds a zero byte`);
  return value;
}

function numberOf(key: string, value: Buffer): number {
  const number = readDecimal(value.toString('latin1', 0, 100));
  if (!Number.isSafeInteger(number))
    throw new InputError(
      `the record ${key} of a pax header is no number: ${JSON.stringify(decodeName(value.subarray(0, 40)))}`,
    );
  return number;
}
