// package.json of an installed package of npm.
import { isObject, parseObject } from '../json-object.ts';
import { type LanguagePackageRecord, languageRecord, splitName } from './language.ts';

/** The name in the file is the real one: a directory may be an alias. Fixtures in a package have no version. */
export function readPackageJson(bytes: Uint8Array): LanguagePackageRecord | undefined {
  const { name, version, license, licenses } = parseObject(bytes) ?? {};
  if (typeof name !== 'string' || typeof version !== 'string') return undefined;
  return languageRecord('npm', {
    ...(name.startsWith('@') ? splitName(name) : { name }),
    version,
    license: licenseOf(license) || (Array.isArray(licenses) ? joinLicenses(licenses.map(licenseOf)) : ''),
  });
}

/** A text, or as old packages have it an object with a type. */
function licenseOf(stated: unknown): string {
  const text = isObject(stated) ? stated.type : stated;
  return typeof text === 'string' ? text : '';
}

/** Several licences are a choice. */
export function joinLicenses(licenses: readonly string[]): string {
  const named = licenses.filter((license) => license !== '');
  return named.length > 1 ? `(${named.join(' OR ')})` : (named[0] ?? '');
}
