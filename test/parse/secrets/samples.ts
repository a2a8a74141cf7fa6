// Made-up credentials of every shape, put together at run time so that no scanner takes this file for a leak.
import { githubChecksum } from '../../../src/parse/secrets/github-checksum.ts';

const MIXED = 'aB3dE6gH9jK2mN5pQ8rS1tV4wX7yZ0cF';

/** A text of exactly `length` letters and digits that repeats nothing for long. */
export function mixed(length: number): string {
  return MIXED.repeat(Math.ceil(length / MIXED.length)).slice(0, length);
}

/** The same of hexadecimal digits. */
export function hexadecimal(length: number): string {
  return 'a1b2c3d4e5f60718293a4b5c6d7e8f90'.repeat(Math.ceil(length / 32)).slice(0, length);
}

/** A GitHub token with the checksum that belongs to it. */
export function githubToken(prefix = 'ghp_'): string {
  return prefix + mixed(30) + githubChecksum(mixed(30));
}

/** A private key in PEM armour; `eol` is what ends its lines. */
export function privateKey(kind = 'RSA ', eol = '\n', block = ''): string {
  const lines = [
    `-----BEGIN ${kind}PRIVATE${''} KEY${block}-----`,
    mixed(64),
    mixed(60),
    `-----END ${kind}PRIVATE KEY${block}-----`,
  ];
  return lines.join(eol);
}

/** Tokens by the type under which they are found. */
export const tokens: readonly (readonly [type: string, token: string])[] = [
  ['github-token', githubToken('ghs_')],
  ['github-token', `github_${'pat'}_${mixed(22)}_${mixed(59)}`],
  ['gitlab-token', `gl${'pat'}-${mixed(20)}`],
  ['npm-token', `np${'m'}_${mixed(36)}`],
  ['pypi-token', `py${'pi'}-AgE${mixed(80)}`],
  ['rubygems-token', `ruby${'gems'}_${hexadecimal(48)}`],
  ['slack-token', `xo${'xb'}-${mixed(12)}-${mixed(24)}`],
  ['slack-webhook', `https://hooks.${'slack'}.com/services/T0123ABCD/B0123ABCD/${mixed(24)}`],
  ['discord-webhook', `https://${'discord'}.com/api/webhooks/123456789012345678/${mixed(68)}`],
  ['stripe-key', `sk_${'live'}_${mixed(24)}`],
  ['google-api-key', `AI${'za'}${mixed(35)}`],
  ['digitalocean-token', `do${'p'}_v1_${hexadecimal(64)}`],
  ['docker-hub-token', `dckr_${'pat'}_${mixed(27)}`],
  ['hugging-face-token', `h${'f'}_${'abcdefghijklmnopqrstuvwxyzABCDEFGH'}`],
  ['anthropic-key', `sk-${'ant'}-api03-${mixed(93)}`],
  ['openai-key', `sk-${'proj'}-${mixed(48)}`],
  ['openai-key', `sk${'-'}${mixed(48)}`],
  ['sendgrid-key', `S${'G'}.${mixed(22)}.${mixed(43)}`],
  ['shopify-token', `sh${'pat'}_${hexadecimal(32)}`],
  ['vault-token', `hv${'s'}.${mixed(24)}`],
  ['age-secret-key', `AGE-SECRET-${'KEY'}-1${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'.repeat(2).slice(0, 58)}`],
  ['azure-storage-key', `AccountKey${'='}${mixed(86)}==`],
  ['json-web-token', `ey${'J'}${mixed(30)}.eyJ${mixed(40)}.${mixed(43)}`],
  ['telegram-token', `123456789${':'}AA${mixed(33)}`],
];
