// Puts the headers of a tar together into entries: a machine that is fed blocks and says what to bring next. It owns no bytes and reads none.
import { InputError, LimitError } from '../../model/errors.ts';
import type { EntryType } from '../../model/layer.ts';
import type { TarEntry, TarLimits } from './entry.ts';
import { BLOCK, headerBlock, isZeroBlock, readHeader, type TarHeader } from './header.ts';
import { cleanPath, decodeName } from './name.ts';
import { type PaxRecords, readPax } from './pax.ts';
import { type Problems, quoteName } from './problems.ts';

/**
 * What to do after a header: `entry` is complete and its body follows; `record` wants the next `bodyBytes` bytes handed to `record`; `more` wants the
 * next block in the same way; `skip` says that a body follows that is nobody's; `end` that the archive is over.
 */
export type TarStep = 'entry' | 'record' | 'more' | 'skip' | 'end';

const TYPES: ReadonlyMap<string, EntryType> = new Map([
  ['\0', 'file'],
  ['0', 'file'],
  ['1', 'hardlink'],
  ['2', 'symlink'],
  ['3', 'char'],
  ['4', 'block'],
  ['5', 'directory'],
  ['6', 'fifo'],
  ['7', 'file'],
  ['S', 'file'],
]);

/** Types of old GNU archives that are no files: a listing, a continued volume, a long name of old, a label. */
const NO_FILES = 'DMNV';

/** Largest `security.capability` that the kernel accepts, in bytes. */
const MAX_CAPABILITY = 24;

export class TarReader {
  /** Where the next header block has to be copied. */
  readonly block = headerBlock();
  /** The entry that the last step `entry` completed. */
  entry: TarEntry | undefined;
  /** Bytes of the body or record that follows the last header, without its padding. */
  bodyBytes = 0;
  readonly #limits: TarLimits;
  readonly #problems: Problems;
  #pax: PaxRecords = NO_RECORDS;
  #longName: Buffer | undefined;
  #longLink: Buffer | undefined;
  #record = '';
  #sawZeros = false;
  #sparse: TarHeader | undefined;

  constructor(limits: TarLimits, problems: Problems) {
    this.#limits = limits;
    this.#problems = problems;
  }

  /** Takes what was copied into `block` where a header is due; `at` is its place in the archive, for messages. */
  header(at: number): TarStep {
    const { block } = this;
    this.bodyBytes = 0;
    if (this.#sparse !== undefined) return this.#goOn(this.#sparse, block.bytes[504] !== 0);
    if (block.words[0] === 0 && isZeroBlock(block)) {
      if (this.#sawZeros) return 'end';
      this.#sawZeros = true;
      return 'more';
    }
    if (this.#sawZeros) {
      this.#problems.add(`a lone block of zeros before byte ${at} ends the archive; what follows is not read`);
      return 'end';
    }
    const header = readHeader(block, at);
    if ('xgLK'.includes(header.type)) return this.#startRecord(header, at);
    if (NO_FILES.includes(header.type)) {
      this.#problems.add(`${quoteName(header.name)} has the type ${header.type}, which is no file; it is not read`);
      this.#forget();
      this.bodyBytes = header.size;
      return 'skip';
    }
    return this.#goOn(header, header.extended);
  }

  /** Takes the bytes of the record that the last header announced. */
  record(bytes: Buffer): void {
    const kind = this.#record;
    if (kind === 'L') this.#longName = upToNul(bytes);
    else if (kind === 'K') this.#longLink = upToNul(bytes);
    else if (kind === 'x') this.#pax = readPax(Buffer.from(bytes));
    else {
      // Engines ignore global records, and so does this: what they would make of the entries is what counts.
      const { mtime: _, ...telling } = readPax(bytes);
      if (Object.keys(telling).length > 0)
        this.#problems.add(`a global pax header sets ${Object.keys(telling).join(', ')}; engines ignore it`);
      this.#forget();
    }
  }

  /** Says that the archive ended where a header was due. */
  finish(): void {
    if (!this.#sawZeros)
      this.#problems.add('the archive has no end mark; it may have been cut off between two entries');
  }

  #startRecord(header: TarHeader, at: number): TarStep {
    if (header.size > this.#limits.paxBytes)
      throw new LimitError(
        `the extended header at byte ${at} holds ${header.size} bytes, more than the limit of ${this.#limits.paxBytes} (paxBytes)`,
      );
    this.#record = header.type;
    this.bodyBytes = header.size;
    return 'record';
  }

  /** Completes an entry, unless its sparse map goes on in a further block. */
  #goOn(header: TarHeader, extended: boolean): TarStep {
    this.#sparse = extended ? header : undefined;
    if (extended) return 'more';
    this.entry = this.#complete(header);
    this.#forget();
    return this.entry === undefined ? 'skip' : 'entry';
  }

  #complete(header: TarHeader): TarEntry | undefined {
    const pax = this.#pax;
    const sparse = header.type === 'S' || pax.sparse === true;
    const name = this.#name(pax.sparseName ?? this.#longName ?? pax.path, header.name);
    const known = TYPES.get(header.type) ?? 'file';
    const type = header.type === '\0' && name.endsWith('/') ? 'directory' : known;
    const size = pax.size ?? header.size;
    // Extractors look for a body by the type alone, whatever the size says.
    this.bodyBytes = header.type >= '1' && header.type <= '6' ? 0 : size;
    if (size < 0) throw new InputError(`${quoteName(name)} has a negative size`);
    const path = cleanPath(name);
    if (path === undefined || (path === '' && type !== 'directory') || name.includes('\0')) {
      this.#problems.add(`${quoteName(name)} leads out of the root or names nothing; it is not read`);
      return undefined;
    }
    if (sparse) this.#problems.add(`${quoteName(name)} is a sparse file; its content is not read`);
    const capability = pax.capability ?? NONE;
    if (capability.length > MAX_CAPABILITY)
      this.#problems.add(`${quoteName(name)} has a malformed security.capability`);
    const link = type === 'hardlink' || type === 'symlink';
    return {
      path,
      type,
      mode: header.mode & 0o7777,
      uid: wrap(pax.uid ?? header.uid),
      gid: wrap(pax.gid ?? header.gid),
      size: type === 'file' ? size : 0,
      mtime: pax.mtime ?? header.mtime,
      linkName: link ? this.#name(this.#longLink ?? pax.linkPath, header.linkName) : '',
      capability: capability.length > MAX_CAPABILITY ? '' : capability.toString('hex'),
      deviceMajor: header.deviceMajor,
      deviceMinor: header.deviceMinor,
      bodyBytes: this.bodyBytes,
      sparse,
      opaque: pax.opaque === true && type === 'directory',
    };
  }

  #name(long: Buffer | undefined, short: string): string {
    if (long === undefined || long.length === 0) return short;
    if (long.length > this.#limits.pathBytes)
      throw new LimitError(
        `the name ${quoteName(decodeName(long.subarray(0, 100)))}... has ${long.length} bytes, more than the limit of ${this.#limits.pathBytes} (pathBytes)`,
      );
    return decodeName(long);
  }

  #forget(): void {
    this.#pax = NO_RECORDS;
    this.#longName = undefined;
    this.#longLink = undefined;
  }
}

const NONE = Buffer.alloc(0);
const NO_RECORDS: PaxRecords = {};

/** Bytes from the end of a body to the next block. */
export function padding(bytes: number): number {
  return (BLOCK - (bytes % BLOCK)) % BLOCK;
}

/** Ids are 32 bits wide in the kernel: 4294967296 is root. */
function wrap(id: number): number {
  return ((id % 2 ** 32) + 2 ** 32) % 2 ** 32;
}

function upToNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end));
}
