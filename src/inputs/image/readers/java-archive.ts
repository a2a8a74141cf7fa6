// Lists the packages in a Java archive: those that Maven named in it, and those in the archives it holds.
import { inflateRawSync } from 'node:zlib';
import { readJarName, readPomProperties } from '../../../parse/packages/java.ts';
import type { LanguagePackageRecord } from '../../../parse/packages/language.ts';
import { readZip, type ZipArchive, type ZipMember } from '../../../parse/zip.ts';

const ARCHIVE = /(?:^|\/)([^/]+)\.(?:jar|war|ear|jpi|hpi)$/i;
const POM = /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/;
const MANIFEST = 'META-INF/MANIFEST.MF';

const MAX_TEXT = 64 * 1024;
const MAX_NESTED = 32 * 1024 * 1024;
/** Bytes unpacked of one archive with all those in it. */
const MAX_UNPACKED = 96 * 1024 * 1024;
const DEEPEST = 2;
const MOST_PACKAGES = 2000;

interface Reading {
  readonly found: LanguagePackageRecord[];
  left: number;
}

/** The file name without its ending; `undefined` for one that is no Java archive. */
export function javaArchiveStem(path: string): string | undefined {
  return ARCHIVE.exec(path)?.[1];
}

/** Reads an archive; where its bytes are not whole only its name says something. */
export function readJavaArchive(stem: string, bytes: Uint8Array): LanguagePackageRecord[] {
  const reading: Reading = { found: [], left: MAX_UNPACKED };
  readLevel(reading, { stem, bytes, inside: '', depth: 0 });
  return reading.found;
}

function readLevel(
  reading: Reading,
  level: { readonly stem: string; readonly bytes: Uint8Array; readonly inside: string; readonly depth: number },
): void {
  const { stem, bytes, inside, depth } = level;
  const add = (record: LanguagePackageRecord | undefined) => {
    if (record === undefined || reading.found.length >= MOST_PACKAGES) return;
    reading.found.push(inside === '' ? record : { ...record, inside });
  };
  const zip = readZip(bytes);
  if (zip === undefined) {
    add(readJarName(stem, ''));
    return;
  }
  const named = zip.members
    .filter(({ name }) => POM.test(name))
    .map((member) => readPomProperties(textOf(reading, zip, member)))
    .filter((record) => record !== undefined);
  const manifest = zip.members.find(({ name }) => name === MANIFEST);
  const own = readJarName(stem, manifest === undefined ? '' : textOf(reading, zip, manifest));
  // What Maven named may be all copies that were packed into an archive of another name.
  if (!named.some(({ name, version }) => stem.startsWith(name) || (name === own?.name && version === own.version)))
    add(own);
  for (const record of named) add(record);
  if (depth >= DEEPEST) return;
  for (const member of zip.members) {
    const nested = javaArchiveStem(member.name);
    if (nested === undefined) continue;
    const content = unpack(reading, zip, member, MAX_NESTED) ?? new Uint8Array();
    readLevel(reading, {
      stem: nested,
      bytes: content,
      inside: inside === '' ? member.name : `${inside}!/${member.name}`,
      depth: depth + 1,
    });
  }
}

function textOf(reading: Reading, zip: ZipArchive, member: ZipMember): string {
  return new TextDecoder('utf-8').decode(unpack(reading, zip, member, MAX_TEXT));
}

/** The bytes of a member; `undefined` where they are damaged or more than is read of one. */
function unpack(reading: Reading, zip: ZipArchive, member: ZipMember, most: number): Uint8Array | undefined {
  const limit = Math.min(most, reading.left);
  const stored = zip.stored(member);
  if (stored === undefined || limit <= 0 || stored.length > limit || member.fullSize > limit) return undefined;
  const bytes = member.method === 0 ? stored : inflate(stored, limit);
  // What could not be unpacked has cost as much as the largest that could.
  reading.left -= member.method === 0 ? 0 : (bytes?.length ?? limit);
  return bytes;
}

function inflate(stored: Uint8Array, maxOutputLength: number): Uint8Array | undefined {
  try {
    return inflateRawSync(stored, { maxOutputLength });
  } catch {
    return undefined;
  }
}
