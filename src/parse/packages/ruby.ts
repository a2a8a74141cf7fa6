// The specification that RubyGems leaves of an installed gem: Ruby code, of which only lines of a known form are read.
import { type LanguagePackageRecord, languageRecord } from './language.ts';
import { joinLicenses } from './node.ts';

/** Reads a gemspec. The stub line is what RubyGems itself trusts; without one, the assignments of name and version. */
export function readGemspec(bytes: Uint8Array): LanguagePackageRecord | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  const [, stubName, stubVersion, platform = 'ruby'] = /^# stub: (\S+) (\S+) (\S+)/m.exec(text) ?? [];
  const record = languageRecord('gem', {
    name: stubName ?? assigned(text, 'name'),
    version: stubVersion ?? assigned(text, 'version'),
    license: licensesOf(text),
  });
  return record === undefined || platform === 'ruby' ? record : { ...record, platform };
}

/** Only blanks and tabs may stand before it: `\s` would try every line of a text that is nothing but line ends. */
function assigned(text: string, field: string): string {
  return new RegExp(`^[ \\t]*\\w+\\.${field}\\s*=\\s*["']([^"'\\n]{1,200})["']`, 'm').exec(text)?.[1] ?? '';
}

function licensesOf(text: string): string {
  const [, list = ''] = /^[ \t]*\w+\.licenses\s*=\s*\[([^\]\n]{0,500})\]/m.exec(text) ?? [];
  const names = [...list.matchAll(/["']([^"']+)["']/g)].map(([, name = '']) => name);
  return names.length > 0 ? joinLicenses(names) : assigned(text, 'license');
}
