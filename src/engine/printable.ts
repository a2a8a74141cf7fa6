// Text of an engine as one line: it ends in a report or on a terminal.

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** Longest text that is taken over, in UTF-16 units. */
const MAX_TEXT = 400;

/** One line without control characters, at most `limit` UTF-16 units. */
export function printable(text: string, limit = MAX_TEXT): string {
  // Cut before it is searched: what an engine passes on may be megabytes of what a container wrote.
  const line = text
    .slice(0, limit * 8)
    .replaceAll(INVISIBLE, ' ')
    .trim();
  return line.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
}
