// Reads the commands of a shell script, or of a list of words, into facts.
import type { ShellScript } from '../shell/script.ts';
import { codeSourceOf } from './code-source.ts';
import { downloadUses } from './download-use.ts';
import { isOnDirectories, madeDirectories } from './known-directories.ts';
import type { ArgvWord, CommandsReading } from './reading.ts';
import { commandReading } from './unit-facts.ts';
import { unwrap } from './unwrap.ts';
import { type ReadShell, scopeOf, type Walk, walkCall, walkScript } from './walk.ts';
import { callOfWords, wordOfElement } from './word.ts';

export interface CommandsOptions {
  /** Name of the shell that reads the script. */
  readonly shell: string;
  readonly readShell: ReadShell;
  /** The shell is started with `-e`, or with `-x`. */
  readonly errexit?: boolean;
  readonly xtrace?: boolean;
  /** Tells whether a stretch of the text was put in by the declaration, so that it is made outside of any code it stands in. */
  readonly interpolated?: (start: number, end: number) => boolean;
}

export interface ArgvOptions {
  /** The text that the spans point into; without it, what is found inside a word is placed at the word. */
  readonly text?: string;
  /** May be left out where `holdsShellCode` says no. */
  readonly readShell?: ReadShell;
  readonly interpolated?: (start: number, end: number) => boolean;
}

/** Reads every command of a script. `text` is the one that the spans of the script point into. */
export function readCommands(script: ShellScript, text: string, options: CommandsOptions): CommandsReading {
  const walk = startWalk(options);
  const { shell, errexit = false, xtrace = false } = options;
  walkScript(script, scopeOf(walk, { source: text, form: 'shell', shell, errexit, xtrace }), walk);
  return finish(walk);
}

/** Reads the command that a list of words is: no shell takes part, but code inside it is read. */
export function readArgv(words: readonly ArgvWord[], options: ArgvOptions = {}): CommandsReading {
  const walk = startWalk(options);
  const scope = scopeOf(walk, { source: options.text ?? '', form: 'exec', shell: '', errexit: false, xtrace: false });
  if (words.length > 0) walkCall(callOfWords(words.map(wordOfElement)), scope, walk);
  return finish(walk);
}

/** Tells whether a list of words holds code that a shell will read, so that `readArgv` needs a parser. */
export function holdsShellCode(words: readonly ArgvWord[]): boolean {
  const call = callOfWords(words.map(wordOfElement));
  const layers = unwrap(call.words, [], '') ?? [];
  return layers.some((layer) => {
    const { shell, words: code } = codeSourceOf(layer, call, '');
    return shell !== '' && code.length > 0;
  });
}

function startWalk({ readShell, interpolated }: Pick<ArgvOptions, 'readShell' | 'interpolated'>): Walk {
  return { units: [], problems: [], readShell, interpolated, aliases: new Map() };
}

function finish({ units, problems, interpolated }: Walk): CommandsReading {
  const uses = downloadUses(units);
  const made = new Set<string>();
  const changesModes = units.some(({ layer }) => layer?.program === 'chmod');
  const commands = units.map((unit) => {
    const onDirectories = changesModes && isOnDirectories(unit, made);
    if (changesModes) for (const path of madeDirectories(unit)) made.add(path);
    return commandReading(unit, { downloads: uses.get(unit) ?? [], onDirectories, interpolated });
  });
  return { commands, problems };
}
