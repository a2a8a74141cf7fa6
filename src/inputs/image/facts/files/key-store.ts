// Tells a file that keeps private keys in a format of its own from one that only has such a name.

/** Bytes that tell the format. */
export const KEY_STORE_BYTES = 64;

const NAME = /\.(?:p12|pfx|jks|jceks|keystore|kdbx|kdb|ppk|bks)$/i;

/** Tells by its name whether a file may be a key store. */
export function isKeyStoreName(path: string): boolean {
  return NAME.test(path);
}

/** Tells by its first bytes whether a file of such a name holds keys. A Java store that begins with a certificate only says whom to trust. */
export function isKeyStore(path: string, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 16) return false;
  const magic = view.getUint32(0);
  if (/\.(?:kdbx|kdb)$/i.test(path)) return magic === 0x03d9a29a;
  if (/\.ppk$/i.test(path)) return Buffer.from(bytes).toString('latin1').startsWith('PuTTY-User-Key-File-');
  if (magic === 0xfeedfeed || magic === 0xcececece) return view.getUint32(8) > 0 && view.getUint32(12) !== 2;
  // A sequence in DER, as PKCS#12 is, with the version 3 in front.
  const header = (bytes[1] ?? 0) < 0x80 ? 2 : 2 + ((bytes[1] ?? 0) & 0x7f);
  return bytes[0] === 0x30 && bytes[header] === 0x02 && bytes[header + 1] === 0x01 && bytes[header + 2] === 0x03;
}
