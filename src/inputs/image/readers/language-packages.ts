// States the packages of languages that a layer installs, from the files that their installers leave.
import type { ContentReader, LayerEntry } from '../../../model/layer.ts';
import { readComposerInstalled } from '../../../parse/packages/composer.ts';
import { readGoBuild } from '../../../parse/packages/go-build.ts';
import type { LanguagePackageRecord } from '../../../parse/packages/language.ts';
import { readPackageJson } from '../../../parse/packages/node.ts';
import { readPythonMetadata, readVendoredPython } from '../../../parse/packages/python.ts';
import { readGemspec } from '../../../parse/packages/ruby.ts';
import { javaArchiveStem, readJavaArchive } from './java-archive.ts';

/** Name under which its facts stand. */
export const LANGUAGE_READER = 'language-packages';

const KIB = 1024;
const MIB = 1024 * KIB;

interface Kind {
  /** What the path has to be beside its last part. */
  readonly path: RegExp;
  readonly most: number;
  /** A part of the file says no more than its name. */
  readonly whole?: boolean;
  readonly read: (path: string, bytes: Uint8Array) => readonly (LanguagePackageRecord | undefined)[];
}

const NODE: Kind = {
  path: /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/,
  most: 512 * KIB,
  read: (_, bytes) => [readPackageJson(bytes)],
};
const PYTHON: Kind = {
  path: /\.(?:dist-info\/METADATA|egg-info(?:\/PKG-INFO)?)$|(?:^|\/)EGG-INFO\/PKG-INFO$/i,
  most: 512 * KIB,
  read: (_, bytes) => [readPythonMetadata(bytes)],
};
const VENDORED: Kind = {
  path: /(?:^|\/)_vendor\/vendor(?:ed)?\.txt$/,
  most: 64 * KIB,
  read: (_, bytes) => readVendoredPython(bytes),
};
const GEM: Kind = {
  path: /(?:^|\/)specifications\/(?:[^/]+\/)?[^/]+\.gemspec$/,
  most: 256 * KIB,
  read: (_, bytes) => [readGemspec(bytes)],
};
const COMPOSER: Kind = {
  path: /(?:^|\/)vendor\/composer\/installed\.json$/,
  most: 8 * MIB,
  read: (_, bytes) => readComposerInstalled(bytes),
};
const JAVA: Kind = {
  path: /[^/]$/,
  most: 64 * MIB,
  whole: true,
  read: (path, bytes) => readJavaArchive(javaArchiveStem(path) ?? '', bytes),
};
const GO: Kind = { path: /[^/]$/, most: 48 * MIB, read: (_, bytes) => readGoBuild(bytes) };

/** By the last part of a path: every file of every layer is asked for. */
const BY_NAME: ReadonlyMap<string, Kind> = new Map([
  ['package.json', NODE],
  ['METADATA', PYTHON],
  ['PKG-INFO', PYTHON],
  ['vendor.txt', VENDORED],
  ['vendored.txt', VENDORED],
  ['installed.json', COMPOSER],
]);
const BY_ENDING: ReadonlyMap<string, Kind> = new Map([
  ['egg-info', PYTHON],
  ['gemspec', GEM],
  ...['jar', 'war', 'ear', 'jpi', 'hpi'].map((ending) => [ending, JAVA] as const),
]);

export const languagePackagesReader: ContentReader = {
  name: LANGUAGE_READER,
  version: 2,
  wants(entry) {
    const kind = kindOf(entry);
    if (kind === undefined) return 0;
    return kind.whole === true && entry.size > kind.most ? 1 : Math.min(entry.size, kind.most);
  },
  read(entry, bytes) {
    const records = kindOf(entry)?.read(entry.path, bytes) ?? [];
    return records.filter((record) => record !== undefined);
  },
};

function kindOf(entry: LayerEntry): Kind | undefined {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const kind = BY_NAME.get(name) ?? (dot === -1 ? undefined : BY_ENDING.get(name.slice(dot + 1).toLowerCase()));
  if (kind !== undefined) return kind.path.test(entry.path) ? kind : undefined;
  return dot === -1 && isOwnProgram(entry) ? GO : undefined;
}

const EXECUTABLE = 0o111;
const LEAST_PROGRAM = 512 * KIB;
/** A larger one costs more to read than all else in the image, and is seldom made by Go. */
const MOST_PROGRAM = 128 * MIB;
const OF_DISTRIBUTION = /^usr\/(?:s?bin|lib(?:exec|32|64|x32)?)\/|^lib(?:32|64|x32)?\//;

/** A program that no package manager put there: distributions have folders of their own, too much to read, and what they build with Go names no modules. */
function isOwnProgram({ path, mode, size }: LayerEntry): boolean {
  if ((mode & EXECUTABLE) === 0 || size < LEAST_PROGRAM || size > MOST_PROGRAM) return false;
  return !OF_DISTRIBUTION.test(path);
}
