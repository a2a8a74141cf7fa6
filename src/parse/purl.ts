// Package URLs, as their specification writes them.

export interface PurlParts {
  readonly type: string;
  /** Empty for none; its segments are parted by `/`. */
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly qualifiers: Readonly<Record<string, string>>;
}

/** Writes a package URL. Qualifiers without a value are left out; the others stand in the order of their keys. */
export function writePurl({ type, namespace, name, version, qualifiers }: PurlParts): string {
  const path = [...namespace.split('/').filter((segment) => segment !== ''), name].map(encode).join('/');
  const keys = Object.keys(qualifiers)
    .filter((key) => qualifiers[key] !== '')
    .sort();
  const query = keys.map((key) => `${key.toLowerCase()}=${encode(qualifiers[key] ?? '')}`).join('&');
  return `pkg:${type}/${path}${version === '' ? '' : `@${encode(version)}`}${query === '' ? '' : `?${query}`}`;
}

/** A colon stays plain, as in epochs; everything else that is not unreserved is escaped. */
function encode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
}
