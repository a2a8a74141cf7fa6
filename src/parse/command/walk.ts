// Walks a script in order: its simple commands, the programs they run for others, the code they hand to shells, and substitutions.
import type { ScriptPart, ShellCall, ShellFunction, ShellOptions, ShellScript, Span } from '../shell/script.ts';
import { type CodeSource, codeSourceOf } from './code-source.ts';
import { feedersOf, scriptsOfRedirect } from './feeders.ts';
import { type InnerCode, innerCodeOf } from './inner-code.ts';
import type { CommandProblem } from './reading.ts';
import type { Scope, Unit } from './scope.ts';
import { type Layer, unwrap } from './unwrap.ts';
import { literalWord, scriptsIn, type Word } from './word.ts';

/** Reads shell text; handed in, so that a caller without shell code need not load the parser. */
export type ReadShell = (text: string, options: ShellOptions) => ShellScript;

export interface Walk {
  readonly units: Unit[];
  readonly problems: CommandProblem[];
  readonly readShell: ReadShell | undefined;
  readonly interpolated: ((start: number, end: number) => boolean) | undefined;
  /** Simple words by the alias that stands for them. */
  readonly aliases: Map<string, readonly string[]>;
}

const MAX_UNITS = 10_000;
const MAX_CODE_DEPTH = 8;
const MAX_NESTING = 100;
const MAX_PIPELINE = 200;
const NO_CODE: CodeSource = { from: '', words: [], shell: '', runs: false };

const NO_FUNCTIONS: Scope['functions'] = new Map();
const samePlace: Scope['place'] = (span) => span;

/** Starts a walk over `source`. */
export function scopeOf(
  walk: Walk,
  { source, form, shell, errexit, xtrace }: Pick<Scope, 'source' | 'form' | 'shell' | 'errexit' | 'xtrace'>,
): Scope {
  return {
    source,
    place: samePlace,
    form,
    shell,
    wrappers: [],
    runsAs: '',
    depth: 0,
    nesting: 0,
    inherited: [],
    errexit,
    xtrace,
    functions: NO_FUNCTIONS,
    assigned: new Map(),
    described: new Map(),
    bombs: new Map(),
    layersOf: layersIn(walk, [], '', samePlace),
  };
}

/** States every command of a script. */
export function walkScript(script: ShellScript, scope: Scope, walk: Walk): void {
  for (const { message, start } of script.problems) report(message, { start, end: start }, scope, walk);
  if (script.problems.length > 0) return;
  const inner = script.functions.length === 0 ? scope : withFunctions(scope, script.functions);
  for (const call of script.calls) walkCall(call, inner, walk);
}

function withFunctions(scope: Scope, added: readonly ShellFunction[]): Scope {
  const functions = new Map(scope.functions);
  for (const one of added) functions.set(one.name, one);
  return { ...scope, functions };
}

/** States the commands that one simple command makes. */
export function walkCall(call: ShellCall, scope: Scope, walk: Walk): void {
  if (walk.units.length >= MAX_UNITS) {
    if (walk.units.length === MAX_UNITS && !walk.problems.some(({ message }) => message.startsWith('more than')))
      report(`more than ${MAX_UNITS} commands`, call, scope, walk);
    return;
  }
  if (call.pipeline.length > MAX_PIPELINE) {
    report(`a pipeline of more than ${MAX_PIPELINE} programs`, call, scope, walk);
    return;
  }
  rememberAssignments(call, scope);
  const layers = scope.layersOf(call);
  let asCode: readonly Word[] = [];
  if (layers.length === 0)
    walk.units.push({ call, scope, layer: undefined, code: NO_CODE, feeders: [], redirects: true });
  const holder = layers.find(({ program }) => program === 'find' || program === 'xargs') ?? layers.at(-1);
  for (const layer of layers) {
    rememberAlias(layer, walk);
    const code = codeSourceOf(layer, call, scope.shell);
    const feeders = feedersOf(layer, call, code, scope);
    const unit: Unit = { call, scope, layer, code, feeders, redirects: layer === holder };
    walk.units.push(unit);
    const inner = innerCodeOf(unit);
    if (inner === undefined) continue;
    if (inner.words.length > 0) asCode = [...asCode, ...inner.words];
    walkCode(inner, unit, layer, walk);
  }
  walkSubstitutions(call, scope, asCode, walk);
}

function walkCode(inner: InnerCode, { scope, call, feeders, code }: Unit, layer: Layer, walk: Walk): void {
  if (scope.depth >= MAX_CODE_DEPTH) {
    report(`code inside code more than ${MAX_CODE_DEPTH} levels deep`, call, scope, walk);
    return;
  }
  if (walk.readShell === undefined) {
    report('the shell code in it was not read', call, scope, walk);
    return;
  }
  const { source, shell, place } = inner;
  const wrappers = [...layer.wrappers, layer.program];
  const options = new Set(layer.reading.options.map(({ name }) => name));
  const next: Scope = {
    ...scope,
    source,
    place,
    form: 'shell',
    shell,
    wrappers,
    runsAs: layer.runsAs,
    depth: scope.depth + 1,
    // Where the input is the code, nothing of it is left for the commands in it.
    inherited: code.from === 'stdin' ? [] : feeders.filter(({ via }) => via === 'pipe'),
    errexit: options.has('-e') || (shell === scope.shell && scope.errexit),
    xtrace: options.has('-x'),
    layersOf: layersIn(walk, wrappers, layer.runsAs, place),
  };
  walkScript(walk.readShell(source, { variables: {} }), next, walk);
}

function walkSubstitutions(call: ShellCall, scope: Scope, asCode: readonly Word[], walk: Walk): void {
  const parts: ScriptPart[] = [];
  for (const { value, elements } of call.assignments) {
    if (value !== undefined) parts.push(...scriptsIn(value));
    for (const element of elements ?? []) parts.push(...scriptsIn(element));
  }
  for (const word of call.words) if (!word.literal && !asCode.includes(word)) parts.push(...scriptsIn(word));
  for (const redirect of call.redirects) parts.push(...scriptsOfRedirect(redirect));
  if (parts.length === 0) return;
  if (scope.nesting >= MAX_NESTING) {
    report(`substitutions more than ${MAX_NESTING} levels deep`, call, scope, walk);
    return;
  }
  const inner: Scope = { ...scope, nesting: scope.nesting + 1, inherited: [] };
  for (const { script } of parts) walkScript(script, inner, walk);
}

function rememberAssignments({ assignments, words }: ShellCall, { assigned }: Scope): void {
  for (const { name, value } of assignments) {
    const scripts = value === undefined ? [] : scriptsIn(value);
    if (scripts.length > 0) assigned.set(name, scripts);
    else if (words.length === 0) assigned.delete(name);
  }
}

/** `alias name='program words'` where the words are simple. */
function rememberAlias({ program, reading }: Layer, { aliases }: Walk): void {
  if (program !== 'alias') return;
  for (const { text, literal } of reading.operands) {
    const [, name, value] = /^([\w.-]+)=([\w ./=:,+-]+)$/.exec(text) ?? [];
    if (literal && name !== undefined && value !== undefined) aliases.set(name, value.trim().split(/ +/));
  }
}

/** Works out layers once for each call; a call is asked for again by those that it feeds. */
function layersIn(walk: Walk, wrappers: readonly string[], runsAs: string, place: (span: Span) => Span) {
  const known = new Map<ShellCall, readonly Layer[]>();
  return (call: ShellCall): readonly Layer[] => {
    const before = known.get(call);
    if (before !== undefined) return before;
    const layers = unwrap(withAlias(call.words, walk.aliases), wrappers, runsAs);
    if (layers === undefined)
      walk.problems.push({ message: 'too many programs run one another', start: place(call).start });
    known.set(call, layers ?? []);
    return layers ?? [];
  };
}

function withAlias(words: readonly Word[], aliases: ReadonlyMap<string, readonly string[]>): readonly Word[] {
  const [head] = words;
  const stands = head?.literal ? aliases.get(head.text) : undefined;
  return head === undefined || stands === undefined
    ? words
    : [...stands.map((text) => literalWord(text, head)), ...words.slice(1)];
}

function report(message: string, span: Span, scope: Scope, { problems }: Walk): void {
  problems.push({ message, start: scope.place(span).start });
}
