// installed.json of Composer: the packages of PHP in a folder named vendor.
import { isObject } from '../json-object.ts';
import { type LanguagePackageRecord, languageRecord, splitName } from './language.ts';
import { joinLicenses } from './node.ts';

const MOST_PACKAGES = 5000;

/** Reads the packages. The first version of Composer wrote a plain list. */
export function readComposerInstalled(bytes: Uint8Array): LanguagePackageRecord[] {
  const listed = readList(bytes);
  return listed.slice(0, MOST_PACKAGES).flatMap((entry) => {
    if (!isObject(entry)) return [];
    const { name, version, license } = entry;
    if (typeof name !== 'string' || typeof version !== 'string') return [];
    const licenses = Array.isArray(license) ? license : [license];
    return (
      languageRecord('composer', {
        ...splitName(name.toLowerCase()),
        version: version.replace(/^v(?=\d)/, ''),
        license: joinLicenses(licenses.filter((text) => typeof text === 'string')),
      }) ?? []
    );
  });
}

function readList(bytes: Uint8Array): readonly unknown[] {
  const document = parseJson(bytes);
  const packages = isObject(document) ? document.packages : document;
  return Array.isArray(packages) ? packages : [];
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    return undefined;
  }
}
