// Addresses among the words of a command.
import type { CommandElement } from '../../model/command.ts';
import type { WordPart } from '../shell/script.ts';
import type { Unit } from './scope.ts';
import { isScript, type Word } from './word.ts';

export type Url = CommandElement<'Url'>;

/** Programs that take an address without its scheme. */
const GUESSES_SCHEME: ReadonlySet<string> = new Set(['curl', 'wget', 'wget2', 'http', 'xh', 'lynx', 'w3m']);

/** The addresses among the own words of a unit, and in the values set in front of it. Words that are shell code are read as such elsewhere. */
export function urlsOf({ layer, call, code }: Unit): { readonly url: Url; readonly word: Word }[] {
  const found: { url: Url; word: Word }[] = [];
  const values = layer?.wraps ? [] : call.assignments.flatMap(({ value }) => value ?? []);
  const asCode = code.shell === '' ? [] : code.words;
  for (const word of [...values, ...(layer?.words.slice(1, layer.own) ?? [])]) {
    const url = asCode.includes(word) ? undefined : urlInWord(word);
    if (url !== undefined) found.push({ url, word });
  }
  if (layer === undefined || !GUESSES_SCHEME.has(layer.program)) return found;
  const known = new Set(found.map(({ word }) => word));
  for (const word of layer.reading.operands) {
    const url = known.has(word) ? undefined : guessedUrl(word.text);
    if (url !== undefined) found.push({ url, word });
  }
  return found;
}

/** Stands for a substitution while its word is searched: what is inside is no part of the address. */
const MASK = '\u0000';

/** The address in a word. */
export function urlInWord(word: Word): Url | undefined {
  const scripts = word.parts.filter(isScript);
  if (scripts.length === 0) return urlIn(word.text);
  const masked = word.parts.map((part) => (isScript(part) ? MASK : spellingOf(part))).join('');
  const url = urlIn(masked);
  if (url === undefined) return undefined;
  let next = masked.slice(0, masked.indexOf(url.text ?? '')).split(MASK).length - 1;
  const text = (url.text ?? '').replaceAll(MASK, () => {
    next += 1;
    return scripts[next - 1]?.source ?? '';
  });
  return { ...url, text, host: url.host?.includes(MASK) ? '' : (url.host ?? '') };
}

function spellingOf(part: WordPart): string {
  if (part.kind === 'text') return part.text;
  return (part.kind === 'variable' ? part.value : undefined) ?? part.source;
}

/** The address that a word is, or that stands behind its first `=`, or behind `@` as in `name@https://...`. */
function urlIn(word: string): Url | undefined {
  const at = word.indexOf('://');
  if (at === -1) return undefined;
  let start = at;
  while (start > 0 && /[A-Za-z0-9+.-]/.test(word[start - 1] ?? '')) start -= 1;
  while (start < at && !/[A-Za-z]/.test(word[start] ?? '')) start += 1;
  const before = word[start - 1] ?? '';
  if (start === at || (before !== '' && !'=@ "\'(<[,:'.includes(before))) return undefined;
  const text = word.slice(start).split(/[\s"'<>|]/, 1)[0] ?? '';
  return describeUrl(text);
}

/** Splits an address; `undefined` where it has no scheme. */
function describeUrl(text: string): Url | undefined {
  const at = text.indexOf('://');
  const scheme = text.slice(0, at).toLowerCase();
  if (at === -1 || !/^[a-z][a-z0-9+.-]*$/.test(scheme)) return undefined;
  return { text, scheme, ...authority(text.slice(at + 3)) };
}

/** curl and wget read `host/path` as http. */
export function guessedUrl(text: string): Url | undefined {
  if (
    !/^(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?:[:/?]|$)|^localhost(?:[:/?]|$)|^\[[0-9a-f:.]+\]|^0x[0-9a-f]+(?:[:/]|$)|^\d{8,10}(?:[:/]|$)/i.test(
      text,
    )
  )
    return undefined;
  return { text, scheme: 'http', ...authority(text) };
}

function authority(rest: string): { host: string; credentials: boolean } {
  const whole = rest.split(/[/?#\\]/, 1)[0] ?? '';
  const at = whole.lastIndexOf('@');
  const user = at === -1 ? '' : whole.slice(0, at);
  const colon = user.indexOf(':');
  const password = colon === -1 ? '' : user.slice(colon + 1);
  return {
    host: hostOf(whole.slice(at + 1)),
    credentials: password !== '' && !/[$`{<]/.test(password) && !/^[*xX.]+$/.test(password),
  };
}

function hostOf(text: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(text)?.[1];
  const host = (bracketed ?? text.replace(/:[^:]*$/, '')).toLowerCase().replace(/\.$/, '');
  if (/[$`]/.test(host)) return '';
  return dotted(host) ?? host;
}

/** An IPv4 address as the system's resolver reads it: fewer parts, octal and hexadecimal numbers. */
function dotted(host: string): string | undefined {
  const parts = host.split('.');
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[0-9a-f]{1,8}|0[0-7]{0,11}|[1-9]\d{0,9})$/.test(part)))
    return undefined;
  const numbers = parts.map((part) =>
    part.startsWith('0x') ? Number.parseInt(part, 16) : part.startsWith('0') ? Number.parseInt(part, 8) : Number(part),
  );
  const last = numbers.pop() ?? 0;
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return undefined;
  const value = numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), last);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
