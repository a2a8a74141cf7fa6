// Turns what the user named into targets: `kind:text`, a file, or a directory to search.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { discover } from './inputs/discover.ts';
import type { SourceFiles } from './inputs/files.ts';
import { inputs } from './inputs/index.ts';
import type { InputEntry } from './inputs/input.ts';
import { InputError, UsageError } from './model/errors.ts';
import type { NotRead } from './model/run.ts';
import { findNotRead } from './not-read.ts';
import { globMatcher } from './parse/glob.ts';
import { nearest } from './parse/nearest.ts';

export interface TargetRequest {
  readonly input: InputEntry;
  /** The text after `kind:`. */
  readonly text: string;
  /** Found by a search rather than named by the user. */
  readonly found: boolean;
}

export interface TargetSearch {
  readonly cwd: string;
  readonly exclude: readonly string[];
  readonly files: SourceFiles;
  /** Told of files that declare containers in a language that is not read. */
  readonly onNotRead?: (found: readonly NotRead[]) => void;
  /** Told of each directory that a search may not read. */
  readonly onUnreadable?: (directory: string, reason: string) => void;
}

/** Resolves every target text, in order and without repeats. Nothing found is an error that says what was looked for. */
export function resolveTargets(texts: readonly string[], search: TargetSearch): TargetRequest[] {
  const requests = texts.flatMap((text) => resolveTarget(text, search));
  const seen = new Set<string>();
  return requests.filter(({ input, text }) => {
    const key = `${input.kind}:${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether a search looks into a file for a kind of target, and finds none there. Nobody can tell of one that cannot be read. */
export function holdsNone(kind: string, file: string, files: SourceFiles): boolean {
  const input = inputs.find((one) => one.kind === kind);
  if (input === undefined || !input.matchesName(file.slice(file.lastIndexOf('/') + 1), file)) return false;
  try {
    files.read(file);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
  return input.group([file], files).length === 0;
}

function resolveTarget(text: string, search: TargetSearch): TargetRequest[] {
  const colon = text.indexOf(':');
  const kind = colon > 1 ? text.slice(0, colon) : undefined;
  const named = inputs.find((input) => input.kind === kind);
  if (named !== undefined) {
    const rest = text.slice(colon + 1);
    if (rest.trim() === '') throw new UsageError(`${text} names nothing; write ${named.usage}`);
    return [{ input: named, text: rest, found: false }];
  }

  const stat = statSync(resolve(search.cwd, text), { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(explainMissing(text, kind));
  return stat.isDirectory() ? searchDirectory(text, search) : [recogniseFile(text, search)];
}

function explainMissing(text: string, kind: string | undefined): string {
  const kinds = inputs.map((input) => input.kind);
  if (kind === undefined || !/^[a-z-]+$/.test(kind)) return `${text}: no such file or directory`;
  const near = nearest(kind, kinds);
  return `${text}: no such file, and "${kind}:" is no kind of target. ${near === undefined ? `Known kinds: ${kinds.join(', ')}` : `Did you mean ${near}:?`}`;
}

function searchDirectory(directory: string, search: TargetSearch): TargetRequest[] {
  const excluded = search.exclude.map((glob) => globMatcher(glob));
  const links = new Map<string, string | undefined>();
  const isExcluded = (path: string) => excluded.some((matches) => matches(path));
  const found = discover(search.cwd, directory, {
    ...(search.onUnreadable === undefined ? {} : { onUnreadable: search.onUnreadable }),
    onLink: (path, target) => void links.set(path, target),
  });
  const paths = found.filter((path) => !isExcluded(path));
  const requests = inputs.flatMap((input) => {
    const own = paths.filter((path) => hasNameOf(input, path));
    return own.length === 0 ? [] : input.group(own, search.files).map((text) => ({ input, text, found: true }));
  });
  const claimed = new Set(
    requests.flatMap(({ input, text }) => [text, ...(input.kind === 'compose' ? text.split(',') : [])]),
  );
  const missed = [...links]
    .filter(([path, target]) => !isExcluded(path) && !claimed.has(target ?? '') && hasKnownName(path))
    .map(([path]) => path);
  const notRead = search.onNotRead === undefined ? [] : findNotRead(paths, claimed, search.files, missed);
  search.onNotRead?.(notRead);
  if (requests.length > 0) return requests;
  const others = notRead.map(({ what }) => what).join(', ');
  throw new UsageError(
    `nothing to scan in ${directory}: looked at ${paths.length} files for ${inputs.flatMap((input) => input.looksFor).join(', ')}.${others === '' ? '' : ` There are ${others}, which are not read.`} Name a file or a target, for example compose:FILE or run:'docker run ...'`,
  );
}

function hasNameOf(input: InputEntry, path: string): boolean {
  return input.matchesName(path.slice(path.lastIndexOf('/') + 1), path);
}

function hasKnownName(path: string): boolean {
  return inputs.some((input) => hasNameOf(input, path));
}

function recogniseFile(path: string, search: TargetSearch): TargetRequest {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const byName = inputs.find((input) => input.matchesName(name, path));
  if (byName !== undefined) return { input: byName, text: path, found: false };
  const text = search.files.read(path);
  const byText = inputs.find((input) => input.matchesText(text));
  if (byText !== undefined) return { input: byText, text: path, found: false };
  throw new UsageError(
    `${path}: not recognised as ${inputs.map((input) => input.noun).join(', ')}. If it is one, say so: ${inputs.map((input) => `${input.kind}:${path}`).join(' or ')}`,
  );
}
