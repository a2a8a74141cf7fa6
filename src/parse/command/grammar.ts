// The option grammar of programs: which options take a value, and which short name means which long one.
import { ACCOUNT_PROGRAMS } from './programs/accounts.ts';
import { CONTAINER_PROGRAMS } from './programs/containers.ts';
import { FILE_PROGRAMS } from './programs/files.ts';
import { NETWORK_PROGRAMS } from './programs/network.ts';
import { PACKAGE_PROGRAMS } from './programs/packages.ts';
import { RUNNER_PROGRAMS } from './programs/runners.ts';
import { SYSTEM_PROGRAMS } from './programs/system.ts';
import { WRAPPER_PROGRAMS } from './programs/wrappers.ts';

export interface OptionShape {
  /** With its dashes. */
  readonly name: string;
  /** `optional`: only behind `=`. `attached`: the rest of the same word too. */
  readonly value: 'none' | 'needed' | 'optional' | 'attached';
}

export interface Grammar {
  readonly short: ReadonlyMap<string, OptionShape>;
  readonly long: ReadonlyMap<string, OptionShape>;
  /** The first operand is a subcommand. */
  readonly subcommands: boolean;
  /** Options end at the first operand. */
  readonly stops: boolean;
  /** Long names have one dash. */
  readonly singleDash: boolean;
  /** Long names may not be shortened. */
  readonly exact: boolean;
}

/**
 * Programs by name. A line holds the options as `o|output:`: the first long name is the one that counts, `:` takes a value, `?` takes one only behind `=`,
 * `*` also as the rest of the word. `@sub`, `@stop`, `@single` and `@exact` say how the line is read; `=name` takes the line of another program.
 */
const TABLES: readonly Readonly<Record<string, string>>[] = [
  FILE_PROGRAMS,
  NETWORK_PROGRAMS,
  PACKAGE_PROGRAMS,
  ACCOUNT_PROGRAMS,
  CONTAINER_PROGRAMS,
  RUNNER_PROGRAMS,
  SYSTEM_PROGRAMS,
  WRAPPER_PROGRAMS,
];

/** Grammars that were asked for before; what a name means never changes. */
const known = new Map<string, Grammar | undefined>();

/** The grammar of a program, or of a program with its subcommand (`docker run`); `undefined` where it has none here. */
export function grammarOf(name: string): Grammar | undefined {
  const before = known.get(name);
  if (before !== undefined) return before;
  const line = lineOf(name);
  if (line === undefined) return undefined;
  const grammar = readGrammar(line);
  known.set(name, grammar);
  return grammar;
}

/** Name under which a program stands in the tables: `python3.12` is `python`, `apt-get` is itself. */
export function familyOf(program: string): string {
  const versioned = /^(python|pip|pypy|perl|ruby|gem|php|lua|node|npm|dnf|gpg|go|clang|wget|awk)-?\d[\d.]*$/.exec(
    program,
  );
  return versioned?.[1] ?? program;
}

function lineOf(name: string): string | undefined {
  for (const table of TABLES) {
    const line = Object.hasOwn(table, name) ? table[name] : undefined;
    if (line !== undefined) return line.startsWith('=') ? lineOf(line.slice(1)) : line;
  }
  return undefined;
}

function readGrammar(line: string): Grammar {
  const short = new Map<string, OptionShape>();
  const long = new Map<string, OptionShape>();
  const tokens = line.split(/\s+/);
  const singleDash = tokens.includes('@single');
  for (const token of tokens) {
    if (token === '' || token.startsWith('@')) continue;
    const mark = token.length > 1 ? token.at(-1) : '';
    const value = mark === ':' ? 'needed' : mark === '?' ? 'optional' : mark === '*' ? 'attached' : 'none';
    const names = (value === 'none' ? token : token.slice(0, -1)).split('|');
    const counts = names.find((name) => name.length > 1) ?? names.at(-1) ?? '';
    const shape: OptionShape = { name: `${counts.length > 1 && !singleDash ? '--' : '-'}${counts}`, value };
    for (const name of names) (name.length > 1 || singleDash ? long : short).set(name, shape);
  }
  return {
    short,
    long,
    singleDash,
    subcommands: tokens.includes('@sub'),
    stops: tokens.includes('@stop'),
    exact: tokens.includes('@exact'),
  };
}
