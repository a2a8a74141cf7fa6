// Remembers what was made of a text: the Dockerfiles of one repository repeat each other, and what is read alike is judged alike.

/** Longest text that is kept: long ones rarely stand in two files. */
const MAX_TEXT = 1 << 13;
/** Most characters that are kept at a time. What is made of a text takes many times its length. */
const MAX_KEPT = 1 << 18;

/** Answers with what was made before of the same parts, which are all that it depends on. */
export type Once<T> = (parts: readonly string[], make: () => T) => T;

/** Opens a memory of bounded size. */
export function rememberTexts<T>(): Once<T> {
  const known = new Map<string, T>();
  let kept = 0;
  return (parts, make) => {
    const key = parts.join('\0');
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make();
    if (key.length > MAX_TEXT) return made;
    if (kept + key.length > MAX_KEPT) {
      known.clear();
      kept = 0;
    }
    known.set(key, made);
    kept += key.length;
    return made;
  };
}
