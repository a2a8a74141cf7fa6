// A list of remarks that stays small whatever an archive holds.

const MOST = 100;
const LONGEST = 200;

export interface Problems {
  add(problem: string): void;
  /** The remarks in order, and how many more there were. */
  list(): readonly string[];
}

/** Collects remarks on one archive: the first hundred in words, the rest as a number. */
export function problemList(): Problems {
  const kept: string[] = [];
  let more = 0;
  return {
    add(problem) {
      if (kept.length < MOST) kept.push(problem);
      else more += 1;
    },
    list: () => (more === 0 ? kept : [...kept, `and ${more} more problems`]),
  };
}

/** A name from an archive as it is quoted in a message. */
export function quoteName(name: string): string {
  return JSON.stringify(name.length > LONGEST ? `${name.slice(0, LONGEST)}...` : name);
}
