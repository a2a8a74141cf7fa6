// Opens a run target: a command line, a shell script or a Makefile, as scripts with the way back to its text.
import { InputError } from '../../model/errors.ts';
import { readMakefile } from '../../parse/makefile.ts';
import { type Expansions, NAMES_ENGINE } from '../../parse/shell/docker-words.ts';
import { readShellAt } from '../../parse/shell/read-shell.ts';
import type { ShellProblem, ShellScript } from '../../parse/shell/script.ts';
import { placeFinder } from '../../parse/text-place.ts';
import type { SourceFiles } from '../files.ts';
import { isMakefileName } from './names.ts';

export interface Source {
  readonly text: string;
  readonly label: string;
  /** Set where the target is a file. */
  readonly file?: string;
}

/** What a source holds. Offsets are those of its text. */
export interface SourceScripts {
  readonly scripts: readonly ShellScript[];
  readonly problems: readonly ShellProblem[];
  /** Name of the shell that reads them. */
  readonly shell: string;
}

/** Opens a target. Throws InputError where it is neither a file nor a command line. */
export function openSource(text: string, files: SourceFiles): Source {
  const mayBePath = !/[\n\0]/.test(text) && text.length < 4096;
  if (mayBePath && text.trim() !== '' && files.exists(text))
    return { text: plainLineEnds(files.read(text)), label: files.label(text), file: files.label(text) };
  if (mayBePath && !/\s/.test(text.trim()))
    throw new InputError(
      `there is no file \`${text}\`, and it is no command line; write for example run:'docker run nginx'`,
    );
  let count = 1;
  while (files.texts.has(`run:${count}`) && files.texts.get(`run:${count}`) !== text) count += 1;
  const label = `run:${count}`;
  files.remember(label, text);
  return { text, label };
}

/** Lines and columns are the same without carriage returns, also those inside of code that a word holds. */
function plainLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

const SHELLS = /^(?:ba|da|a|z|k|mk|rba)?sh$|^busybox$|^bats$/;

/** Reads the scripts of a source. Throws InputError where its first line names a program that is no shell. */
export function readScripts(
  { text, label, file }: Source,
  variables: Readonly<Record<string, string>>,
  expansions: Expansions,
): SourceScripts {
  const interpreter = interpreterOf(text);
  if (file !== undefined && (isMakefileName(file) || interpreter === 'make')) {
    const recipes = readMakefile(text, { variables, mark: expansions.mark }).filter((recipe) =>
      NAMES_ENGINE.test(recipe.text),
    );
    const read = recipes.map((recipe) => readShellAt(recipe.text, { variables }, recipe.at, expansions.sources));
    const scripts = read.filter(({ problems }) => problems.length === 0);
    return { scripts, problems: read.flatMap(({ problems }) => problems.slice(0, 1)), shell: 'sh' };
  }
  if (interpreter !== undefined && !SHELLS.test(interpreter)) {
    const end = text.indexOf('\n');
    throw new InputError(
      `${label} is no shell script: its first line names \`${interpreter}\``,
      placeFinder(label, text)(0, end === -1 ? text.length : end),
    );
  }
  const script = readShellAt(text, { variables }, (offset) => offset, expansions.sources);
  return { scripts: [script], problems: script.problems, shell: interpreter ?? 'sh' };
}

/** The program that the first line names. */
function interpreterOf(text: string): string | undefined {
  const line = /^#![ \t]*([^\n]{0,1000})/.exec(text)?.[1];
  if (line === undefined) return undefined;
  const words = line.trim().split(/[ \t]+/);
  const name = (word: string) => word.slice(word.lastIndexOf('/') + 1);
  const [first = '', ...rest] = words;
  if (name(first) !== 'env') return name(first);
  return name(rest.find((word) => !word.startsWith('-') && !word.includes('=')) ?? '');
}
