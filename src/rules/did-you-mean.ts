// The end of a message about a word that is not known.
import { nearest } from '../parse/nearest.ts';

/** `; did you mean ...?` for the nearest of the known words, or nothing where none is near. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

/** The same, or the known words themselves where none is near. */
export function suggest(word: string, known: readonly string[]): string {
  return didYouMean(word, known) || `; known: ${known.join(', ')}`;
}
