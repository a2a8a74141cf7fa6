// Reads unified diffs: which lines of which files were added, whatever the files are called and whatever stands in them.

export interface AddedLine {
  readonly line: number;
  readonly text: string;
}

export type Range = readonly [start: number, end: number];

const HUNK = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Reads the output of `git diff` with the prefixes `a/` and `b/`. Files that are gone, binary or only renamed have no lines. */
export function readDiff(text: string): Map<string, Range[]> {
  const files = new Map<string, Range[]>();
  let ranges: Range[] | undefined;
  walk(text, {
    onHeader: (line) => {
      if (line.startsWith('diff --git ')) ranges = undefined;
      if (!line.startsWith('+++ ')) return;
      const name = readName(line.slice('+++ '.length));
      ranges = name === undefined ? undefined : (files.get(name) ?? []);
      if (name !== undefined && ranges !== undefined) files.set(name, ranges);
    },
    onAdded: ({ line }) => {
      if (ranges !== undefined) addLine(ranges, line);
    },
  });
  return files;
}

/** Reads the hunks of one file, as the API gives them. */
export function readPatch(patch: string): AddedLine[] {
  const added: AddedLine[] = [];
  walk(patch, { onHeader: () => {}, onAdded: (line) => added.push(line) });
  return added;
}

/** Joins lines in ascending order to ranges. */
export function rangesOf(lines: readonly AddedLine[]): Range[] {
  const ranges: Range[] = [];
  for (const { line } of lines) addLine(ranges, line);
  return ranges;
}

interface Visitor {
  readonly onHeader: (line: string) => void;
  readonly onAdded: (line: AddedLine) => void;
}

/** A hunk says how long it is, so a line inside it is never taken for a header. */
function walk(text: string, { onHeader, onAdded }: Visitor): void {
  let [before, after, number] = [0, 0, 0];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? undefined : end);
    at = end === -1 ? text.length : end + 1;
    const hunk = before === 0 && after === 0 ? HUNK.exec(line) : null;
    if (hunk !== null) {
      before = Number(hunk[1] ?? 1);
      after = Number(hunk[3] ?? 1);
      number = Number(hunk[2]);
    } else if (before === 0 && after === 0) {
      onHeader(line);
    } else if (line.startsWith('+')) {
      onAdded({ line: number, text: line.slice(1) });
      after = Math.max(0, after - 1);
      number += 1;
    } else if (line.startsWith('-')) {
      before = Math.max(0, before - 1);
    } else if (!line.startsWith('\\')) {
      before = Math.max(0, before - 1);
      after = Math.max(0, after - 1);
      number += 1;
    }
  }
}

function addLine(ranges: Range[], line: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && last[1] + 1 === line) ranges[ranges.length - 1] = [last[0], line];
  else ranges.push([line, line]);
}

/** The path in a `+++` line: quoted where it holds odd characters, followed by a tab where it holds a blank. */
function readName(written: string): string | undefined {
  const name = written.startsWith('"') ? unquote(written) : written.replace(/\t$/, '');
  return name.startsWith('b/') ? name.slice('b/'.length) : undefined;
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** As C writes strings; numbers are octal and stand for bytes of UTF-8. */
function unquote(written: string): string {
  const parts: Buffer[] = [];
  for (const [, plain, octal, letter] of written.replace(/^"|"\s*$/g, '').matchAll(/([^\\]+)|\\([0-7]{3})|\\(.)/gs)) {
    if (plain !== undefined) parts.push(Buffer.from(plain));
    else
      parts.push(Buffer.from([octal === undefined ? (ESCAPES[letter ?? ''] ?? 63) : Number.parseInt(octal, 8) & 255]));
  }
  return Buffer.concat(parts).toString('utf8');
}
