// Finds what an expression matches in a text.

/** Every match, in order, of an expression with the flag `g` that matches no empty text. Unlike `matchAll` it makes no copy of the expression, which takes longer than to search a short text. */
export function* matchesIn(text: string, pattern: RegExp): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) yield match;
}
