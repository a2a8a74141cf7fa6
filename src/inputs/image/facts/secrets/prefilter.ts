// Tells quickly that a text holds no credential of a format of its own: one walk over the bytes that looks at every second pair.
import { tokenShapes } from '../../../../parse/secrets/token-shapes.ts';

interface Anchors {
  /** By the hash of a pair of bytes: 1 where it may be the first and second, or the second and third byte of an anchor. */
  readonly pairs: Uint8Array;
  /** Anchors by their first three bytes. */
  readonly byStart: ReadonlyMap<number, readonly Uint8Array[]>;
}

/** Small enough for the nearest cache of a processor. */
const HASHES = 0x4000;

/** What stands in front of, or inside, every credential that is looked for; at least three bytes each. */
const MORE_ANCHORS = ['PRIVATE KEY', 'AKIA', 'ASIA', ':AA', '.eyJ'] as const;

/** Characters that must follow an anchor for it to be more than a word. */
const FOLLOWING = 12;

let made: Anchors | undefined;

/** Tells whether a text may hold a private key or a token; one that it clears holds none. */
export function mayHoldToken(bytes: Uint8Array): boolean {
  made ??= makeAnchors();
  const { pairs } = made;
  const last = bytes.length - 2;
  // Whichever of its bytes an anchor begins at, one of its first two pairs is looked at.
  for (let at = 0; at <= last; at += 2) {
    const kind = pairs[hash(bytes[at] ?? 0, bytes[at + 1] ?? 0)] ?? 0;
    if (kind !== 0 && beginsNear(bytes, at, made)) return true;
  }
  return false;
}

function hash(first: number, second: number): number {
  return ((first << 6) ^ second) & (HASHES - 1);
}

function beginsNear(bytes: Uint8Array, at: number, { byStart }: Anchors): boolean {
  for (const start of [at, at - 1]) {
    if (start < 0) continue;
    const key = ((bytes[start] ?? 0) << 16) | ((bytes[start + 1] ?? 0) << 8) | (bytes[start + 2] ?? 0);
    for (const anchor of byStart.get(key) ?? []) if (standsAt(bytes, start, anchor)) return true;
  }
  return false;
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

function standsAt(bytes: Uint8Array, start: number, anchor: Uint8Array): boolean {
  for (let at = 3; at < anchor.length; at += 1) if (bytes[start + at] !== anchor[at]) return false;
  const from = start + anchor.length;
  if (from + FOLLOWING > bytes.length) return false;
  // The first line of a key ends behind its anchor.
  if (anchor.length === MORE_ANCHORS[0].length && anchor[0] === 0x50)
    return bytes[from] === 0x2d || bytes[from] === 0x20;
  for (let at = from; at < from + FOLLOWING; at += 1) if ((bytes[at] ?? 0) <= 0x20) return false;
  return true;
}
