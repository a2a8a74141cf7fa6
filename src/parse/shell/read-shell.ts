// Reads a shell script into its simple commands, with what is constant put in.
import { type ParsedScript, parse } from 'unbash';
import { type AssignedNames, assignedNames } from './assigned-names.ts';
import { turnSwitches } from './effects.ts';
import { readStatements } from './lists.ts';
import { insideBackticks, type Offsets, sameOffsets, withPlainLineEnds } from './offsets.ts';
import type { OpenCall, Reading, Switches } from './reading.ts';
import type { ShellFunction, ShellOptions, ShellProblem, ShellScript } from './script.ts';
import { trackVariables, type Variables } from './variables.ts';

/** Longest script that is read. */
const MAX_TEXT = 1 << 20;
/** Most places where arithmetic may begin: the parser looks for the end of each on its own. */
const MAX_ARITHMETIC = 10_000;
/** Most characters of substitutions that are read; one inside another counts again, as the parser reads it again. */
const MAX_NESTED = 16 * MAX_TEXT;
const TOP = { inFunction: '', conditional: false, background: false, pipeline: undefined, position: 0 } as const;

/** Reads a shell script. Never throws: what is no shell script comes back as problems. */
export function readShell(text: string, options: ShellOptions): ShellScript {
  return readShellAt(text, options, sameOffsets);
}

/** Reads a shell script that was made from another text: `at` leads its offsets back to that text, and holes in it stand for the sources given. */
export function readShellAt(text: string, options: ShellOptions, at: Offsets, holes?: readonly string[]): ShellScript {
  if (text.length > MAX_TEXT) return refused(`the script is longer than ${MAX_TEXT} characters`, at(0));
  if (countOf(text, '((') > MAX_ARITHMETIC) return refused('the script holds too much arithmetic', at(0));
  const plain = withPlainLineEnds(text);
  const back = plain.at === sameOffsets ? at : (offset: number) => at(plain.at(offset));
  try {
    return readText(plain.text, options, back, holes);
  } catch (error) {
    // The parser bounds most nesting, but not all of it.
    if (!(error instanceof RangeError)) throw error;
    return refused('commands are nested too deep', at(0));
  }
}

function refused(message: string, start: number): ShellScript {
  return { calls: [], functions: [], problems: [{ message, start }] };
}

function countOf(text: string, sought: string): number {
  let count = 0;
  for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + 1)) count += 1;
  return count;
}

function readText(text: string, options: ShellOptions, at: Offsets, holes: readonly string[] | undefined): ShellScript {
  const problems: ShellProblem[] = [];
  const switches = { errexit: false, xtrace: false };
  turnSwitches(/^#!\s*\S*sh[ \t]+(\S+)/.exec(text.slice(0, 200))?.slice(1) ?? [], { switches });
  const tree = parse(text);
  const names = assignedNames(tree, text);
  const variables = trackVariables(options.variables, names.inFunction);
  const around = {
    source: text,
    at,
    holes,
    variables,
    switches,
    problems,
    functionNames: new Set<string>(),
    left: { characters: MAX_NESTED },
  };
  return readTree(tree, names, around);
}

interface Surroundings {
  readonly source: string;
  readonly at: Offsets;
  readonly holes: readonly string[] | undefined;
  readonly variables: Variables;
  readonly switches: Switches;
  /** Problems of the whole script, substitutions included. */
  readonly problems: ShellProblem[];
  readonly functionNames: Set<string>;
  /** What may still be read of substitutions. */
  readonly left: { characters: number };
}

function readTree(tree: ParsedScript, names: AssignedNames, around: Surroundings): ShellScript {
  const { source, at, variables, switches, problems } = around;
  const calls: OpenCall[] = [];
  const functions: ShellFunction[] = [];
  for (const { message, pos } of tree.errors ?? [])
    problems.push({ message: worded(message), start: at(Math.min(pos, source.length)) });
  const reading: Reading = {
    source,
    at,
    holes: around.holes,
    variables,
    calls,
    functions,
    problems,
    switches,
    functionNames: around.functionNames,
    isAssigned: (name, start, end) =>
      end === undefined ? names.from(name, start) || names.inFunction(name) : names.between(name, start, end),
    nested: (script, start, end) => {
      around.left.characters -= end - start;
      if (around.left.characters < 0) throw new RangeError('substitutions');
      const inner: Surroundings = {
        ...around,
        ...(script.source === undefined
          ? {}
          : { source: script.source, at: insideBackticks(source, start + 1, script.source, at) }),
        switches: { ...switches },
        problems: [],
      };
      const read = variables.within('subshell', undefined, () =>
        readTree(script, assignedNames(script, inner.source), inner),
      );
      problems.push(...inner.problems);
      return read;
    },
  };
  readStatements(tree.commands, TOP, '', reading);
  return { calls, functions, problems };
}

function worded(message: string): string {
  const opened = /^unterminated (.*)$/.exec(message)?.[1];
  if (opened !== undefined) return `the ${opened} opened here is not closed`;
  return /nesting/.test(message) ? 'brackets are nested too deep' : message;
}
