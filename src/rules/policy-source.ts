// Finds and reads policy files; the only file of the rules that touches the disk.
import { hash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Blame, policyError } from './blame.ts';

/** Deepest nesting of folders, and most files in one folder of policies. */
const MAX_DEPTH = 5;
const MAX_FILES = 2000;

/** Said in full, as a word for an encoding makes Node copy its defaults, once for each of some hundred files. */
const AS_TEXT = { encoding: 'utf8', flag: 'r' } as const;

export interface PolicyFile {
  /** Path as shown to people. */
  readonly file: string;
  /** Path inside the folder that was searched, without `.yaml`, for example `container/root-user`. */
  readonly name: string;
  readonly text: string;
}

/** Reads every `.yaml` file below a folder, in the order of their names. Anything else that lies there is refused; hidden files are not looked at. */
export function readPolicyFolder(folder: string, shown: string, blame: Blame): PolicyFile[] {
  const names: string[] = [];
  collect(folder, '', shown, blame, names);
  return names.sort().map((name) => ({
    file: `${shown}/${name}`,
    name: name.slice(0, -'.yaml'.length),
    text: readText(`${folder}/${name}`, `${shown}/${name}`, blame),
  }));
}

function collect(folder: string, below: string, shown: string, blame: Blame, names: string[]): void {
  for (const entry of entriesOf(join(folder, below), `${shown}/${below}`, blame)) {
    if (entry.name.startsWith('.')) continue;
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (name.split('/').length > MAX_DEPTH)
        throw policyError(blame, `${shown}/${name}: folders nested deeper than ${MAX_DEPTH} levels`);
      collect(folder, name, shown, blame, names);
    } else if (entry.isFile() && /\.yaml$/.test(entry.name)) names.push(name);
    else throw policyError(blame, `${shown}/${name}: ${strayReason(entry)}`);
    if (names.length > MAX_FILES) throw policyError(blame, `${shown}: more than ${MAX_FILES} files`);
  }
}

function strayReason(entry: Dirent): string {
  if (!entry.isFile()) return 'not a regular file; links are not followed here';
  if (entry.name.endsWith('.yml')) return `name it ${entry.name.slice(0, -'.yml'.length)}.yaml`;
  return 'does not belong here; every file must be NAME.yaml';
}

function entriesOf(path: string, shown: string, blame: Blame): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    throw policyError(blame, `${shown.replace(/\/$/, '')}: cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function readText(path: string, shown: string, blame: Blame): string {
  try {
    return readFileSync(path, AS_TEXT);
  } catch (error) {
    throw policyError(blame, `${shown}: cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** Reads a file that need not be there. */
export function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, AS_TEXT);
  } catch {
    return undefined;
  }
}

/** Reads a single policy file, unless it is not there. */
export function readPolicyFile(path: string, file: string): PolicyFile | undefined {
  const text = readIfPresent(path);
  return text === undefined ? undefined : { file, name: file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length), text };
}

/** One digest for the names and texts of all files. */
export function digestOf(files: readonly PolicyFile[]): string {
  // With its length in front no text can pass for two; writing them as JSON would cost more than hashing them.
  return hash('sha256', files.map(({ file, text }) => `${file}\n${text.length}\n${text}`).join(''));
}

/** The folders without repeats, as absolute path and as shown. */
export function distinctFolders(
  cwd: string,
  folders: readonly string[],
): { readonly path: string; readonly shown: string }[] {
  const seen = new Map<string, string>();
  for (const folder of folders) {
    const path = resolve(cwd, folder);
    if (!seen.has(path)) seen.set(path, folder.replace(/\/+$/, ''));
  }
  return [...seen].map(([path, shown]) => ({ path, shown }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
