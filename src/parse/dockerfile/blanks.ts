// Tells blanks from other characters, one at a time.

/** The code of a blank, and of the last character of ASCII: what lies between is no blank, and above it few are. */
const SPACE = 0x20;
const DELETE = 0x7f;

/** Tells whether a character of a text is white space. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > SPACE && code <= DELETE) return false;
  return code === SPACE || /\s/.test(text.charAt(at));
}

/** The offset of the first character from `from` on that is no white space. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text, at)) at += 1;
  return at;
}
