// Tells by its name whether a variable, an option or a key holds a secret, and of what kind.

const KINDS: readonly { readonly kind: string; readonly name: RegExp }[] = [
  { kind: 'npm-auth-token', name: /(?:^|[^a-z])_auth(?:token)?$/ },
  {
    kind: 'password',
    name: /(?:passw(?:or)?d|passphrase|htpasswd|dbpass|userpass|(?:^|[-_.])pass|[-_.]pwd)$/,
  },
  { kind: 'private-key', name: /private[-_.]?key$/ },
  {
    kind: 'api-key',
    name: /(?:^|[-_.a-z])(?:api|access|account|app|auth|encryption|license|master|signing|service[-_]role|logged[-_]in|nonce)[-_.]?key$/,
  },
  {
    kind: 'secret-value',
    name: /(?:(?:^|[-_.])secret|client-?secret|api[-_]secret|secret[-_.]?key(?:[-_.]base)?|secret[-_]value|credentials_json)$/,
  },
  { kind: 'token', name: /(?:(?:^|[-_.])token|root_token_id|(?:access|api|auth|bearer)token)$/ },
];

/** What every name of a secret holds, so that most names and texts need no closer look. */
export const MAY_BE_SECRET = /pass|pwd|key|secret|token|_auth|credentials_json/i;

/** The kind of secret that a name stands for; undefined for a name that only contains such a word, or says where a secret is. */
export function secretKindOf(name: string): string | undefined {
  const lower = name.toLowerCase().replace(/^-+/, '');
  if (!MAY_BE_SECRET.test(lower)) return undefined;
  // An option that switches something off takes no value: `--disabled-password`, `--no-password`.
  if (name.startsWith('-') && /^(?:disabled?|no|empty|skip|without|allow|generate)-/.test(lower)) return undefined;
  return KINDS.find((one) => one.name.test(lower))?.kind;
}
