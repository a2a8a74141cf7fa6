// Stand-ins for secrets: of the same shape, so that a program that checks its settings goes on, and worth nothing.

import { findSecrets } from '../../parse/secrets/find-secrets.ts';
import { isPlaceholder } from '../../parse/secrets/placeholders.ts';
import { secretKindOf } from '../../parse/secrets/secret-names.ts';
import { tokenShapes } from '../../parse/secrets/token-shapes.ts';

/** Where a secret is, and not what it is. */
const PATH =
  /^(?:\.{1,2}\/|~\/|\/(?:app|certs?|config|data|etc|home|keys?|mnt|opt|root|run|secrets?|srv|tmp|usr|var)\/)/;

/** Settings of one text with keys of their own: `Server=db;Password=...`, `jdbc:...?user=a&password=...`. */
const SETTING = /(?<=(?:^|[;&?\s])(?:password|pwd|accountkey|sharedaccesskey)\s{0,4}=\s{0,4})[^;&\s]{1,2000}/gi;

/** Digits and letters that hexadecimal, base 32 and base 64 have in common. */
const LOWER = 'abcdef';
const UPPER = 'ABCDEF';
const DIGITS = '234567';

/** Value of a variable with everything secret in it replaced; the same value where nothing is. Depends on the shape of the secret alone, so what was equal stays equal. */
export function replaceSecrets(name: string, value: string): string {
  if (isHarmless(value)) return value;
  if (secretKindOf(name) !== undefined) return replaceWhole(value);
  // What only looks made up is replaced too: the same word may stand under a name that says it is a secret.
  const spans = findSecrets(value).filter((secret) => !isPlaceholder(secret.value));
  const settings = Array.from(value.matchAll(SETTING), ({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  let replaced = '';
  let from = 0;
  for (const { start, end } of [...spans, ...settings].sort((a, b) => a.start - b.start)) {
    if (start < from) continue;
    replaced += value.slice(from, start) + replaceWhole(value.slice(start, end));
    from = end;
  }
  return replaced + value.slice(from);
}

/** A value for a variable that has none here, such as its name lets expect. */
export function inventValue(name: string): string {
  if (/(?:^|_)port$/i.test(name)) return '8080';
  if (/(?:^|_)(?:url|uri|endpoint)$/i.test(name)) return 'http://placeholder.invalid/';
  if (/(?:^|_)host(?:name)?$/i.test(name)) return 'placeholder.invalid';
  return 'placeholder';
}

function isHarmless(value: string): boolean {
  return value.length < 2 || isPlaceholder(value) || PATH.test(value);
}

/** Scheme, host and port of an address, the armour of a key and the prefix of a known token stay. */
function replaceWhole(value: string): string {
  const [, scheme, login = '', host = '', rest = ''] =
    /^([a-z][a-z0-9+.-]{0,30}:\/\/)(?:([^/?#]*)@)?([^/?#@]*)(.*)$/is.exec(value) ?? [];
  if (scheme !== undefined) return `${scheme}${login === '' ? '' : `${reshape(login)}@`}${host}${reshape(rest)}`;
  if (value.includes('-----BEGIN'))
    return value.replace(/-----(?:BEGIN|END)[A-Z0-9 ]{0,60}-----|[^-]+|-/g, (part) =>
      part.startsWith('-----') ? part : reshape(part),
    );
  const prefix = tokenShapes
    .map((shape) => shape.prefix)
    .filter((one) => value.startsWith(one) && one.length < value.length)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  return prefix + reshape(value.slice(prefix.length));
}

/** The text with every letter and digit changed to one of its class. */
function reshape(text: string): string {
  const shaped = [0, 1].map((shift) => [...text].map((char, index) => likeChar(char, index + shift)).join(''));
  return shaped.find((one) => one !== text) ?? text;
}

function likeChar(char: string, index: number): string {
  if (/[a-z]/.test(char)) return LOWER.charAt(index % LOWER.length);
  if (/[A-Z]/.test(char)) return UPPER.charAt(index % UPPER.length);
  if (/[0-9]/.test(char)) return DIGITS.charAt(index % DIGITS.length);
  return char.charCodeAt(0) < 128 ? char : 'x'.repeat(char.length);
}
