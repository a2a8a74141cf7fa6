// The header of an installed rpm: an index of tags and the data behind it, all numbers big-endian.
import type { PackageRecord } from './dpkg.ts';

export interface RpmPackage extends PackageRecord {
  /** Paths of its files relative to the root, read when asked for. */
  readonly files: () => readonly string[];
}

const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  license: 1014,
  architecture: 1022,
  oldFileNames: 1027,
  sourceRpm: 1044,
  folderIndexes: 1116,
  baseNames: 1117,
  folderNames: 1118,
  modularity: 5096,
} as const;

const TYPE = { int32: 4, string: 6, strings: 8, translated: 9 } as const;

const PREAMBLE = 8;
const ENTRY = 16;
const MOST_TAGS = 65_535;
const MOST_FILES = 1_000_000;
const LONGEST_PATH = 4096;

/** Keys of the packager, which rpm stores as if they were packages. */
const KEY_PACKAGE = 'gpg-pubkey';

/** Reads a header; `undefined` for one that is damaged or no software. */
export function readRpmHeader(blob: Uint8Array): RpmPackage | undefined {
  const header = openHeader(blob);
  if (header === undefined) return undefined;
  const name = header.text(TAG.name);
  const version = header.text(TAG.version);
  const release = header.text(TAG.release);
  if (name === '' || version === '' || name === KEY_PACKAGE) return undefined;
  const [epoch = 0] = header.numbers(TAG.epoch, 1);
  const versionRelease = release === '' ? version : `${version}-${release}`;
  const sourceFile = header.text(TAG.sourceRpm);
  const source = splitSourceRpm(sourceFile);
  return {
    name,
    version: epoch === 0 ? versionRelease : `${epoch}:${versionRelease}`,
    architecture: header.text(TAG.architecture),
    source: source?.name ?? name,
    sourceVersion: source?.version ?? versionRelease,
    license: header.text(TAG.license),
    sourceFile,
    modularity: header.text(TAG.modularity),
    files: () => listFiles(header),
  };
}

/** `bash-5.1.8-6.el9.src.rpm`: the version and the release hold no hyphen. */
export function splitSourceRpm(text: string): { readonly name: string; readonly version: string } | undefined {
  const [, name, version] = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/.exec(text) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

interface Header {
  text(tag: number): string;
  texts(tag: number, most: number): string[];
  numbers(tag: number, most: number): number[];
}

function openHeader(blob: Uint8Array): Header | undefined {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  if (bytes.length < PREAMBLE) return undefined;
  const count = bytes.readUInt32BE(0);
  const start = PREAMBLE + count * ENTRY;
  const end = start + bytes.readUInt32BE(4);
  if (count === 0 || count > MOST_TAGS || end > bytes.length) return undefined;
  // Entries behind the region that was signed take the place of those in it.
  const entries = new Map<number, number>();
  for (let at = PREAMBLE; at < start; at += ENTRY) entries.set(bytes.readUInt32BE(at), at);

  const find = (tag: number, types: readonly number[]) => {
    const at = entries.get(tag);
    if (at === undefined || !types.includes(bytes.readUInt32BE(at + 4))) return { offset: end, count: 0 };
    return { offset: start + bytes.readUInt32BE(at + 8), count: bytes.readUInt32BE(at + 12) };
  };
  const texts = (tag: number, most: number): string[] => {
    const found: string[] = [];
    let { offset, count: left } = find(tag, [TYPE.string, TYPE.strings, TYPE.translated]);
    for (; left > 0 && found.length < most; left -= 1) {
      const nul = offset < end ? bytes.indexOf(0, offset) : -1;
      if (nul === -1 || nul >= end) break;
      found.push(bytes.toString('utf8', offset, nul));
      offset = nul + 1;
    }
    return found;
  };
  return {
    texts,
    text: (tag) => texts(tag, 1)[0] ?? '',
    numbers(tag, most) {
      const { offset, count: stated } = find(tag, [TYPE.int32]);
      const length = Math.max(0, Math.min(stated, most, Math.floor((end - offset) / 4)));
      return Array.from({ length }, (_, index) => bytes.readUInt32BE(offset + index * 4));
    },
  };
}

/** Names of files stand apart from those of their folders; very old packages have whole paths. */
function listFiles(header: Header): string[] {
  const names = header.texts(TAG.baseNames, MOST_FILES);
  const folders = header.texts(TAG.folderNames, MOST_FILES);
  const indexes = header.numbers(TAG.folderIndexes, MOST_FILES);
  const paths =
    names.length === 0
      ? header.texts(TAG.oldFileNames, MOST_FILES)
      : names.map((name, index) => {
          const folder = folders[indexes[index] ?? -1] ?? '/';
          return folder.length + name.length > LONGEST_PATH ? '' : folder + name;
        });
  return paths.filter((path) => path.startsWith('/') && path.length > 1).map((path) => path.slice(1));
}
