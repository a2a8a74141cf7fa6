// Follows a YAML text that is plain or in quotes, character by character.

/** Escapes of one letter in double quotes. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '0': '\0',
    a: '\x07',
    b: '\b',
    t: '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\x1b',
    N: '\u0085',
    _: '\u00a0',
    L: '\u2028',
    P: '\u2029',
    '\t': '\t',
  }),
);
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

interface Step {
  /** What the source stands for here; empty for an escaped line break. */
  readonly text: string;
  /** Offset behind it. */
  readonly next: number;
}

/** Offsets of every character of the value and of its end, or nothing where source and value do not agree. */
export function mapFlow(source: string, from: number, to: number, value: string): Int32Array | undefined {
  const quote = source[from] === '"' || source[from] === "'" ? source[from] : '';
  const stop = quote === '' ? to : to - 1;
  if (quote !== '' && source[stop] !== quote) return undefined;
  const map = new Int32Array(value.length + 1);
  let at = from + quote.length;
  let done = 0;
  while (at < stop) {
    const step = readStep(source, at, stop, quote);
    if (step === undefined || !value.startsWith(step.text, done)) return undefined;
    for (let index = 0; index < step.text.length; index += 1)
      map[done + index] = at + (step.text.length === step.next - at ? index : 0);
    done += step.text.length;
    at = step.next;
  }
  map[done] = at;
  return done === value.length ? map : undefined;
}

function readStep(source: string, at: number, stop: number, quote: string): Step | undefined {
  const char = source[at] ?? '';
  if (char === '\n' || char === '\r' || char === ' ' || char === '\t') return readGap(source, at, stop);
  if (quote === "'" && char === "'") return source[at + 1] === "'" ? { text: "'", next: at + 2 } : undefined;
  if (quote === '"' && char === '\\') return readEscape(source, at, stop);
  return { text: char, next: at + 1 };
}

/** Blanks stay as they are unless a line ends within them: one line break is a space, each further one a line break. */
function readGap(source: string, from: number, stop: number): Step {
  let at = from;
  let breaks = 0;
  while (at < stop && ' \t\r\n'.includes(source[at] ?? '')) {
    if (source[at] === '\n') breaks += 1;
    at += 1;
  }
  if (breaks === 0) return { text: source.slice(from, at), next: at };
  return { text: breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), next: at };
}

function readEscape(source: string, at: number, stop: number): Step | undefined {
  const letter = source[at + 1] ?? '';
  if (letter === '\n' || source.startsWith('\r\n', at + 1)) return readEscapedBreak(source, at + 1, stop);
  const count = DIGITS.get(letter);
  if (count === undefined) return { text: LETTERS.get(letter) ?? letter, next: at + 2 };
  const digits = source.slice(at + 2, at + 2 + count);
  const code = /^[0-9A-Fa-f]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
  return code <= 0x10ffff ? { text: String.fromCodePoint(code), next: at + 2 + count } : undefined;
}

/** A backslash takes the line break away, and the blanks at the start of the next line. */
function readEscapedBreak(source: string, from: number, stop: number): Step {
  let at = source.indexOf('\n', from) + 1;
  while (at < stop && (source[at] === ' ' || source[at] === '\t')) at += 1;
  return { text: '', next: at };
}
