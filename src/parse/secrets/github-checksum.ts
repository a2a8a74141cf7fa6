// The checksum that ends a GitHub token: the CRC-32 of its body, written in base 62.

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 4;
const CHECKSUM = 6;

/** Tells whether a token such as `ghp_...` ends with the checksum of what stands before it; one that was made up does not. */
export function isGithubChecksumRight(token: string): boolean {
  return token.slice(-CHECKSUM) === githubChecksum(token.slice(PREFIX, -CHECKSUM));
}

/** The six characters that end a token with this body. */
export function githubChecksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  while (rest > 0) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits.padStart(CHECKSUM, '0');
}

/** CRC-32 of a text of ASCII characters. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) & 0xff;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
