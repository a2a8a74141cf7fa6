// Works out the facts of one command, each by itself: most are asked of few commands, and many are never asked at all.
import type { CommandElement } from '../../model/command.ts';
import type { Span } from '../shell/script.ts';
import { isShell } from './code-source.ts';
import type { DownloadUse } from './download-use.ts';
import { isLoose, isUnguardedPath, variablesOf } from './expansions.ts';
import { innermost } from './feeders.ts';
import { modeAdds, modeOf } from './modes.ts';
import { type GivenPackage, packagesOf } from './packages.ts';
import type { Unit } from './scope.ts';
import { DECLARES } from './settings.ts';
import { settingOf } from './unwrap.ts';
import { cleanPath, oneLine, textOf, type Word } from './word.ts';
import { isDescriptor } from './writes.ts';

/** Most programs that a command is said to feed. */
const MAX_FED = 200;

/** What is known about a unit from the units around it. */
export interface Surroundings {
  readonly downloads: readonly DownloadUse[];
  readonly onDirectories: boolean;
  readonly interpolated: ((start: number, end: number) => boolean) | undefined;
}

/** The span of a command: a program behind one that is stated too begins at its own first word. */
export function spanOf({ call, layer }: Unit): Span {
  if (layer === undefined || layer.leads) return call;
  const [head] = layer.words;
  const last = layer.words.at(-1);
  const inList = layer.wrappers.at(-1) === 'find' || head === undefined || last === undefined;
  return { start: head?.start ?? call.start, end: inList ? (last?.end ?? call.end) : call.end };
}

/** The command in one line. */
export function textOfUnit({ scope, layer }: Unit, span: Span): string {
  if (scope.form === 'shell') return oneLine(scope.source.slice(span.start, span.end));
  const words = (layer?.words ?? []).map((word) => textOf(word) ?? scope.source.slice(word.start, word.end));
  return oneLine(words.map((text) => (text === '' || /\s/.test(text) ? `"${text}"` : text)).join(' '));
}

/** Its options with their values. */
export function optionsOf({ layer }: Unit): CommandElement<'Option'>[] {
  return (layer?.reading.options ?? []).map(({ name, value }) => (value === undefined ? { name } : { name, value }));
}

/** The names of its options, each once. */
export function flagsOf({ layer }: Unit): string[] {
  return [...new Set(layer?.reading.options.map(({ name }) => name))];
}

/** Its operands as clean paths; one that is not known is absent. */
export function pathsOf({ layer }: Unit): (string | undefined)[] {
  return (layer?.reading.operands ?? []).map((word) => {
    const text = textOf(word);
    return text === undefined ? undefined : cleanPath(text);
  });
}

/** Its own words, which the shell may make several of, or none. */
export function looseWordsOf(unit: Unit): Word[] {
  const declares = DECLARES.has(unit.layer?.program ?? '');
  return ownWordsOf(unit).filter((word) => isLoose(word) && !(declares && settingOf(word) !== undefined));
}

/** Its own words that are a path below a variable which may be empty. */
export function unguardedPathsOf(unit: Unit): Word[] {
  return ownWordsOf(unit).filter(isUnguardedPath);
}

/** The variables that it expands. */
export function usedVariablesOf(unit: Unit): string[] {
  const { layer, call } = unit;
  const words = [...(layer?.words.slice(0, 1) ?? []), ...ownWordsOf(unit)];
  return variablesOf(words, call, layer === undefined || !layer.wraps);
}

function ownWordsOf({ layer }: Unit): readonly Word[] {
  return layer?.words.slice(1, layer.own) ?? [];
}

/** The files that it is redirected to or from. */
export function redirectTargetsOf({ call, redirects }: Unit): Word[] {
  if (!redirects) return [];
  return call.redirects.flatMap(({ operator, target }) =>
    target === undefined || operator === '<<<' || isDescriptor(operator, target) ? [] : [target],
  );
}

/** The programs that take in its output. */
export function feedsOf({ call, scope }: Unit): string[] {
  const after = call.pipeline
    .slice(call.position + 1)
    .flatMap((member) => member.slice(0, MAX_FED))
    .slice(0, MAX_FED);
  return after.flatMap((one) => innermost(scope.layersOf(one)).map(({ program }) => program));
}

/** What it fetches, with what is done with it. */
export function downloadsOfUnit({ downloads }: Surroundings): CommandElement<'Download'>[] {
  return downloads.map(({ file, use, verified }) => {
    const { url, scheme, host, path } = file;
    return { url, scheme, host, path, use, verified };
  });
}

/** Code of an interpreter that is no shell, where all of it is written out. */
export function inlineCodeOf({ code, layer }: Unit): string {
  if (!code.runs || code.shell !== '' || layer === undefined || isShell(layer.program)) return '';
  if (code.heredoc !== undefined) return code.heredoc.parts === undefined ? code.heredoc.text : '';
  return code.words.every(({ literal }) => literal) ? code.words.map(({ text }) => text).join('\n') : '';
}

/** What the mode adds that it gives to files. */
export function modeAddsOf({ layer }: Unit): string[] {
  return layer === undefined ? [] : modeAdds(modeOf(layer));
}

/** The packages that it installs. */
export function packagesOfUnit({ layer }: Unit): GivenPackage[] {
  return layer === undefined ? [] : packagesOf(layer);
}
