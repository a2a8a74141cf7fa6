// Installed packages of Python: the metadata of each, and the lists of those that a package brings along as copies.
import { type LanguagePackageRecord, languageRecord } from './language.ts';

/** Reads METADATA or PKG-INFO: headers up to the first blank line. */
export function readPythonMetadata(bytes: Uint8Array): LanguagePackageRecord | undefined {
  const fields = new Map<string, string>();
  let classifier = '';
  for (const line of new TextDecoder('utf-8').decode(bytes).split(/\r?\n/)) {
    if (line === '') break;
    const [, key = '', value = ''] = /^([A-Za-z][\w-]*):[ \t]*(.*)$/.exec(line) ?? [];
    const name = key.toLowerCase();
    if (name === 'classifier' && classifier === '') classifier = /^License ::.*:: ([^:]+)$/.exec(value)?.[1] ?? '';
    if (key !== '' && !fields.has(name)) fields.set(name, value.trim());
  }
  const stated = fields.get('license-expression') || fields.get('license') || classifier;
  return languageRecord('pypi', {
    name: normalName(fields.get('name') ?? ''),
    version: fields.get('version') ?? '',
    license: stated === 'UNKNOWN' ? '' : stated,
  });
}

const MOST_COPIES = 500;

/** Reads vendor.txt of pip: `name==1.2  # why`, one on a line. */
export function readVendoredPython(bytes: Uint8Array): LanguagePackageRecord[] {
  const lines = new TextDecoder('utf-8').decode(bytes).split('\n', MOST_COPIES);
  return lines.flatMap((line) => {
    const [, name = '', version = ''] = /^\s*([A-Za-z0-9][\w.-]*)==([\w.+!-]+)/.exec(line) ?? [];
    return languageRecord('pypi', { name: normalName(name), version }) ?? [];
  });
}

function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
