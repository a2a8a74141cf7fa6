// Finds the heredocs that a line of a Dockerfile announces, by the rules of the builder.

export interface HeredocMark {
  readonly delimiter: string;
  /** Written with quotes or escapes: nothing in the body is expanded. */
  readonly literal: boolean;
  /** `<<-`: leading tabs are dropped. */
  readonly tabs: boolean;
}

const MARK = /^\d*<<(-?)([^<]+)$/;

/** The heredocs of a line in order; none where a quote is not closed. */
export function heredocMarks(line: string): HeredocMark[] {
  const words = splitRaw(line);
  if (words === undefined) return [];
  const marks: HeredocMark[] = [];
  for (const word of words) {
    const [, dash = '', name = ''] = MARK.exec(word) ?? [];
    if (name === '') continue;
    const delimiter = unquote(name);
    if (delimiter !== '') marks.push({ delimiter, literal: delimiter !== name, tabs: dash === '-' });
  }
  return marks;
}

/** Words at blanks outside quotes, as written. */
function splitRaw(line: string): string[] | undefined {
  const words: string[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quote === '' && (char === ' ' || char === '\t')) {
      if (start !== -1) words.push(line.slice(start, at));
      start = -1;
      continue;
    }
    if (start === -1) start = at;
    if (char === '\\' && quote !== "'") at += 1;
    else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
  }
  if (start !== -1) words.push(line.slice(start));
  return quote === '' ? words : undefined;
}

function unquote(word: string): string {
  return word.replaceAll(/\\(.)|["']/gs, (_, escaped: string | undefined) => escaped ?? '');
}
