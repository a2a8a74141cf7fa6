// Writes JSON that is safe to print: what could steer a terminal, reorder a line or command a CI runner is escaped, which changes no value.

const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu;

/** A value as indented JSON with a newline at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(UNSAFE, escapeUnits).replaceAll('##[', '#\\u0023[')}\n`;
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
