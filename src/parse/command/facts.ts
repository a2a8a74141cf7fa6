// Works out the facts of one command, group by group.
import type { CommandElement } from '../../model/command.ts';
import type { Span } from '../shell/script.ts';
import { isShell } from './code-source.ts';
import type { DownloadUse } from './download-use.ts';
import {
  dynamicCodeOf,
  hasPlaceholderInCode,
  isDynamicProgram,
  isLoose,
  isUnguardedPath,
  startsForkBomb,
  variablesOf,
} from './expansions.ts';
import type { FactSpans } from './fact-spans.ts';
import { innermost } from './feeders.ts';
import { capabilitiesOf, modeAdds, modeOf } from './modes.ts';
import { packageManagerOf, packagesOf } from './packages.ts';
import type { Unit } from './scope.ts';
import { DECLARES, settingsOf, unsetOf } from './settings.ts';
import { type Layer, settingOf } from './unwrap.ts';
import { urlsOf } from './urls.ts';
import { cleanPath, oneLine, textOf, type Word } from './word.ts';
import { isDescriptor, writesOf } from './writes.ts';

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

/** What it runs. */
export function programFacts(layer: Layer | undefined, { put }: FactSpans) {
  const [head] = layer?.words ?? [];
  put('program', head);
  put('programPath', head);
  const dynamic = head !== undefined && layer?.program === '' && isDynamicProgram(head);
  if (dynamic) put('dynamicProgram', head);
  const { subcommand = '' } = layer?.reading ?? {};
  if (subcommand !== '')
    put(
      'subcommand',
      layer?.words.find(({ text }, index) => index > 0 && text === subcommand),
    );
  return { program: layer?.program ?? '', programPath: head?.text ?? '', dynamicProgram: dynamic, subcommand };
}

/** Its words. */
export function wordFacts(unit: Unit, { put, putAll }: FactSpans) {
  const { layer, call } = unit;
  const args = layer?.words.slice(1) ?? [];
  const own = layer?.words.slice(1, layer.own) ?? [];
  const { options = [], operands = [] } = layer?.reading ?? {};
  const declares = DECLARES.has(layer?.program ?? '');
  const loose = own.filter((word) => isLoose(word) && !(declares && settingOf(word) !== undefined));
  const unguarded = own.filter(isUnguardedPath);
  const urls = urlsOf(unit);
  put('args', args[0]);
  putAll(
    'options',
    options.map(({ span }) => span),
  );
  put('flags', options[0]?.span);
  putAll('operands', operands);
  putAll('paths', operands);
  putAll('looseWords', loose);
  putAll('unguardedPaths', unguarded);
  putAll(
    'urls',
    urls.map(({ word }) => word),
  );
  return {
    args: args.map(textOf),
    options: options.map(
      ({ name, value }): CommandElement<'Option'> => (value === undefined ? { name } : { name, value }),
    ),
    flags: [...new Set(options.map(({ name }) => name))],
    operands: operands.map(textOf),
    paths: operands.map(pathOf),
    looseWords: loose.map(({ text }) => text),
    unguardedPaths: unguarded.map(({ text }) => text),
    urls: urls.map(({ url }) => url),
    usedVariables: variablesOf(
      [...(layer?.words.slice(0, 1) ?? []), ...own],
      call,
      layer === undefined || !layer.wraps,
    ),
  };
}

function pathOf(word: Word): string | undefined {
  const text = textOf(word);
  return text === undefined ? undefined : cleanPath(text);
}

/** Where data comes from and goes to. */
export function flowFacts(unit: Unit, { downloads }: Surroundings, { putAll }: FactSpans) {
  const { call, feeders, scope } = unit;
  const writes = writesOf(unit);
  const redirects = unit.redirects
    ? call.redirects.flatMap(({ operator, target }) =>
        target === undefined || operator === '<<<' || isDescriptor(operator, target) ? [] : [target],
      )
    : [];
  const after = call.pipeline
    .slice(call.position + 1)
    .flatMap((member) => member.slice(0, MAX_FED))
    .slice(0, MAX_FED);
  putAll(
    'writes',
    writes.map(({ span }) => span),
  );
  putAll('redirects', redirects);
  putAll(
    'downloads',
    downloads.map(({ file }) => file.span),
  );
  return {
    writes: writes.map(({ write }) => write),
    redirects: redirects.map(({ text }) => text),
    fedBy: feeders,
    feeds: after.flatMap((one) => innermost(scope.layersOf(one)).map(({ program }) => program)),
    downloads: downloads.map(({ file, use, verified }): CommandElement<'Download'> => {
      const { url, scheme, host, path } = file;
      return { url, scheme, host, path, use, verified };
    }),
  };
}

/** The code it is given to run. */
export function codeFacts(unit: Unit, { interpolated }: Surroundings, { put }: FactSpans) {
  const { code, layer, call, scope } = unit;
  const dynamic = dynamicCodeOf(unit, interpolated);
  const literal = inlineCode(unit);
  if (literal !== '') put('code', code.words[0] ?? code.heredoc);
  put('codeFrom', code.words[0] ?? code.file);
  put('dynamicCode', dynamic?.span);
  put('dynamicCodeText', dynamic?.span);
  const placeholder = layer !== undefined && hasPlaceholderInCode(layer, code);
  if (placeholder) put('placeholderCode', code.words[0]);
  return {
    codeFrom: code.from,
    code: literal,
    dynamicCode: dynamic !== undefined,
    dynamicCodeText: dynamic?.text ?? '',
    placeholderCode: placeholder,
    multiplies: layer !== undefined && startsForkBomb(layer, call, scope),
  };
}

/** Code of an interpreter that is no shell, where all of it is written out. */
function inlineCode({ code, layer }: Unit): string {
  if (!code.runs || code.shell !== '' || layer === undefined || isShell(layer.program)) return '';
  if (code.heredoc !== undefined) return code.heredoc.parts === undefined ? code.heredoc.text : '';
  return code.words.every(({ literal }) => literal) ? code.words.map(({ text }) => text).join('\n') : '';
}

/** What it sets, installs and permits. */
export function dataFacts(unit: Unit, { onDirectories }: Surroundings, { put, putAll }: FactSpans) {
  const { layer } = unit;
  const settings = settingsOf(unit);
  const packages = layer === undefined ? [] : packagesOf(layer);
  const unpinned = packages.filter(({ pinned }) => !pinned);
  putAll(
    'settings',
    settings.map(({ span }) => span),
  );
  putAll(
    'packages',
    packages.map(({ word }) => word),
  );
  putAll(
    'unpinnedPackages',
    unpinned.map(({ word }) => word),
  );
  const adds = layer === undefined ? [] : modeAdds(modeOf(layer));
  const mode = layer?.reading.options.findLast(({ name }) => name === '--mode')?.valueWord;
  if (adds.length > 0) put('modeAdds', mode ?? layer?.reading.operands[0]);
  const capabilities = layer === undefined ? [] : capabilitiesOf(layer);
  if (capabilities.length > 0) put('capabilities', layer?.reading.operands[0]);
  return {
    settings: settings.map(({ setting }) => setting),
    unset: unsetOf(unit),
    modeAdds: adds,
    modeOnDirectory: onDirectories,
    capabilities,
    packageManager: layer === undefined || layer.wraps ? '' : packageManagerOf(layer),
    packages: packages.map(({ name }) => name),
    unpinnedPackages: unpinned.map(({ name }) => name),
  };
}
