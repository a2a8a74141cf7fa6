// Measures and breaks lines by terminal columns: wide characters take two, combining ones none.

const ASCII = /^[\x20-\x7e]*$/;
const COLOUR = /\x1b\[[\d;]*m/g;
const NO_COLUMN = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const TWO_COLUMNS =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;

/** Columns that a printable text takes on a terminal; colours take none. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length;
  let sum = 0;
  for (const character of text.replace(COLOUR, '')) sum += columnsOf(character);
  return sum;
}

/** Columns of the widest of some texts. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, columns(text)), 0);
}

/** Columns of one character. */
export function columnsOf(character: string): number {
  if (ASCII.test(character)) return 1;
  if (NO_COLUMN.test(character)) return 0;
  return TWO_COLUMNS.test(character) ? 2 : 1;
}

/** Fills lines of at most `width` columns with words. A word that is longer than a line is cut, unless it is painted. */
export function wrapWords(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = -1;
  const place = (word: string, size: number): void => {
    if (used < 0) {
      line = word;
      used = size;
    } else if (used + 1 + size <= width) {
      line += ` ${word}`;
      used += 1 + size;
    } else {
      lines.push(line);
      line = word;
      used = size;
    }
  };
  for (const word of words) {
    const size = columns(word);
    if (size <= width || word.includes('\x1b')) place(word, size);
    else for (const piece of cutWord(word, Math.max(width, 1))) place(piece, columns(piece));
  }
  return used < 0 ? lines : [...lines, line];
}

/** Fills a text up with blanks to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** Puts `right` at the end of a line of `width` columns when both fit with two blanks between. */
export function alignRight(left: string, right: string, width: number): string | undefined {
  const gap = width - columns(left) - columns(right);
  return gap >= 2 ? left + ' '.repeat(gap) + right : undefined;
}

function cutWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const size = columnsOf(character);
    if (used + size > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += size;
  }
  return [...pieces, piece];
}
