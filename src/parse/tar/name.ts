// Names in a tar: bytes that become text without loss, and paths in their one clean spelling.

/** The text of a name: UTF-8, and `\xNN` for each byte that is none. */
export function decodeName(bytes: Buffer, start = 0, end = bytes.length): string {
  let above = 0;
  for (let at = start; at < end; at += 1) above |= bytes[at] ?? 0;
  return above > 0x7f ? decodeBeyondAscii(bytes.subarray(start, end)) : bytes.toString('latin1', start, end);
}

function decodeBeyondAscii(bytes: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return strict.decode(bytes);
  } catch {
    // Decoded piece by piece below.
  }
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`;
      at += 1;
    } else {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Bytes of the UTF-8 sequence at a place, 0 where none is well formed. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  const second = bytes[at + 1] ?? 0;
  // Overlong forms, surrogates and what lies beyond Unicode show in the second byte.
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < low || second > high) return 0;
  for (let next = 2; next < length; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/**
 * The clean spelling of a path below the root: no `/` at its ends, no `.`, no empty part, `..` resolved by its text. Empty for the root itself,
 * `undefined` when it leads out of the root.
 */
export function cleanPath(written: string): string | undefined {
  const path = written.endsWith('/') ? written.slice(0, -1) : written;
  if (isClean(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Whether no part of a path is empty or begins with a dot; a part that begins with one is looked at by the slow way. */
function isClean(path: string): boolean {
  return (
    path !== '' && path.charCodeAt(0) > 0x2f && !path.endsWith('/') && !path.includes('//') && !path.includes('/.')
  );
}
