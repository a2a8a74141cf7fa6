// Searches the bytes of one file of an image for credentials, as far as its path lets one expect them.
import { createHash } from 'node:crypto';
import { type FoundSecret, findSecrets } from '../../../../parse/secrets/find-secrets.ts';
import { findPrivateKeys } from '../../../../parse/secrets/private-keys.ts';
import { findTokens } from '../../../../parse/secrets/tokens.ts';
import { findUrlPasswords } from '../../../../parse/secrets/url-passwords.ts';
import { mayHoldToken } from './prefilter.ts';
import type { TextKind } from './text-kind.ts';

/** What is kept of a credential: nothing that opens anything. */
export interface SecretTrace {
  readonly type: string;
  readonly placeholder: boolean;
  /** First 16 hexadecimal digits of the SHA-256 of the value. */
  readonly digest: string;
}

/** Different credentials that are told of one text. */
const MOST_TRACES = 50;

/** Bytes in which a binary file shows itself. */
const SNIFFED = 4096;

/** Characters up to which a text is searched for whatever a name calls a secret; longer ones are data or generated code. */
const MAX_SETTINGS = 256 * 1024;

/** What clients of public services carry in their code for everybody to see, and what shows how a library is used. */
const PUBLIC_IN_CODE: readonly string[] = ['google-api-key', 'json-web-token'];

/** Says that a name or a place of a credential may be there. */
const SECRET_WORD = /pass|pwd|secret|token|key|auth|:\/\/|login|sshpass|mysql|mariadb/i;
const URL_LOGIN = /:\/\/[^\s/@"']{1,200}@/;

/** Finds the credentials in a file; none in a binary one. */
export function searchText(bytes: Uint8Array, kind: TextKind): SecretTrace[] {
  if (kind === 'skip' || isBinary(bytes)) return [];
  const mayHold = mayHoldToken(bytes);
  if (kind === 'foreign' && !mayHold) return [];
  // Credentials are ASCII: a character for each byte keeps long texts small.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (kind === 'settings' && text.length <= MAX_SETTINGS)
    return SECRET_WORD.test(text) ? traceAll(findSecrets(text), 'latin1') : [];
  const shaped = mayHold ? [...findPrivateKeys(text), ...findTokens(text)] : [];
  if (kind === 'foreign')
    return traceAll(
      shaped.filter(({ type }) => !PUBLIC_IN_CODE.includes(type)),
      'latin1',
    );
  return traceAll(URL_LOGIN.test(text) ? [...shaped, ...findUrlPasswords(text)] : shaped, 'latin1');
}

/** What is kept of credentials, each once; the encoding is that of the text they were found in. */
export function traceAll(found: readonly FoundSecret[], encoding: 'latin1' | 'utf8'): SecretTrace[] {
  const traces = new Map<string, SecretTrace>();
  for (const { type, placeholder, value } of found) {
    const digest = createHash('sha256').update(value, encoding).digest('hex').slice(0, 16);
    const known = traces.get(`${type} ${digest}`);
    if (known === undefined) traces.set(`${type} ${digest}`, { type, placeholder, digest });
    if (traces.size >= MOST_TRACES) break;
  }
  return [...traces.values()];
}

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SNIFFED).includes(0);
}
