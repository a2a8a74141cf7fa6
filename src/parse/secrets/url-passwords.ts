// Finds passwords inside addresses: `scheme://user:password@host`.
import type { FoundSecret } from './found-secret.ts';
import { isPlaceholder } from './placeholders.ts';

const MAX_SCHEME = 24;
const MAX_AUTHORITY = 512;

/** Ends the part of an address that may hold user and password. */
const AUTHORITY_END = /[\s"'`<>\\/?#,;|(){}[\]]/;

/** Words that documentation writes where the password goes. */
const SAMPLES = new Set(['pass', 'password', 'passwd', 'pwd', 'secret', 'token']);

const LOOPBACK = /^(?:localhost|127\.[0-9.]{1,12})(?::|$)/i;

/** Finds literal passwords of addresses; an expansion or a template in their place is none. */
export function findUrlPasswords(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (let colon = text.indexOf('://'); colon !== -1; colon = text.indexOf('://', colon + 3)) {
    if (!/[a-z][a-z0-9+.-]*$/i.test(text.slice(Math.max(0, colon - MAX_SCHEME), colon))) continue;
    const from = colon + 3;
    const window = text.slice(from, from + MAX_AUTHORITY);
    const length = window.search(AUTHORITY_END);
    const authority = length === -1 ? window : window.slice(0, length);
    const at = authority.lastIndexOf('@');
    const split = authority.indexOf(':');
    if (at === -1) continue;
    const secret = split !== -1 && split < at ? passwordOf(authority, split, at) : tokenOf(authority, at);
    if (secret !== undefined) found.push({ ...secret, start: from + secret.start, end: from + secret.end });
  }
  return found;
}

function passwordOf(authority: string, split: number, at: number): FoundSecret | undefined {
  const user = authority.slice(0, split);
  const value = authority.slice(split + 1, at);
  if (value === '' || /\$|^\*+$|^%[a-z]$|^%\w+%$/i.test(value)) return undefined;
  const sample = SAMPLES.has(value.toLowerCase()) && isSampleUser(user);
  // A plain word that opens something on the machine itself is the throwaway database of a build or a test.
  const throwaway = LOOPBACK.test(authority.slice(at + 1)) && /^[a-z]{1,12}$/i.test(value);
  const placeholder = isPlaceholder(value) || sample || throwaway;
  return { type: 'url-password', start: split + 1, end: at, placeholder, value };
}

/** Some hosts take a token in the place of the user, with no password. */
function tokenOf(authority: string, at: number): FoundSecret | undefined {
  const value = authority.slice(0, at);
  if (!/^[A-Za-z0-9_-]{32,}$/.test(value) || !/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return undefined;
  return { type: 'url-token', start: 0, end: at, placeholder: isPlaceholder(value), value };
}

function isSampleUser(user: string): boolean {
  return /^(?:user(?:name)?|login|name|your.*|)$/i.test(user);
}
