// Writes scanned text into GitHub's Markdown so that it stays text: no markup, no link, no mention, no command.
import { clip, visible } from './visible-text.ts';

/** Invisible, and enough to keep GitHub from taking `@name` for a person, `#1` for an issue or `:bomb:` for a picture. */
const BREAK = '&#8203;';
const LONGEST_TEXT = 2000;

const MARKUP = /[&<>"'`*~[\]#|\\$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
/** Names of pictures are short. One of digits alone is a port unless it is one of the two that there are. */
const PICTURE = /:(?=([\w+-]{1,60}):)/g;

/** A text as plain text inside a paragraph, a list or a table cell. */
export function escapeMarkdown(text: string, limit = LONGEST_TEXT): string {
  return shorten(text, limit)
    .trimStart()
    .replace(MARKUP, entity)
    .replaceAll('@', `@${BREAK}`)
    .replace(/&#35;(?=\w)/g, `$&${BREAK}`)
    .replace(/GH-(?=\d)/gi, `$&${BREAK}`)
    .replace(/www(?=\.)/gi, `$&${BREAK}`)
    .replace(/:(?=\/\/)/g, `$&${BREAK}`)
    .replace(PICTURE, (colon, name: string) =>
      /^\d+$/.test(name) && name !== '100' && name !== '1234' ? colon : `${colon}${BREAK}`,
    )
    .replace(/:(?=:)/g, entity)
    .replace(/^(?:[-+=]|\d+[.)])/, (mark) => mark.replace(/[-+=.)]/, entity));
}

/** The same for sentences in which backticks mark code. */
export function prose(text: string, limit = LONGEST_TEXT): string {
  const parts = shorten(text.trim().replace(/[ \t]*\r?\n[ \t]*/g, ' '), limit).split('`');
  const closed = parts.length % 2 === 1;
  return parts
    .map((part, index) => {
      if (index % 2 === 1 && (closed || index < parts.length - 1)) return codeSpan(part, limit);
      const written = escapeMarkdown(part);
      const said = index > 0 && /^\s/.test(part) ? ` ${written}` : written;
      return index % 2 === 1 ? `&#96;${said}` : said;
    })
    .join('');
}

/** A text as code. Backticks, bars and backslashes would have to be escaped in one way here and in another in a table, so they are written as HTML. */
export function codeSpan(text: string, limit = 300): string {
  const shown = shorten(text, limit);
  if (shown.trim() === '') return '<code></code>';
  return /[`|\\]|##\[|^\s|\s$/.test(shown) ? `<code>${escapeMarkdown(shown, limit)}</code>` : `\`${shown}\``;
}

/** Lines as a block of code. */
export function codeBlock(lines: readonly string[], language = ''): string {
  return fence(
    lines.map((line) => visible(line).replaceAll('##[', '##\\x5b')),
    language,
  );
}

/** Lines as a block of code exactly as they are, which must be fit to be shown. */
export function fence(lines: readonly string[], language = ''): string {
  const longest = lines.reduce(
    (most, line) => [...line.matchAll(/`+/g)].reduce((length, [run]) => Math.max(length, run.length), most),
    2,
  );
  const ticks = '`'.repeat(longest + 1);
  return [`${ticks}${language}`, ...lines, ticks].join('\n');
}

/** A link with a text that is already Markdown. An address of another scheme than https or http gives the text alone. */
export function link(markdown: string, address: string | undefined): string {
  if (address === undefined || !/^https?:\/\/[^\s<>()[\]|\\`"]+$/.test(address)) return markdown;
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

/** Cut before and after, so that a text of any length costs little and is short with its escapes too. */
function shorten(text: string, limit: number): string {
  return clip(visible(clip(text, 2 * limit)), limit);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
