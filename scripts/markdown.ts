// Small pieces of Markdown that the generated pages share.

/** Said at the top of a page that is made from the policies. */
export const GENERATED = '<!-- Made by `npm run generate` from policies/. Edits here are lost. -->';

/** A row of a table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** A text without its line breaks. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

/** The anchor that the heading of a framework gets. */
export function anchorOf(framework: string): string {
  return framework.replaceAll('.', '');
}
