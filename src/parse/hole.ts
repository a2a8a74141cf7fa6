// A hole: the place inside a text where a value that cannot be known would stand.

/** Marks the place of an unresolved variable inside a text. A private-use character, so that splitting at `:` or `,` still works around it. */
export const HOLE = '\u{F5EA0}';

/** Tells whether any part of the text is not known. */
export function hasHole(text: string): boolean {
  return text.includes(HOLE);
}

/** A text for people, with a sign where a value is not known. */
export function showHoles(text: string): string {
  return text.replaceAll(HOLE, '${...}');
}
