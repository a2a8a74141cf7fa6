// Finds credentials in any text: each with its kind, its place and whether it only looks like an example.

import { findAuthorizations } from './authorizations.ts';
import type { FoundSecret } from './found-secret.ts';
import { findNamedValues } from './named-values.ts';
import { findPrivateKeys } from './private-keys.ts';
import { findTokens } from './tokens.ts';
import { findUrlPasswords } from './url-passwords.ts';

export type { FoundSecret } from './found-secret.ts';

/** Surest first: where two finds share a place, the one of the earlier finder is kept. */
const FINDERS = [findPrivateKeys, findTokens, findUrlPasswords, findAuthorizations, findNamedValues] as const;

/** Finds the credentials that are written out in a text, in order and without overlaps. Takes time in proportion to the text. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const ranked: { readonly secret: FoundSecret; readonly rank: number }[] = [];
  for (const [rank, find] of FINDERS.entries()) for (const secret of find(text)) ranked.push({ secret, rank });
  if (ranked.length === 0) return [];
  ranked.sort((a, b) => a.secret.start - b.secret.start || a.rank - b.rank || b.secret.end - a.secret.end);
  const kept: typeof ranked = [];
  for (const next of ranked) {
    const last = kept.at(-1);
    if (last === undefined || next.secret.start >= last.secret.end) kept.push(next);
    else if (next.rank < last.rank) kept[kept.length - 1] = next;
  }
  return kept.map(({ secret }) => secret);
}
