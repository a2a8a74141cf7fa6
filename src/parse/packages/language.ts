// What is known of a package of a language, whatever its installer left.

export interface LanguagePackageRecord {
  /** Type of the purl. */
  readonly type: string;
  /** Scope of npm, group of Maven, vendor of Composer, path of Go; empty for none. */
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Platform of a gem that is not for all; empty or absent for none. */
  readonly platform?: string;
  /** Path inside the archive that holds it, where that is not the file itself. */
  readonly inside?: string;
}

const LONGEST = 300;

/** A record with its texts cut to what can be true; `undefined` where there is no name or no version. */
export function languageRecord(
  type: string,
  whole: { readonly namespace?: string; readonly name: string; readonly version: string; readonly license?: string },
): LanguagePackageRecord | undefined {
  const { namespace = '', name, version, license = '' } = whole;
  if (name === '' || version === '') return undefined;
  if ([namespace, name, version].some((text) => text.length > LONGEST)) return undefined;
  return { type, namespace, name, version, license: license.slice(0, LONGEST) };
}

/** `vendor/name` or `@scope/name` in two. */
export function splitName(whole: string): { readonly namespace: string; readonly name: string } {
  const slash = whole.lastIndexOf('/');
  return { namespace: whole.slice(0, Math.max(0, slash)), name: whole.slice(slash + 1) };
}
