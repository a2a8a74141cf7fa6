// Finds private keys in PEM armour, on lines of their own or inside a string with escaped line ends.
import type { FoundSecret } from './found-secret.ts';
import { matchesIn } from './matches.ts';

const BEGIN = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const END = '-----END ';
const CLOSING = /-----END [A-Z0-9 ]{1,60}-----/y;

/** Characters that a body may take up at most; the largest RSA keys in use take a tenth of it. */
const MAX_BODY = 64 * 1024;

/** Characters of base64 below which a body holds no key: the shortest one, of an elliptic curve, has about 60. */
const MIN_BASE64 = 48;

/** Finds private keys; certificates, public keys and a mere mention of the first line are none. */
export function findPrivateKeys(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  let closing = -1;
  let free = 0;
  for (const match of matchesIn(text, BEGIN)) {
    if (match.index < free) continue;
    const from = match.index + match[0].length;
    if (closing !== Number.POSITIVE_INFINITY && closing < from) {
      const next = text.indexOf(END, from);
      closing = next === -1 ? Number.POSITIVE_INFINITY : next;
    }
    const closed = closing - from <= MAX_BODY;
    const body = closed ? text.slice(from, closing) : leadingLines(text.slice(from, from + 2000));
    // A body that is expanded, or that never comes, is a pattern or a template and no key.
    if (/\$[{(A-Za-z_]/.test(body) || (!closed && countBase64(body) < MIN_BASE64)) continue;
    const end = closed ? endOf(text, closing) : from + body.length;
    free = end;
    found.push({
      type: 'private-key',
      start: match.index,
      end,
      placeholder: countBase64(body) < MIN_BASE64,
      value: text.slice(match.index, end),
    });
  }
  return found;
}

function endOf(text: string, at: number): number {
  CLOSING.lastIndex = at;
  const match = CLOSING.exec(text);
  return at + (match === null ? END.length : match[0].length);
}

/** The lines of base64 with which a text begins, whatever marks the ends of lines. */
function leadingLines(text: string): string {
  return /^(?:[A-Za-z0-9+/=]{8,}|\\[nr]?|\s|["'+,])*/.exec(text)?.[0] ?? '';
}

function countBase64(body: string): number {
  let count = 0;
  for (const run of body.matchAll(/[A-Za-z0-9+/]{8,}/g)) if (!isSingle(run[0])) count += run[0].length;
  return count;
}

function isSingle(run: string): boolean {
  return run === run.charAt(0).repeat(run.length);
}
