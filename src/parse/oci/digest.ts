// Content digests as OCI writes them: the algorithm, a colon, and lower-case hexadecimal digits.

/** Hexadecimal digits by registered algorithm; those that are not here cannot be checked and are refused. */
const DIGITS = { sha256: 64, sha512: 128 } as const;

export type DigestAlgorithm = keyof typeof DIGITS;

export interface Digest {
  readonly algorithm: DigestAlgorithm;
  readonly hex: string;
}

/** Splits a digest, or answers `undefined` where it is none that can be checked. */
export function parseDigest(text: string): Digest | undefined {
  const [, algorithm, hex = ''] = /^(sha256|sha512):([0-9a-f]+)$/.exec(text) ?? [];
  if (algorithm !== 'sha256' && algorithm !== 'sha512') return undefined;
  return hex.length === DIGITS[algorithm] ? { algorithm, hex } : undefined;
}
