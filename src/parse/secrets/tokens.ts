// Finds tokens of known issuers: one walk over the text for the prefixes, then a bounded look behind each.

import type { FoundSecret } from './found-secret.ts';
import { isGithubChecksumRight } from './github-checksum.ts';
import { matchesIn } from './matches.ts';
import { isPlaceholder, isSampleToken } from './placeholders.ts';
import { type TokenShape, tokenShapes, unprefixedShapes } from './token-shapes.ts';

interface Shapes {
  /** Tells whether any prefix stands in a text, whatever stands in front of it. */
  readonly anywhere: RegExp;
  /** Finds the next prefix. */
  readonly prefixes: RegExp;
  readonly byPrefix: ReadonlyMap<string, readonly { readonly shape: TokenShape; readonly whole: RegExp }[]>;
  readonly unprefixed: readonly { readonly type: string; readonly pattern: RegExp }[];
}

/** What may stand in front: the begin, no letter or digit, or an escaped line end inside a string. */
const BEFORE = '(?<![A-Za-z0-9]|[A-Za-z0-9]_)(?:)|(?<=\\\\[nrt])';
const AFTER = '(?![A-Za-z0-9])';

const AWS_ID = /(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])/g;
const AWS_SECRET = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g;

/** Characters around the id of an AWS access key in which its secret half is looked for. */
const NEAR = 240;

let made: Shapes | undefined;

/** Finds the tokens whose issuers gave them a form of their own. */
export function findTokens(text: string): readonly FoundSecret[] {
  made ??= makeShapes();
  return [...findPrefixed(text, made), ...findUnprefixed(text, made), ...findAwsKeys(text)];
}

function makeShapes(): Shapes {
  const byPrefix = new Map<string, { shape: TokenShape; whole: RegExp }[]>();
  for (const shape of tokenShapes) {
    const end = shape.open === true ? '' : AFTER;
    const whole = new RegExp(`${escapeText(shape.prefix)}${shape.body}${end}`, 'y');
    byPrefix.set(shape.prefix, [...(byPrefix.get(shape.prefix) ?? []), { shape, whole }]);
  }
  // Longest first, so that `sk-ant-` is not taken for `sk-`.
  const prefixes = [...byPrefix.keys()].sort((a, b) => b.length - a.length).map(escapeText);
  return {
    anywhere: new RegExp(prefixes.join('|')),
    prefixes: new RegExp(`(?:${BEFORE})(?:${prefixes.join('|')})`, 'g'),
    byPrefix,
    unprefixed: unprefixedShapes.map(({ type, pattern }) => ({
      type,
      pattern: new RegExp(`(?<![A-Za-z0-9_-])${pattern}(?![A-Za-z0-9_-])`, 'g'),
    })),
  };
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function findPrefixed(text: string, shapes: Shapes): FoundSecret[] {
  const found: FoundSecret[] = [];
  if (!shapes.anywhere.test(text)) return found;
  let free = 0;
  for (const { 0: prefix, index } of matchesIn(text, shapes.prefixes)) {
    if (index < free) continue;
    for (const { shape, whole } of shapes.byPrefix.get(prefix) ?? []) {
      whole.lastIndex = index;
      const value = whole.exec(text)?.[0];
      if (value === undefined) continue;
      const sample = isSampleToken(value.slice(prefix.length)) || isPlaceholder(value);
      const placeholder = sample || (shape.check === 'github' && !isGithubChecksumRight(value));
      found.push({ type: shape.type, start: index, end: index + value.length, placeholder, value });
      free = index + value.length;
      break;
    }
  }
  return found;
}

function findUnprefixed(text: string, shapes: Shapes): FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { type, pattern } of shapes.unprefixed)
    for (const { 0: value, index } of matchesIn(text, pattern))
      found.push({ type, start: index, end: index + value.length, placeholder: isSampleToken(value), value });
  return found;
}

/** The secret half of an AWS access key has no form of its own: 40 characters near the id of the key. The id alone opens nothing. */
function findAwsKeys(text: string): FoundSecret[] {
  const found: FoundSecret[] = [];
  let free = 0;
  for (const { 0: id, index } of matchesIn(text, AWS_ID)) {
    const from = Math.max(free, index - NEAR);
    const near = text.slice(from, index + id.length + NEAR);
    for (const match of matchesIn(near, AWS_SECRET)) {
      const value = match[0];
      if (!/[a-z]/.test(value) || !/[A-Z]/.test(value) || !/[0-9]/.test(value)) continue;
      const start = from + match.index;
      const placeholder = /example/i.test(id + value) || isSampleToken(value);
      found.push({ type: 'aws-secret-key', start, end: start + value.length, placeholder, value });
      free = start + value.length;
    }
  }
  return found;
}
