// The installed database of apk: blocks of one-letter fields, the files of each package behind them.
import type { PackageRecord } from './dpkg.ts';

export interface ApkPackage extends PackageRecord {
  /** Paths of its files relative to the root. */
  readonly files: readonly string[];
}

const MOST_PACKAGES = 100_000;

/** The packages of a database. A virtual package, whose name starts with a dot, only groups others. */
export function parseApkInstalled(text: string): ApkPackage[] {
  const packages: ApkPackage[] = [];
  for (const block of text.split(/\n[ \t]*\n/)) {
    if (packages.length >= MOST_PACKAGES) break;
    const read = readBlock(block);
    if (read !== undefined) packages.push(read);
  }
  return packages;
}

function readBlock(block: string): ApkPackage | undefined {
  const fields = new Map<string, string>();
  const files: string[] = [];
  let folder = '';
  for (const line of block.split('\n')) {
    if (line.charAt(1) !== ':') continue;
    const key = line.charAt(0);
    const value = line.slice(2);
    if (key === 'F') folder = value;
    else if (key === 'R') files.push(folder === '' ? value : `${folder}/${value}`);
    else if (!fields.has(key)) fields.set(key, value);
  }
  const name = fields.get('P') ?? '';
  const version = fields.get('V') ?? '';
  if (name === '' || version === '' || name.startsWith('.')) return undefined;
  return {
    name,
    version,
    architecture: fields.get('A') ?? '',
    source: fields.get('o') ?? name,
    sourceVersion: version,
    license: fields.get('L') ?? '',
    files,
  };
}
