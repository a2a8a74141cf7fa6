// The shell patterns of `${X#pattern}`, `${X%pattern}` and `${X/pattern/text}`, matched within a bounded number of steps.

type Token = { readonly kind: 'char'; readonly char: string } | { readonly kind: 'one' } | { readonly kind: 'many' };

/** How many steps may still be taken. */
export interface Effort {
  left: number;
}

interface TrimOptions {
  readonly longest: boolean;
  readonly effort: Effort;
}

/** Removes the shortest or longest matching beginning; `undefined` where that is too much work. */
export function trimPrefix(text: string, pattern: string, options: TrimOptions): string | undefined {
  if (isLiteral(pattern)) return text.startsWith(pattern) ? text.slice(pattern.length) : text;
  const tokens = tokenise(pattern);
  if (!spend(options.effort, text.length * tokens.length)) return undefined;
  return text.slice(Math.max(matchLength(text, tokens, options.longest), 0));
}

/** Removes the shortest or longest matching end. */
export function trimSuffix(text: string, pattern: string, options: TrimOptions): string | undefined {
  if (isLiteral(pattern)) return text.endsWith(pattern) ? text.slice(0, text.length - pattern.length) : text;
  const tokens = tokenise(pattern).reverse();
  if (!spend(options.effort, text.length * tokens.length)) return undefined;
  const reversed = text.split('').reverse().join('');
  return text.slice(0, text.length - Math.max(matchLength(reversed, tokens, options.longest), 0));
}

interface ReplaceOptions {
  readonly replacement: string;
  readonly all: boolean;
  readonly effort: Effort;
}

/** Replaces the first match of a pattern, or all of them. */
export function replaceMatches(
  text: string,
  pattern: string,
  { replacement, all, effort }: ReplaceOptions,
): string | undefined {
  const tokens = tokenise(pattern);
  if (tokens.length === 0) return text;
  if (!spend(effort, text.length * text.length * tokens.length)) {
    return isLiteral(pattern) && replacement.length <= 64
      ? replaceLiteral(text, pattern, { replacement, all })
      : undefined;
  }
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const length = matchLength(text.slice(at), tokens, true);
    parts.push(length > 0 ? replacement : text.charAt(at));
    at += Math.max(length, 1);
    if (length > 0 && !all) break;
  }
  return parts.join('') + text.slice(at);
}

function replaceLiteral(
  text: string,
  pattern: string,
  { replacement, all }: Pick<ReplaceOptions, 'replacement' | 'all'>,
): string {
  return all ? text.replaceAll(pattern, () => replacement) : text.replace(pattern, () => replacement);
}

function spend(effort: Effort, steps: number): boolean {
  if (steps > effort.left) return false;
  effort.left -= steps;
  return true;
}

function isLiteral(pattern: string): boolean {
  return !/[*?\\]/.test(pattern);
}

/** Length of the shortest or longest match at the beginning; -1 for none. */
function matchLength(text: string, tokens: readonly Token[], longest: boolean): number {
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
