// Writes scanned text into GitHub's Markdown so that it stays text: no markup, no link, no mention, no command.
import { clip, visible } from './visible-text.ts';

/** Invisible, and enough to keep GitHub from taking `@name` for a person or `#1` for an issue. */
const BREAK = '&#8203;';

const MARKUP = /[&<>"'`*_~[\]()#|\\!{}$^=:]/g;

/** A text as plain text inside a paragraph or a table cell. */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('@', `@${BREAK}`)
    .replace(/(&#35;)(?=\w)/g, `$1${BREAK}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${BREAK}`)
    .replace(/\b(www)\./gi, `$1${BREAK}.`)
    .replace(
      /^(\s*)([-+]|\d+[.)])(?=\s)/,
      (_, blank: string, mark: string) => `${blank}${[...mark].map(entity).join('')}`,
    );
}

/** A text as code. In a table a bar would end the cell, so it is escaped there. */
export function codeSpan(text: string, limit = 300): string {
  const shown = breakCommands(clip(visible(text), limit)).replaceAll('|', '\\|');
  if (shown.trim() === '') return '&#96;&#96;';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || shown.startsWith(' ') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Lines as a block of code. */
export function codeBlock(lines: readonly string[], language = ''): string {
  const shown = lines.map((line) => breakCommands(visible(line)));
  const longest = Math.max(2, ...shown.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

/** A link with a text that is already Markdown. An address of another scheme than https or http gives the text alone. */
export function link(markdown: string, address: string | undefined): string {
  if (address === undefined || !/^https?:\/\/[^\s<>()]+$/.test(address)) return markdown;
  return `[${markdown}](${address})`;
}

/** A table; the cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Text that folds open. The heading is Markdown without blocks. */
export function details(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['<details>', `<summary>${heading}</summary>`, '', ...lines, '', '</details>'];
}

/** The Actions runner obeys this anywhere in a line of a log. */
function breakCommands(text: string): string {
  return text.replaceAll('##[', '##\\x5b');
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
