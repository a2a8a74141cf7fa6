// The shell patterns of `${X#pattern}`, `${X%pattern}` and `${X/pattern/text}`, matched within a bounded number of steps.

type Token = { readonly kind: 'char'; readonly char: string } | { readonly kind: 'one' } | { readonly kind: 'many' };

/** Most steps of one match: length of the text times length of the pattern. */
const MAX_STEPS = 16_384;

/** Removes the shortest or longest matching beginning; `undefined` where that is too much work. */
export function trimPrefix(text: string, pattern: string, longest: boolean): string | undefined {
  const length = matchLength(text, tokenise(pattern), longest);
  return length === undefined ? undefined : text.slice(Math.max(length, 0));
}

/** Removes the shortest or longest matching end. */
export function trimSuffix(text: string, pattern: string, longest: boolean): string | undefined {
  const reversed = text.split('').reverse().join('');
  const length = matchLength(reversed, tokenise(pattern).reverse(), longest);
  if (length === undefined) return undefined;
  return length <= 0 ? text : text.slice(0, text.length - length);
}

/** Replaces the first match of a pattern, or all of them. */
export function replaceMatches(
  text: string,
  pattern: string,
  { replacement, all }: { readonly replacement: string; readonly all: boolean },
): string | undefined {
  const tokens = tokenise(pattern);
  if (tokens.length === 0) return text;
  if (text.length * text.length * tokens.length > MAX_STEPS * 64) return undefined;
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const length = matchLength(text.slice(at), tokens, true);
    if (length === undefined) return undefined;
    if (length <= 0) {
      parts.push(text.charAt(at));
      at += 1;
      continue;
    }
    parts.push(replacement);
    at += length;
    if (!all) break;
  }
  return parts.join('') + text.slice(at);
}

/** Length of the shortest or longest match at the beginning; -1 for none. */
function matchLength(text: string, tokens: readonly Token[], longest: boolean): number | undefined {
  if (text.length * tokens.length > MAX_STEPS) return undefined;
  let states = closure(new Set([0]), tokens);
  let best = -1;
  for (let at = 0; at <= text.length; at += 1) {
    if (states.has(tokens.length)) {
      best = at;
      if (!longest) return best;
    }
    if (states.size === 0 || at === text.length) break;
    states = step(states, text.charAt(at), tokens);
  }
  return best;
}

function step(states: ReadonlySet<number>, char: string, tokens: readonly Token[]): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const token = tokens[state];
    if (token === undefined) continue;
    if (token.kind === 'many') next.add(state);
    else if (token.kind === 'one' || (token.kind === 'char' && token.char === char)) next.add(state + 1);
  }
  return closure(next, tokens);
}

/** Adds what can be reached without a character: the state behind a star. */
function closure(states: Set<number>, tokens: readonly Token[]): Set<number> {
  for (const state of states) if (tokens[state]?.kind === 'many') states.add(state + 1);
  return states;
}

function tokenise(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '*') tokens.push({ kind: 'many' });
    else if (char === '?') tokens.push({ kind: 'one' });
    else if (char === '\\' && at + 1 < pattern.length) {
      at += 1;
      tokens.push({ kind: 'char', char: pattern.charAt(at) });
    } else tokens.push({ kind: 'char', char });
  }
  return tokens;
}
