// The light parts of the inputs that read images, one for each place an image may be.
import { parseImageReference } from '../../parse/image-reference.ts';
import type { InputEntry } from '../input.ts';

const found = {
  isImage: true,
  looksFor: [],
  matchesName: () => false,
  group: (paths: readonly string[]) => paths,
} as const;

/** A name without tag and digest, so that a new build is the same target. */
function stableName(text: string): string {
  const reference = parseImageReference(text);
  return reference === undefined ? text.trim() : `${reference.registry}/${reference.repository}`;
}

/** Bytes of gzip, of zstd, or the magic of a tar, as they look when they are read as text. */
const ARCHIVE = /^(?:\u001f[\s\S]\u0008|\(\ufffd\/\ufffd)|^[\s\S]{257}ustar/;

export const imageEntries: readonly InputEntry[] = [
  {
    ...found,
    kind: 'archive',
    noun: 'an archive of images',
    usage: 'archive:FILE, archive:FILE#NAME, or archive:- for standard input',
    matchesText: (text) => ARCHIVE.test(text),
    idOf: (text, files) => (text === '-' ? text : files.label(text.replace(/#.*$/, ''))),
    load: async () => (await import('./input.ts')).imageInput('archive'),
  },
  {
    ...found,
    kind: 'oci',
    noun: 'an OCI image layout',
    usage: 'oci:PATH or oci:PATH#NAME',
    matchesText: () => false,
    idOf: (text, files) => files.label(text.replace(/#.*$/, '')),
    load: async () => (await import('./input.ts')).imageInput('oci'),
  },
  {
    ...found,
    kind: 'docker',
    noun: 'an image of the engine',
    usage: 'docker:IMAGE or docker:all',
    matchesText: () => false,
    idOf: stableName,
    load: async () => (await import('./input.ts')).imageInput('docker'),
  },
  {
    ...found,
    kind: 'registry',
    noun: 'an image of a registry',
    usage: 'registry:IMAGE',
    matchesText: () => false,
    idOf: stableName,
    load: async () => (await import('./input.ts')).imageInput('registry'),
  },
];
