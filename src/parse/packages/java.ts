// What a Java archive says of itself: the properties that Maven wrote into it, its manifest, and its name.
import { type LanguagePackageRecord, languageRecord } from './language.ts';

/** Reads pom.properties: `key=value`, comments behind `#`. */
export function readPomProperties(text: string): LanguagePackageRecord | undefined {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/, 100)) {
    const [, key, value] = /^(groupId|artifactId|version)\s*[=:]\s*(.*)$/.exec(line.trim()) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, value);
  }
  return languageRecord('maven', {
    namespace: values.get('groupId') ?? '',
    name: values.get('artifactId') ?? '',
    version: values.get('version') ?? '',
  });
}

/** Name and version that a manifest and a file name state together; the manifest alone seldom has the name that Maven knows. */
export function readJarName(stem: string, manifest: string): LanguagePackageRecord | undefined {
  const fields = readManifest(manifest);
  const first = (...keys: readonly string[]) => keys.map((key) => fields.get(key) ?? '').find((value) => value !== '');
  const [, namedArtifact, namedVersion] = /^(.+?)-(\d[\w.+-]*)$/.exec(stem) ?? [];
  const symbolic = (first('bundle-symbolicname') ?? '').split(';')[0]?.trim() ?? '';
  const title = first('implementation-title') ?? '';
  const version = first('implementation-version', 'bundle-version', 'specification-version') ?? '';
  const named = namedArtifact ?? (isArtifact(title) ? title : symbolic === '' ? stem : symbolic);
  return languageRecord('maven', {
    namespace: first('implementation-vendor-id') ?? '',
    name: named,
    version: namedVersion ?? version,
    license: licenseOf(first('bundle-license') ?? ''),
  });
}

/** The main section of a manifest. A line that starts with a blank goes on with the one before, which was cut at 72 bytes. */
function readManifest(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const [main = ''] = text.replaceAll(/\r\n?/g, '\n').replaceAll('\n ', '').split('\n\n', 1);
  for (const line of main.split('\n', 1000)) {
    const colon = line.indexOf(': ');
    if (colon > 0) fields.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 2).trim());
  }
  return fields;
}

function isArtifact(title: string): boolean {
  return /^[a-z0-9][\w.-]*$/.test(title);
}

/** A list of names or addresses with attributes; only a name is of use. */
function licenseOf(text: string): string {
  const [name = ''] = text.split(/[;,]/);
  return /^[\w .()+-]+$/.test(name.trim()) ? name.trim() : '';
}
