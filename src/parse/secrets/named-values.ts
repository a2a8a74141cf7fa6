// Finds literals that are given to a secret by its name: `DB_PASSWORD=...`, `--password ...`, `"apiKey": "..."`.
import type { FoundSecret } from './found-secret.ts';
import { matchesIn } from './matches.ts';
import { isPlaceholder } from './placeholders.ts';
import { MAY_BE_SECRET, secretKindOf } from './secret-names.ts';

const MAX_VALUE = 512;
const MIN_VALUE = 6;

/** A name, perhaps quoted, and what separates it from its value. A name is read once: none begins inside another. */
const NAME =
  /(?<![A-Za-z0-9_$.-])(?<quote>\\?["']|)(?<name>-{0,2}[A-Za-z_][A-Za-z0-9_.-]{0,63})\k<quote>(?<blanks>[ \t]{0,4})(?<separator>[=:])/g;
const OPTION = /(?<=\s)(?<name>--[A-Za-z][A-Za-z0-9-]{2,62})[ \t]{1,4}(?=[^\s-])/g;

const QUOTED = /[ \t]{0,4}(?<quote>\\?["'])(?<value>[^"'\s\\$`]{1,512})\k<quote>/y;
const BARE = /(?<value>[A-Za-z0-9+/=_.!@#%^*~:,-]{1,512})(?![A-Za-z0-9+/=_.!@#%^*~:,${(`[<\\-])/y;

/** A default is written out as well as a value is. */
const DEFAULT = /["']?\$\{[A-Za-z_]\w{0,63}:?[-=]["']?(?<value>[^"'\s\\$`{}]{1,512})["']?\}/y;

/** Finds literals whose name says that they are secrets; paths, switches, expansions and short words are none. */
export function findNamedValues(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  if (!MAY_BE_SECRET.test(text)) return found;
  const add = (name: string, at: number, bare: boolean) => {
    const kind = secretKindOf(name);
    const value = kind === undefined ? undefined : valueAt(text, at, bare);
    if (kind === undefined || value === undefined) return;
    found.push({ type: kind, ...value, placeholder: isPlaceholder(value.value) });
  };
  for (const match of matchesIn(text, NAME)) {
    const { name = '', quote, blanks, separator } = match.groups ?? {};
    // In `a = b` and `a: b` only a quoted literal is surely a value and not a variable or prose.
    add(name, match.index + match[0].length, separator === '=' && quote === '' && blanks === '');
  }
  for (const option of matchesIn(text, OPTION)) add(option.groups?.name ?? '', option.index + option[0].length, true);
  return found;
}

function valueAt(text: string, at: number, bare: boolean): Pick<FoundSecret, 'start' | 'end' | 'value'> | undefined {
  for (const pattern of bare ? [QUOTED, BARE, DEFAULT] : [QUOTED]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const value = match?.groups?.value;
    if (match === null || value === undefined) continue;
    const start = at + match[0].lastIndexOf(value);
    return isWorthIt(value) ? { start, end: start + value.length, value } : undefined;
  }
  return undefined;
}

/** Long or mixed enough for a secret, and no path, address, option or file of another tool. */
function isWorthIt(value: string): boolean {
  if (value.length < MIN_VALUE || value.length > MAX_VALUE) return false;
  if (/^(?:[/@~-]|\.{1,2}\/|[A-Za-z]:[\\/]|(?:file|env|fd):)|:\/\//.test(value)) return false;
  if (/^[\d.]+$/.test(value)) return value.length >= 8 && !value.includes('.');
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((one) => one.test(value)).length;
  return /[0-9]/.test(value) ? classes > 1 : isPlaceholder(value) || value.length >= 20 || classes > 2;
}
