// Globs over paths and names, matched in linear time.

/**
 * Compiles a glob over the paths of files: without a `/` it is compared with the last part of a path as well as with the whole text.
 */
export function globMatcher(glob: string): (text: string) => boolean {
  const matchesWhole = wholeGlobMatcher(glob);
  if (glob.includes('/')) return matchesWhole;
  return (text) => matchesWhole(text) || matchesWhole(text.slice(text.lastIndexOf('/') + 1));
}

/**
 * Compiles a glob that must match the whole text: `*` any characters but `/`, `**` any characters, `?` one character but `/`. Everything else
 * stands for itself.
 */
export function wholeGlobMatcher(glob: string): (text: string) => boolean {
  // A text that lacks one of the runs that stand for themselves cannot match; that settles most texts, and most globs are never taken apart.
  const [head = '', ...others] = glob.split(WILDCARD);
  if (others.length === 0) return (text) => text === glob;
  const tail = others.pop() ?? '';
  const inner = others.filter((run) => run !== '');
  let tokens: readonly Token[] | undefined;
  return (text) => {
    if (!text.startsWith(head) || !text.endsWith(tail)) return false;
    for (const run of inner) if (!text.includes(run)) return false;
    tokens ??= tokenise(glob);
    return matches(tokens, text);
  };
}

/** What `tokenise` makes other tokens of than `char`, read from the left as there. */
const WILDCARD = /\*\*\/|\*\*|\*|\?/;

/** `**` + `/` becomes two tokens: an entry, where it may stand for nothing, and a loop, which only ends behind a `/`. */
type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'one' | 'many' | 'any' | 'folders' | 'folders-loop' };

function tokenise(glob: string): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < glob.length; index += 1) {
    const char = glob.charAt(index);
    if (char === '?') tokens.push({ kind: 'one' });
    else if (char !== '*') tokens.push({ kind: 'char', char });
    else if (glob.charAt(index + 1) !== '*') tokens.push({ kind: 'many' });
    else if (glob.charAt(index + 2) === '/') {
      index += 2;
      tokens.push({ kind: 'folders' }, { kind: 'folders-loop' });
    } else {
      index += 1;
      tokens.push({ kind: 'any' });
    }
  }
  return tokens;
}

/** Walks all positions of the pattern at once, so the time is pattern times text and never more. */
function matches(tokens: readonly Token[], text: string): boolean {
  let states = close(tokens, new Set([0]));
  for (const char of text) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token === undefined) continue;
      if (token.kind === 'any' || token.kind === 'folders-loop' || (token.kind === 'many' && char !== '/'))
        next.add(state);
      if (
        token.kind === 'folders-loop'
          ? char === '/'
          : (token.kind === 'char' && token.char === char) || (token.kind === 'one' && char !== '/')
      )
        next.add(state + 1);
    }
    if (next.size === 0) return false;
    states = close(tokens, next);
  }
  return states.has(tokens.length);
}

function close(tokens: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) {
    const kind = tokens[state]?.kind;
    if (kind === 'many' || kind === 'any' || kind === 'folders') states.add(state + 1);
    if (kind === 'folders') states.add(state + 2);
  }
  return states;
}
