// The status database of dpkg: stanzas of fields, one for each package.

/** A package as its manager records it. */
export interface PackageRecord {
  readonly name: string;
  readonly version: string;
  /** Empty where the package has none. */
  readonly architecture: string;
  /** Source package it was built from, its own name where not stated. */
  readonly source: string;
  /** Version of the source package where it is another than its own; else its own. */
  readonly sourceVersion: string;
  readonly license: string;
  /** File name of the source package, as rpm records it. */
  readonly sourceFile?: string;
  /** `name:stream:version:context` of the module of rpm that it belongs to. */
  readonly modularity?: string;
}

const MOST_PACKAGES = 100_000;

/**
 * The packages of a database that are there. A stanza without a status, as distroless images write them in files of their own, is an installed
 * package; one that was removed and left its configuration is none.
 */
export function parseDpkgStatus(text: string): PackageRecord[] {
  const records: PackageRecord[] = [];
  for (const stanza of text.split(/\n[ \t]*\n/)) {
    if (records.length >= MOST_PACKAGES) break;
    const record = readStanza(stanza);
    if (record !== undefined) records.push(record);
  }
  return records;
}

const FIELD = /^(Package|Version|Architecture|Source|Status):[ \t]*(.*)$/gim;

function readStanza(stanza: string): PackageRecord | undefined {
  const fields = new Map<string, string>();
  for (const [, key = '', value = ''] of stanza.matchAll(FIELD)) fields.set(key.toLowerCase(), value.trim());
  const name = fields.get('package') ?? '';
  const version = fields.get('version') ?? '';
  const status = fields.get('status');
  if (name === '' || version === '') return undefined;
  if (status !== undefined && /(?:^|\s)(?:not-installed|config-files|half-installed)$/.test(status)) return undefined;
  const [, source = name, sourceVersion = version] = /^(\S+)(?:\s+\((.+)\))?$/.exec(fields.get('source') ?? '') ?? [];
  return { name, version, architecture: fields.get('architecture') ?? '', source, sourceVersion, license: '' };
}
