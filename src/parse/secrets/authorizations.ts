// Finds credentials in the places that carry nothing else: authorization headers, options of clients, login files.
import type { FoundSecret } from './found-secret.ts';
import { matchesIn } from './matches.ts';
import { isPlaceholder, isSampleToken } from './placeholders.ts';

interface Place {
  readonly type: string;
  /** Its group `value` is the credential. Every repetition is bounded. */
  readonly pattern: RegExp;
  readonly accepts?: (value: string) => boolean;
}

/** Words of one command up to the option; a line that goes on behind a backslash is still the same command. */
const WORDS = '(?:[^|;&\\n\\\\]|\\\\[^])';

const PLACES: readonly Place[] = [
  {
    type: 'bearer-token',
    pattern:
      /\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:bearer|token)\s{1,4}(?<value>[A-Za-z0-9+/=_.~-]{12,4000})/dgi,
    accepts: (value) => /[0-9]/.test(value),
  },
  {
    type: 'basic-auth',
    pattern: /\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?basic\s{1,4}(?<value>[A-Za-z0-9+/=]{8,2000})/dgi,
    accepts: holdsLogin,
  },
  { type: 'registry-auth', pattern: /"auth"\s{0,4}:\s{0,4}"(?<value>[A-Za-z0-9+/=]{8,2000})"/dg, accepts: holdsLogin },
  {
    type: 'netrc-password',
    pattern:
      /\bmachine(?:\s|\\n){1,8}[^\s\\"']{1,200}(?:\s|\\n){1,8}login(?:\s|\\n){1,8}[^\s\\"']{1,200}(?:\s|\\n){1,8}password(?:\s|\\n){1,8}(?<value>[^\s\\"'$`]{3,200})(?![^\s\\"'])/dg,
  },
  {
    type: 'client-password',
    pattern: new RegExp(
      `\\bcurl(?=\\s)${WORDS}{0,300}?\\s(?:-[A-Za-z]{0,6}u|--user|--proxy-user)[ =]{0,2}["']?[^\\s"':$]{1,64}:(?<value>[^\\s"'$\`]{3,200})(?![^\\s"'])`,
      'dg',
    ),
  },
  {
    type: 'client-password',
    pattern: new RegExp(
      `\\b(?:mysql|mysqladmin|mysqldump|mariadb|mariadb-admin|mariadb-dump)\\s${WORDS}{0,200}?(?<=\\s)-p["']?(?<value>[^\\s"'$\`;|&)]{4,100})`,
      'dg',
    ),
  },
  {
    type: 'client-password',
    pattern: /\bsshpass\s{1,4}-p\s{0,4}["']?(?<value>[^\s"'$`;|&]{3,100})/dg,
  },
];

/** Stands in front of every credential that is found here: most texts hold none of these words. */
const ANY_PLACE = /authorization|"auth"|\bmachine|\bcurl\s|\bmysql|\bmariadb|\bsshpass\s/i;

/** Finds credentials by the place they stand in. */
export function findAuthorizations(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  if (!ANY_PLACE.test(text)) return found;
  for (const { type, pattern, accepts } of PLACES)
    for (const match of matchesIn(text, pattern)) {
      const value = match.groups?.value ?? '';
      const span = match.indices?.groups?.value;
      if (span === undefined || accepts?.(value) === false) continue;
      const placeholder = isPlaceholder(value) || isSampleToken(value);
      found.push({ type, start: span[0], end: span[1], placeholder, value });
    }
  return found;
}

/** Base64 of `user:password`, with characters that can be typed. */
function holdsLogin(value: string): boolean {
  return value.length % 4 !== 1 && /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(Buffer.from(value, 'base64').toString('latin1'));
}
