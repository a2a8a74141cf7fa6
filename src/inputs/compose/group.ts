// Which compose files belong together, and how they are written as one target: `FILE[,FILE...]` or a directory.
import { posix } from 'node:path';
import { InputError } from '../../model/errors.ts';
import { parseDotenv } from '../../parse/dotenv.ts';
import type { SourceFiles } from '../files.ts';
import { BASE_NAMES, OVERRIDE_NAMES } from './discover.ts';

/**
 * Turns compose files found in a search into targets: in each directory the files that Compose would take by itself make one, and every other
 * file makes one of its own. The former come first, so that a fragment they include has been seen when its turn comes.
 */
export function groupComposeFiles(paths: readonly string[], files: SourceFiles): string[] {
  const directories = new Map<string, Set<string>>();
  for (const path of paths) {
    const [directory, name] = splitPath(path);
    if (isWorkflow(directory)) continue;
    const names = directories.get(directory) ?? new Set();
    directories.set(directory, names.add(name));
  }
  const projects: string[] = [];
  const variants: string[] = [];
  for (const [directory, names] of [...directories].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const chosen = chooseFiles(directory, (name) => names.has(name), files);
    if (chosen.length > 0) projects.push(chosen.join(','));
    const rest = [...names].map((name) => joinPath(directory, name)).filter((path) => !chosen.includes(path));
    variants.push(...rest);
  }
  return [...projects, ...variants];
}

/** A workflow may be called after what it does; it is no compose file. */
function isWorkflow(directory: string): boolean {
  return /(?:^|\/)\.github\/workflows$/.test(directory);
}

/** The files of a target text; a directory stands for what Compose would take there. */
export function expandTarget(text: string, files: SourceFiles): readonly string[] {
  if (!files.isDirectory(text)) return splitList(text, files);
  const directory = text.replace(/(?<=[^/])\/+$/, '');
  const chosen = chooseFiles(directory, (name) => files.exists(joinPath(directory, name)), files);
  return chosen.length > 0 ? chosen : [text];
}

/** Splits at commas; a comma that belongs to the name of a file that exists does not split. */
function splitList(text: string, files: SourceFiles): readonly string[] {
  if (!text.includes(',')) return text.trim() === '' ? [] : [text];
  const parts = text.split(',');
  const paths: string[] = [];
  let open = '';
  for (const part of parts) {
    open = open === '' ? part : `${open},${part}`;
    if (!files.exists(open)) continue;
    paths.push(open);
    open = '';
  }
  return open === '' ? paths : parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** The files that Compose would take in a directory: those of `COMPOSE_FILE` in its `.env`, else the default file and its override. */
function chooseFiles(directory: string, has: (name: string) => boolean, files: SourceFiles): readonly string[] {
  const listed = readComposeFile(directory, files);
  if (listed.length > 0) return listed;
  const main = BASE_NAMES.find(has);
  if (main === undefined) return [];
  const override = OVERRIDE_NAMES.find(has);
  return [main, ...(override === undefined ? [] : [override])].map((name) => joinPath(directory, name));
}

/** A list that cannot be followed, because of a variable or a file that is not there, is left aside. */
function readComposeFile(directory: string, files: SourceFiles): readonly string[] {
  const path = joinPath(directory, '.env');
  if (!files.exists(path)) return [];
  try {
    const text = files.read(path);
    if (!text.includes('COMPOSE_FILE')) return [];
    const entries = new Map(parseDotenv(text).map((entry) => [entry.name, entry.text ?? '']));
    const list = entries.get('COMPOSE_FILE') ?? '';
    const separator = entries.get('COMPOSE_PATH_SEPARATOR') || ':';
    const paths = list.split(separator).filter((name) => name !== '');
    const listed = paths.map((name) => (name.startsWith('/') ? name : posix.normalize(joinPath(directory, name))));
    return list.includes('$') || !listed.every((name) => files.exists(name)) ? [] : listed;
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** The default file a fragment may belong to: that of its directory, else of the nearest directory above within the scanned tree. */
export function defaultAround(path: string, files: SourceFiles): string | undefined {
  const [start, name] = splitPath(path);
  for (let directory = start; ; directory = splitPath(directory)[0]) {
    const main = BASE_NAMES.find((other) => files.exists(joinPath(directory, other)));
    if (main !== undefined && (directory !== start || main !== name)) return joinPath(directory, main);
    if (directory === '' || directory === '.' || directory.startsWith('/') || directory.endsWith('..'))
      return undefined;
  }
}

function splitPath(path: string): readonly [directory: string, name: string] {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? ['', path] : [path.slice(0, slash) || '/', path.slice(slash + 1)];
}

function joinPath(directory: string, name: string): string {
  if (directory === '' || directory === '.') return name;
  return directory.endsWith('/') ? `${directory}${name}` : `${directory}/${name}`;
}
