// Reads WWW-Authenticate: which ways of signing in a server offers, with their parameters.

export interface Challenge {
  /** Lower-case: `bearer`, `basic`. */
  readonly scheme: string;
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
}

const MAX_HEADER = 8 * 1024;
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const BLANKS = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const PLAIN = /[^\s,"]*/y;

/** Splits one value of the header, which may hold several challenges. What cannot be understood ends the list. */
export function parseChallenges(header: string): readonly Challenge[] {
  const text = header.slice(0, MAX_HEADER);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return undefined;
    at = pattern.lastIndex;
    return match[1] ?? match[0];
  };
  for (;;) {
    take(SEPARATORS);
    const word = take(TOKEN);
    if (word === undefined) return challenges;
    take(BLANKS);
    const current = challenges.at(-1);
    if (text[at] !== '=') {
      challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
    } else {
      if (current === undefined) return challenges;
      at += 1;
      take(BLANKS);
      const value = text[at] === '"' ? take(QUOTED)?.replace(/\\(.)/g, '$1') : take(PLAIN);
      if (value === undefined) return challenges;
      const name = word.toLowerCase();
      if (!current.parameters.has(name)) current.parameters.set(name, value);
    }
  }
}
