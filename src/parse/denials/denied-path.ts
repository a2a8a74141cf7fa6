// Finds the path that a message about a refused write is about.

/** A path in quotes, or a bare one behind a blank, a bracket, a colon or an equals sign; a date such as 2026/11/24 is none. */
const QUOTED = /(?<=["'`\u2018\u201c])\/[^"'`\u2019\u201d]{0,400}(?=["'`\u2019\u201d])/g;
const BARE = /(?<=^|[\s(:=[])\/[^\s"'`,;()[\]]{0,400}/g;

interface Found {
  readonly path: string;
  readonly start: number;
}

/** The path nearest before `reason`, a position in the text, else the first one after it; empty where none is named. */
export function findDeniedPath(text: string, reason: number): string {
  const found = [...pathsOf(text, QUOTED), ...pathsOf(text, BARE)].sort((a, b) => a.start - b.start);
  const before = found.filter(({ start }) => start < reason).at(-1);
  return (before ?? found[0])?.path ?? '';
}

function pathsOf(text: string, pattern: RegExp): Found[] {
  return Array.from(text.matchAll(pattern), ({ 0: matched, index }) => ({
    path: matched.replace(/[:.]+$/, '') || '/',
    start: index,
  }));
}
