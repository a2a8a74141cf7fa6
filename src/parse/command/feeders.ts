// The programs whose output a command takes in: through a pipe, or through substitutions in its words.
import type { ScriptPart, ShellCall, ShellRedirect } from '../shell/script.ts';
import type { CodeSource } from './code-source.ts';
import { outputRole } from './output-role.ts';
import type { Feeder, FeederSource, Scope } from './scope.ts';
import type { Layer } from './unwrap.ts';
import { isScript, oneLine, scriptsIn, textOf, type Word } from './word.ts';

/** Most feeders of one command; a pipeline longer than this is refused before. */
const MAX_FEEDERS = 200;

interface Found {
  readonly source: FeederSource;
  readonly via: string;
}

/** Answers the innermost layers of a call: what runs in the end. */
export function innermost(layers: readonly Layer[]): readonly Layer[] {
  return layers.filter(({ wraps }) => !wraps);
}

/** Everything that feeds a layer of `call`, in the order of the text. */
export function feedersOf(layer: Layer, call: ShellCall, code: CodeSource, scope: Scope): readonly Feeder[] {
  const feeders: Found[] = [];
  for (let at = 0; at < call.position; at += 1)
    for (const before of call.pipeline[at]?.slice(-MAX_FEEDERS) ?? []) addCall(before, 'pipe', scope, feeders);
  for (const part of scriptsAround(layer, call, code))
    addScript(part, part.kind === 'process' ? 'process' : 'substitution', scope, feeders);
  for (const word of code.words)
    for (const name of variablesIn(word))
      for (const part of scope.assigned.get(name) ?? []) addScript(part, 'substitution', scope, feeders);
  const inherited = call.position === 0 ? scope.inherited : [];
  return feeders.length === 0 ? inherited : [...inherited, ...distinct(feeders)];
}

/** Substitutions in its own words, in its code and in its redirects. */
function scriptsAround({ words, own, wraps }: Layer, { redirects }: ShellCall, code: CodeSource): ScriptPart[] {
  const parts: ScriptPart[] = [];
  for (let index = 0; index < own; index += 1) {
    const word = words[index];
    if (word !== undefined && !word.literal) parts.push(...scriptsIn(word).slice(0, MAX_FEEDERS));
  }
  for (const word of code.words) if (!word.literal) parts.push(...scriptsIn(word).slice(0, MAX_FEEDERS));
  if (!wraps) for (const redirect of redirects) parts.push(...scriptsOfRedirect(redirect).slice(0, MAX_FEEDERS));
  return parts;
}

/** Substitutions in the target or the heredoc of a redirect. */
export function scriptsOfRedirect({ target, heredoc }: ShellRedirect): ScriptPart[] {
  const inTarget = target?.parts.filter(isScript) ?? [];
  return heredoc?.parts === undefined ? inTarget : [...inTarget, ...heredoc.parts.filter(isScript)];
}

function variablesIn(word: Word): string[] {
  return word.parts.flatMap((part) => (part.kind === 'variable' && part.value === undefined ? [part.name] : []));
}

function addScript(part: ScriptPart, via: string, scope: Scope, feeders: Found[]): void {
  for (const call of part.script.calls) {
    addCall(call, via, scope, feeders);
    if (feeders.length >= MAX_FEEDERS) return;
  }
}

function addCall(call: ShellCall, via: string, scope: Scope, feeders: Found[]): void {
  for (const layer of innermost(scope.layersOf(call))) {
    if (feeders.length >= MAX_FEEDERS) return;
    const { program, words } = layer;
    feeders.push({ source: describe(layer, call, scope), via });
    // What a program prints of its words comes out of the substitutions in them.
    if (via !== 'pipe' || program === 'echo' || program === 'printf')
      for (const part of words.flatMap(scriptsIn))
        addScript(part, via === 'pipe' ? 'substitution' : via, scope, feeders);
  }
}

/** What is said of a program as a feeder is worked out once. */
function describe(layer: Layer, call: ShellCall, { source, described }: Scope): FeederSource {
  const before = described.get(layer);
  if (before !== undefined) return before;
  const text = oneLine(source.slice(call.start, call.end));
  const made = { program: layer.program, role: outputRole(layer, call), args: layer.words.slice(1).map(textOf), text };
  described.set(layer, made);
  return made;
}

/** A word that is both code and operand is met twice. */
function distinct(found: readonly Found[]): Feeder[] {
  const seen = new Set<FeederSource>();
  return found.flatMap(({ source, via }) => {
    if (seen.has(source)) return [];
    seen.add(source);
    const { program, role, args, text } = source;
    return [{ program, via, role, args, text }];
  });
}
