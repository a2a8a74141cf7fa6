// Follows a YAML text that is written as a block behind `|` or `>`, line by line.

const HEADER = /[|>](?:[1-9][-+]?|[-+][1-9]?)?[ \t]*(?:#[^\r\n]*)?\r?(?:\n|$)/y;

interface Line {
  readonly start: number;
  /** Offset behind its text, before the line break. */
  readonly end: number;
  readonly next: number;
}

/** Offsets of every character of the value and of its end, or nothing where source and value do not agree. */
export function mapBlock(source: string, from: number, value: string, folded: boolean): Int32Array | undefined {
  HEADER.lastIndex = from;
  if (!HEADER.test(source)) return undefined;
  const map = new Int32Array(value.length + 1);
  const solid = lengthWithoutBreaks(value);
  let indent: number | undefined;
  let done = 0;
  /** Where the line breaks stand that were met since the last line with text. */
  let breaks: number[] = [];
  for (let at = HEADER.lastIndex; done < solid; ) {
    const line = lineAt(source, at);
    if (line === undefined) return undefined;
    at = line.next;
    const spaces = countSpaces(source, line);
    if (indent === undefined && line.start + spaces < line.end)
      indent = spaces - countSpaces(value, { start: breaks.length, end: value.length });
    const text = indent === undefined ? '' : source.slice(line.start + Math.min(spaces, indent), line.end);
    if (text === '') {
      breaks.push(line.end);
      continue;
    }
    if (indent === undefined || indent < 0 || spaces < indent) return undefined;
    const joint = jointAt(value, done, breaks.length, folded && done > 0);
    if (joint === undefined || !value.startsWith(text, done + joint)) return undefined;
    for (let index = 0; index < joint; index += 1) map[done + index] = breaks[index] ?? line.start;
    done += joint;
    for (let index = 0; index < text.length; index += 1) map[done + index] = line.start + indent + index;
    done += text.length;
    breaks = [line.end];
  }
  const [last = HEADER.lastIndex] = breaks;
  map.fill(last, done);
  return map;
}

/** How many characters of the value stand for the line breaks before the next line with text; nothing where they do not fit. */
function jointAt(value: string, done: number, breaks: number, folded: boolean): number | undefined {
  let count = 0;
  while (count < breaks && value[done + count] === '\n') count += 1;
  if (count === breaks) return count;
  if (!folded) return undefined;
  if (breaks === 1) return value[done] === ' ' ? 1 : undefined;
  return count === breaks - 1 ? count : undefined;
}

function lengthWithoutBreaks(value: string): number {
  let length = value.length;
  while (value[length - 1] === '\n') length -= 1;
  return length;
}

function countSpaces(text: string, { start, end }: Omit<Line, 'next'>): number {
  let at = start;
  while (at < end && text[at] === ' ') at += 1;
  return at - start;
}

function lineAt(source: string, start: number): Line | undefined {
  if (start >= source.length) return undefined;
  const feed = source.indexOf('\n', start);
  if (feed === -1) return { start, end: source.length, next: source.length };
  return { start, end: feed > start && source[feed - 1] === '\r' ? feed - 1 : feed, next: feed + 1 };
}
