// os-release: what a distribution says of itself, in a subset of shell assignments.

/** Values by key; of a key that occurs twice the last one counts. Lines that are no assignment say nothing. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, raw] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
    if (key !== undefined && raw !== undefined) values.set(key, unquote(raw));
  }
  return values;
}

function unquote(raw: string): string {
  const quote = raw.charAt(0);
  if (raw.length < 2 || (quote !== '"' && quote !== "'") || !raw.endsWith(quote)) return raw;
  const inside = raw.slice(1, -1);
  return quote === "'" ? inside : inside.replace(/\\(["$\\`])/g, '$1');
}
