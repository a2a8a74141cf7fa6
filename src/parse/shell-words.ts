// Words of a command line as the readers of docker lines take them.

export interface Word {
  /** The word as the program gets it. A hole stands where an expansion is not known. */
  readonly text: string;
  /** Offsets in the source, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The source spells the word exactly as its text: offsets inside the text are offsets in the source. */
  readonly plain: boolean;
  /** An expansion in it is not quoted: the shell may make several words of it, or none. */
  readonly loose: boolean;
}

/** Quotes words so that a shell gets back exactly these words. */
export function quoteWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
