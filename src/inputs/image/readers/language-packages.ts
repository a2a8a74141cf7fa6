// States the packages of languages that a layer installs, from the files that their installers leave.
import type { ContentReader, LayerEntry } from '../../../model/layer.ts';
import { isObject, parseObject } from '../../../parse/oci/manifest.ts';

/** Name under which its facts stand. */
export const LANGUAGE_READER = 'language-packages';

/** What it states of a file. */
export interface LanguageFact {
  /** Type of the purl. */
  readonly type: string;
  /** Scope of npm, group of Maven; empty for none. */
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

const MAX_BYTES = 512 * 1024;

const NPM = /(?:^|\/)node_modules\/(?:(@[^/]+)\/)?([^/@.][^/]*)\/package\.json$/;
const PYTHON = /\.(?:dist-info\/METADATA|egg-info(?:\/PKG-INFO)?)$/i;
const JAR = /(?:^|\/)([^/]+)\.(?:jar|war|ear|jpi|hpi)$/;

export const languagePackagesReader: ContentReader = {
  name: LANGUAGE_READER,
  version: 1,
  wants({ path, size }) {
    if (NPM.test(path) || PYTHON.test(path)) return Math.min(size, MAX_BYTES);
    return JAR.test(path) ? 1 : 0;
  },
  read(entry, bytes) {
    const fact = readFact(entry, bytes);
    return fact === undefined ? [] : [fact];
  },
};

function readFact({ path }: LayerEntry, bytes: Uint8Array): LanguageFact | undefined {
  if (NPM.test(path)) return readNpm(bytes);
  if (PYTHON.test(path)) return readPython(bytes);
  const [, stem = ''] = JAR.exec(path) ?? [];
  return readJarName(stem);
}

/** The name in the file is the real one: a directory may be an alias. Fixtures in a package have no version. */
function readNpm(bytes: Uint8Array): LanguageFact | undefined {
  const { name: whole, version, license } = parseObject(bytes) ?? {};
  if (typeof whole !== 'string' || typeof version !== 'string' || whole === '' || version === '') return undefined;
  const cut = whole.startsWith('@') ? whole.indexOf('/') : -1;
  const stated = isObject(license) ? license.type : license;
  return {
    type: 'npm',
    namespace: cut === -1 ? '' : whole.slice(0, cut),
    name: whole.slice(cut + 1),
    version,
    license: typeof stated === 'string' ? stated : '',
  };
}

/** Headers up to the first blank line. */
function readPython(bytes: Uint8Array): LanguageFact | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+?)\\r?$`, 'im').exec(head)?.[1] ?? '';
  const name = field('Name');
  const version = field('Version');
  if (name === '' || version === '') return undefined;
  const license = field('License-Expression') || field('License');
  return { type: 'pypi', namespace: '', name: name.toLowerCase().replace(/[-_.]+/g, '-'), version, license };
}

/** `name-1.2.3.jar`, as build tools call their results. */
function readJarName(stem: string): LanguageFact | undefined {
  const [, name, version] = /^(.+?)-(\d[\w.+-]*)$/.exec(stem) ?? [];
  return name === undefined || version === undefined
    ? undefined
    : { type: 'maven', namespace: '', name, version, license: '' };
}
