// Follows fetched files through a list of commands: what is done with them, and whether they were checked before.
import { downloadsOf, type FetchedFile } from './downloads.ts';
import { usesOf } from './file-uses.ts';
import { listFlow, type StopsOnFailure } from './list-flow.ts';
import { type Matching, matcherOf, resolve } from './path-match.ts';
import type { Unit } from './scope.ts';
import { checkedNames, namesFile } from './verification.ts';
import { baseName, cleanPath } from './word.ts';

export interface DownloadUse {
  readonly file: FetchedFile;
  readonly use: string;
  readonly verified: boolean;
}

interface Tracked {
  readonly file: FetchedFile;
  readonly at: number;
  /** Paths under which it is known. */
  readonly paths: string[];
  use: string;
  usedAt: number;
}

/** Most fetched files that are followed through one list. */
const MAX_TRACKED = 200;

/** Most places to which one of them is moved. */
const MAX_PATHS = 20;

/** Once made executable or put in place, a file that runs is `executed`. */
const RANK: Readonly<Record<string, number>> = {
  '': 0,
  'made-executable': 1,
  unpacked: 2,
  trusted: 2,
  installed: 2,
  sourced: 3,
  executed: 3,
};

/** The fetched files of each unit that fetches, with what later units do with them. */
export function downloadUses(units: readonly Unit[]): ReadonlyMap<Unit, readonly DownloadUse[]> {
  const tracked: Tracked[] = [];
  const matching: Matching = { names: new Set(), wildcards: 0 };
  const byUnit = new Map<Unit, Tracked[]>();
  let directory = '';
  for (const [at, unit] of units.entries()) {
    if (tracked.length > 0) follow(unit, at, tracked, directory, matching);
    directory = directoryAfter(unit, directory);
    const fetched = downloadsOf(unit).map((file) => startTracking(file, unit, at, directory));
    if (fetched.length > 0) byUnit.set(unit, fetched);
    for (const one of fetched.slice(0, MAX_TRACKED - tracked.length)) {
      tracked.push(one);
      for (const path of one.paths) matching.names.add(baseName(path));
    }
  }
  if (byUnit.size === 0) return new Map();
  const checks = checksIn(units);
  const stops = listFlow(units);
  return new Map(
    [...byUnit].map(([unit, files]) => [
      unit,
      files.map((one) => ({ file: one.file, use: one.use, verified: isVerified(one, checks, units.length, stops) })),
    ]),
  );
}

function startTracking(file: FetchedFile, unit: Unit, at: number, directory: string): Tracked {
  const { path } = file;
  const started: Tracked = { file, at, paths: path === '' ? [] : [resolve(path, directory)], use: '', usedAt: at };
  if (path === '') started.use = useInPipeline(unit);
  return started;
}

const MAX_BEHIND = 20;

/** What the programs behind it in the pipeline do with its output. */
function useInPipeline({ call, scope }: Unit): string {
  for (const member of call.pipeline.slice(call.position + 1))
    for (const one of member.slice(0, MAX_BEHIND))
      for (const layer of scope.layersOf(one)) {
        const use = usesOf(layer, true).find(({ path }) => path === '-');
        if (use !== undefined) return use.use;
      }
  return '';
}

function follow(unit: Unit, at: number, tracked: readonly Tracked[], directory: string, matching: Matching): void {
  const { layer, call } = unit;
  if (layer === undefined || layer.wraps) return;
  const inputs = call.redirects.flatMap(({ operator, target }) =>
    operator === '<' && target !== undefined ? [target.text] : [],
  );
  for (const { path, use, to, bare } of usesOf(layer, inputs.length > 0)) {
    for (const file of path === '-' ? inputs : [path]) {
      const matches = matcherOf(file, directory, bare === true, matching);
      if (matches === undefined) continue;
      for (const one of tracked)
        if (one.paths.some(matches)) take(one, use, at, to && resolve(to, directory), matching);
    }
  }
  if (layer.program === 'update-ca-certificates' || layer.program === 'update-ca-trust' || layer.program === 'trust')
    for (const one of tracked)
      if (one.use === '' && one.paths.some(isAnchor)) take(one, 'trusted', at, undefined, matching);
}

function take(one: Tracked, use: string, at: number, to: string | undefined, { names }: Matching): void {
  if (to !== undefined && one.paths.length < MAX_PATHS) {
    one.paths.push(to);
    names.add(baseName(to));
  }
  if (use === '' || one.use === 'unpacked' || (RANK[use] ?? 0) <= (RANK[one.use] ?? 0)) return;
  if (one.use === '') one.usedAt = at;
  one.use = use;
}

const isAnchor = (path: string) => /\/(?:ca-certificates|anchors|trust-source)(?:\/|$)|\/etc\/ssl\/certs\//.test(path);

function directoryAfter({ layer }: Unit, directory: string): string {
  if (layer?.program !== 'cd' && layer?.program !== 'pushd') return directory;
  const [to] = layer.reading.operands;
  if (to === undefined || !to.literal) return '';
  return to.text.startsWith('/') ? cleanPath(to.text) : directory === '' ? '' : cleanPath(`${directory}/${to.text}`);
}

interface Check {
  readonly at: number;
  readonly names: readonly string[];
}

function checksIn(units: readonly Unit[]): Check[] {
  return units.flatMap((unit, at) => {
    const names = checkedNames(unit);
    return names === undefined || names.length === 0 ? [] : [{ at, names }];
  });
}

/** A check counts where it stands between the file and its first use, names it, and stops the list. */
function isVerified(
  { at, usedAt, use, paths, file }: Tracked,
  checks: readonly Check[],
  count: number,
  stops: StopsOnFailure,
): boolean {
  if (file.path === '') return false;
  const end = use === '' ? count : usedAt;
  return checks.some(
    (check) =>
      check.at > at &&
      check.at < end &&
      (use === '' || stops(check.at, usedAt)) &&
      paths.some((path) => namesFile(check.names, path)),
  );
}
