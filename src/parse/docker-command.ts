// Finds the docker or podman command in the words of a shell command: wrappers, assignments and global flags are taken off.
import { type FlagReading, type FlagTable, readFlags } from './docker-flags.ts';
import type { Word } from './shell-words.ts';

export type Program = 'docker' | 'podman';

export interface FoundCommand {
  readonly program: Program;
  /** Where the program is named. */
  readonly programWord: Word;
  /** `docker-compose` in one word: what follows are the flags of compose. */
  readonly compose: boolean;
  /** The words behind the program. */
  readonly words: readonly Word[];
  /** Assignments before the program; they are the environment of the client. */
  readonly assignments: Readonly<Record<string, string>>;
}

/** Wrappers with the flags of each that take the next word; `arguments` is how many words stand before the wrapped command. */
const WRAPPERS: Readonly<
  Record<string, { readonly valued: string; readonly long?: readonly string[]; readonly arguments?: number }>
> = {
  sudo: {
    valued: 'ughpCrtUDRT',
    long: [
      'user',
      'group',
      'host',
      'prompt',
      'close-from',
      'role',
      'type',
      'other-user',
      'chdir',
      'chroot',
      'command-timeout',
    ],
  },
  doas: { valued: 'uCa' },
  env: { valued: 'uC', long: ['unset', 'chdir'] },
  time: { valued: 'fo', long: ['format', 'output'] },
  nohup: { valued: '' },
  exec: { valued: 'a' },
  command: { valued: '' },
  timeout: { valued: 'ks', long: ['kill-after', 'signal'], arguments: 1 },
  nice: { valued: 'n', long: ['adjustment'] },
  ionice: { valued: 'cnpPu', long: ['class', 'classdata'] },
  stdbuf: { valued: 'ioe', long: ['input', 'output', 'error'] },
  setsid: { valued: '' },
  winpty: { valued: '' },
};

/** The program that the words name behind assignments and wrappers. */
export interface FoundProgram {
  /** Its name without folders and `.exe`. */
  readonly name: string;
  /** Its index among the words. */
  readonly at: number;
  readonly word: Word;
  /** Assignments before the program. */
  readonly assignments: Readonly<Record<string, string>>;
}

/** Finds the program behind assignments and wrappers, or answers `undefined` where there is none. */
export function findProgram(words: readonly Word[]): FoundProgram | undefined {
  const assignments: Record<string, string> = Object.create(null);
  for (let at = 0; ; ) {
    at = takeAssignments(words, at, assignments);
    const word = words[at];
    if (word === undefined) return undefined;
    const name = baseName(word.text);
    const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
    if (wrapper === undefined) return { name, at, word, assignments };
    at = skipWrapper(words, at + 1, wrapper);
    at = takeAssignments(words, at, assignments) + (wrapper.arguments ?? 0);
  }
}

/** Finds the docker or podman program, or answers `undefined` where the command is another one. */
export function findCommand(words: readonly Word[]): FoundCommand | undefined {
  const found = findProgram(words);
  if (found === undefined) return undefined;
  const { name, at, word, assignments } = found;
  if (name !== 'docker' && name !== 'podman' && name !== 'docker-compose') return undefined;
  return {
    program: name === 'podman' ? 'podman' : 'docker',
    programWord: word,
    compose: name === 'docker-compose',
    words: words.slice(at + 1),
    assignments,
  };
}

function baseName(text: string): string {
  return (text.split(/[\\/]/).at(-1) ?? '').replace(/\.exe$/i, '');
}

function takeAssignments(words: readonly Word[], from: number, into: Record<string, string>): number {
  let at = from;
  for (;;) {
    const [, name, value = ''] = /^([A-Za-z_][A-Za-z0-9_]*)\+?=([\s\S]*)$/.exec(words[at]?.text ?? '') ?? [];
    if (name === undefined) return at;
    into[name] = value;
    at += 1;
  }
}

function skipWrapper(
  words: readonly Word[],
  from: number,
  wrapper: { valued: string; long?: readonly string[] },
): number {
  let at = from;
  for (;;) {
    const text = words[at]?.text ?? '';
    if (!text.startsWith('-')) return at;
    at += 1;
    if (text === '--') return at;
    const takesNext = text.startsWith('--')
      ? wrapper.long?.includes(text.slice(2)) === true
      : text.length > 1 && clusterTakesNext(text.slice(1), wrapper.valued);
    if (takesNext) at += 1;
  }
}

/** A cluster takes the next word when its first letter with a value is its last letter. */
function clusterTakesNext(letters: string, valued: string): boolean {
  const first = [...letters].findIndex((letter) => valued.includes(letter));
  return first !== -1 && first === letters.length - 1;
}

const DOCKER_GLOBALS: FlagTable = {
  config: { type: 'text' },
  context: { type: 'text', short: 'c' },
  debug: { type: 'bool', short: 'D' },
  help: { type: 'bool' },
  host: { type: 'text', short: 'H' },
  'log-level': { type: 'text', short: 'l' },
  tls: { type: 'bool' },
  tlscacert: { type: 'text' },
  tlscert: { type: 'text' },
  tlskey: { type: 'text' },
  tlsverify: { type: 'bool' },
  version: { type: 'bool', short: 'v' },
};

const PODMAN_TEXTS =
  'url host context config identity tls-cert tls-key tls-ca root runroot imagestore runtime runtime-flag log-level cgroup-manager conmon events-backend hooks-dir cdi-spec-dir module network-config-dir network-backend namespace default-mounts-file registries-conf storage-driver storage-opt pull-option tmpdir volumepath out ssh max-workers cpu-profile memory-profile network-cmd-path';

function podmanGlobals(): FlagTable {
  return Object.fromEntries([
    ...PODMAN_TEXTS.split(' ').map((name) => [name, { type: 'text' }] as const),
    ...['noout', 'syslog', 'trace', 'transient-store', 'help'].map((name) => [name, { type: 'bool' }] as const),
    ['connection', { type: 'text', short: 'c' }] as const,
    ['remote', { type: 'bool', short: 'r' }] as const,
    ['debug', { type: 'bool', short: 'D' }] as const,
    ['version', { type: 'bool', short: 'v' }] as const,
  ]);
}

/** Reads the global flags between the program and the subcommand. */
export function readGlobals(command: FoundCommand, expansions: readonly string[]): FlagReading {
  const table = command.program === 'docker' ? DOCKER_GLOBALS : podmanGlobals();
  return readFlags(command.words, { table, command: command.program, interspersed: false, expansions });
}
