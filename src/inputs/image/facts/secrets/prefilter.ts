// Tells quickly that a text holds no credential of a format of its own: most of its bytes are never looked at.
import { tokenShapes } from '../../../../parse/secrets/token-shapes.ts';

interface Anchors {
  /** By the hash of a pair of bytes: 1 where it may be the first and second, or the second and third byte of an anchor. */
  readonly pairs: Uint8Array;
  /** Anchors by their first three bytes. */
  readonly byStart: ReadonlyMap<number, readonly Uint8Array[]>;
}

/** Small enough for the nearest cache of a processor. */
const HASHES = 0x4000;

/** What stands inside every credential that has no prefix; at least three bytes each. */
const MORE_ANCHORS = ['AKIA', 'ASIA', ':AA', '.eyJ'] as const;

/** Stands in the first line of every private key. */
const PRIVATE_KEY = Buffer.from('PRIVATE KEY');
/** The end of it, which is looked for: what begins with a rarer letter is found in half the time. */
const RARE = Buffer.from('TE KEY');

/** 1 for the characters of which every token consists, its prefix included. */
const IS_TOKEN = Uint8Array.from({ length: 256 }, (_, code) =>
  /[A-Za-z0-9_.+/=:-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** The shortest token, the id of an AWS access key, has as many characters. */
const SHORTEST = 20;

let made: Anchors | undefined;

/** Tells whether a text may hold a private key or a token; one that it clears holds none. */
export function mayHoldToken(bytes: Uint8Array): boolean {
  made ??= makeAnchors();
  const { length } = bytes;
  // A token is an unbroken run of its characters: whatever breaks it within twenty bytes is found soonest from their end.
  for (let from = 0; from + SHORTEST <= length; ) {
    let at = from + SHORTEST - 1;
    while (at >= from && IS_TOKEN[bytes[at] ?? 0] === 1) at -= 1;
    if (at >= from) {
      from = at + 1;
      continue;
    }
    let end = from + SHORTEST;
    while (end < length && IS_TOKEN[bytes[end] ?? 0] === 1) end += 1;
    if (holdsAnchor(bytes, from, end, made)) return true;
    from = end + 1;
  }
  return holdsPrivateKey(bytes);
}

function holdsPrivateKey(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = text.indexOf(RARE); at !== -1; at = text.indexOf(RARE, at + 1)) {
    // The first line of a key ends behind these words, or says what kind of block it is.
    const end = at + RARE.length;
    if (
      (text[end] === 0x2d || text[end] === 0x20) &&
      text.subarray(0, end).subarray(-PRIVATE_KEY.length).equals(PRIVATE_KEY)
    )
      return true;
  }
  return false;
}

/** Looks at every second pair of bytes: whichever byte an anchor begins at, one of its first two pairs is seen. */
function holdsAnchor(bytes: Uint8Array, from: number, end: number, anchors: Anchors): boolean {
  for (let at = from; at < end - 1; at += 2) {
    const seen = anchors.pairs[hash(bytes[at] ?? 0, bytes[at + 1] ?? 0)] ?? 0;
    if (seen !== 0 && (beginsAt(bytes, at, end, anchors) || (at > from && beginsAt(bytes, at - 1, end, anchors))))
      return true;
  }
  return false;
}

function hash(first: number, second: number): number {
  return ((first << 6) ^ second) & (HASHES - 1);
}

/** Characters that must follow an anchor for it to be more than a word. */
const FOLLOWING = 12;

function beginsAt(bytes: Uint8Array, start: number, end: number, { byStart }: Anchors): boolean {
  const key = ((bytes[start] ?? 0) << 16) | ((bytes[start + 1] ?? 0) << 8) | (bytes[start + 2] ?? 0);
  const candidates = byStart.get(key);
  return candidates?.some((anchor) => standsAt(bytes, start, end, anchor)) ?? false;
}

function standsAt(bytes: Uint8Array, start: number, end: number, anchor: Uint8Array): boolean {
  if (start + anchor.length + FOLLOWING > end) return false;
  for (let at = 3; at < anchor.length; at += 1) if (bytes[start + at] !== anchor[at]) return false;
  return true;
}

function makeAnchors(): Anchors {
  // The body of a web token begins with `eyJ` too, which base64 of any JSON does: its second part is surer.
  const prefixes = tokenShapes.map(({ prefix }) => prefix).filter((prefix) => prefix !== 'eyJ');
  const byStart = new Map<number, Uint8Array[]>();
  const pairs = new Uint8Array(HASHES);
  for (const text of new Set([...prefixes, ...MORE_ANCHORS])) {
    const anchor = new TextEncoder().encode(text);
    const [first = 0, second = 0, third = 0] = anchor;
    const key = (first << 16) | (second << 8) | third;
    byStart.set(key, [...(byStart.get(key) ?? []), anchor]);
    for (const pair of [hash(first, second), hash(second, third)]) pairs[pair] = 1;
  }
  return { pairs, byStart };
}
