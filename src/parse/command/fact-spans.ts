// Finds where each fact of a command stands, by field path. It is asked for what is shown only.
import type { Span } from '../shell/script.ts';
import { dynamicCodeOf, hasPlaceholderInCode, startsDynamically } from './expansions.ts';
import {
  inlineCodeOf,
  looseWordsOf,
  modeAddsOf,
  packagesOfUnit,
  redirectTargetsOf,
  type Surroundings,
  unguardedPathsOf,
} from './facts.ts';
import { capabilitiesOf } from './modes.ts';
import type { Unit } from './scope.ts';
import { settingsOf } from './settings.ts';
import { urlsOf } from './urls.ts';
import { writesOf } from './writes.ts';

interface Collector {
  /** Says where a fact stands. */
  readonly put: (path: string, span: Span | undefined) => void;
  /** Says where each element of a list stands; the list itself is where its first element is. */
  readonly putAll: (path: string, spans: readonly (Span | undefined)[]) => void;
}

/** The places of the facts of a unit, in the text of the caller. */
export function factSpansOf(unit: Unit, around: Surroundings): Readonly<Record<string, Span>> {
  const found: Record<string, Span> = {};
  const put = (path: string, span: Span | undefined) => {
    if (span === undefined) return;
    const { start, end } = unit.scope.place(span);
    found[path] = { start, end };
  };
  const putAll = (path: string, spans: readonly (Span | undefined)[]) => {
    put(path, spans[0]);
    for (const [index, span] of spans.entries()) put(`${path}[${index}]`, span);
  };
  const collector = { put, putAll };
  placeProgram(unit, collector);
  placeWords(unit, collector);
  placeData(unit, collector);
  placeFlow(unit, around, collector);
  placeCode(unit, around, collector);
  return found;
}

function placeProgram({ layer }: Unit, { put }: Collector): void {
  if (layer === undefined) return;
  const { words, reading } = layer;
  const [head] = words;
  put('program', head);
  put('programPath', head);
  if (startsDynamically(layer)) put('dynamicProgram', head);
  const { subcommand } = reading;
  if (subcommand !== '')
    put(
      'subcommand',
      words.find(({ text }, index) => index > 0 && text === subcommand),
    );
}

function placeWords(unit: Unit, { put, putAll }: Collector): void {
  const { layer } = unit;
  const { options = [], operands = [] } = layer?.reading ?? {};
  put('args', layer?.words[1]);
  putAll(
    'options',
    options.map(({ span }) => span),
  );
  put('flags', options[0]?.span);
  putAll('operands', operands);
  putAll('paths', operands);
  putAll('looseWords', looseWordsOf(unit));
  putAll('unguardedPaths', unguardedPathsOf(unit));
  putAll(
    'urls',
    urlsOf(unit).map(({ word }) => word),
  );
}

function placeData(unit: Unit, { put, putAll }: Collector): void {
  const { layer } = unit;
  const packages = packagesOfUnit(unit);
  putAll(
    'settings',
    settingsOf(unit).map(({ span }) => span),
  );
  putAll(
    'packages',
    packages.map(({ word }) => word),
  );
  putAll(
    'unpinnedPackages',
    packages.filter(({ pinned }) => !pinned).map(({ word }) => word),
  );
  if (layer === undefined) return;
  const { options, operands } = layer.reading;
  const mode = options.findLast(({ name }) => name === '--mode')?.valueWord;
  if (modeAddsOf(unit).length > 0) put('modeAdds', mode ?? operands[0]);
  if (capabilitiesOf(layer).length > 0) put('capabilities', operands[0]);
}

function placeFlow(unit: Unit, { downloads }: Surroundings, { putAll }: Collector): void {
  putAll(
    'writes',
    writesOf(unit).map(({ span }) => span),
  );
  putAll('redirects', redirectTargetsOf(unit));
  putAll(
    'downloads',
    downloads.map(({ file }) => file.span),
  );
}

function placeCode(unit: Unit, { interpolated }: Surroundings, { put }: Collector): void {
  const { code, layer } = unit;
  const dynamic = dynamicCodeOf(unit, interpolated);
  if (inlineCodeOf(unit) !== '') put('code', code.words[0] ?? code.heredoc);
  put('codeFrom', code.words[0] ?? code.file);
  put('dynamicCode', dynamic?.span);
  put('dynamicCodeText', dynamic?.span);
  if (layer !== undefined && hasPlaceholderInCode(layer, code)) put('placeholderCode', code.words[0]);
}
