// Lists the simple commands of a script for the readers of docker lines, those inside substitutions and code for other shells included.
import { findProgram } from '../docker-command.ts';
import { hasHole } from '../hole.ts';
import { fillHoles } from '../hole-marks.ts';
import type { Word } from '../shell-words.ts';
import { dockerWords, type Expansions, NAMES_ENGINE } from './docker-words.ts';
import { embeddedCode, skipOptions } from './embedded-code.ts';
import { readShellAt } from './read-shell.ts';
import type { ShellCall, ShellProblem, ShellScript, WordPart } from './script.ts';

export interface DockerCommands {
  /** The words of each command that names docker or podman, in order. */
  readonly commands: readonly (readonly Word[])[];
  /** Commands that name neither, by their place. */
  readonly others: readonly { readonly start: number; readonly end: number }[];
  /** Code for another shell that could not be read. */
  readonly problems: readonly ShellProblem[];
}

/** Most levels of code inside code. */
const MAX_LEVELS = 8;

/** Lists the commands of a script. The holes in their words point into `expansions`. */
export function dockerCommands(script: ShellScript, expansions: Expansions): DockerCommands {
  const commands: Word[][] = [];
  const others: { start: number; end: number }[] = [];
  const problems: ShellProblem[] = [];
  const visitScript = (inner: ShellScript, level: number): void => {
    for (const call of inner.calls) visit(call, level);
  };
  const visit = (call: ShellCall, level: number): void => {
    if (namesEngine(call)) visitEngine(call, level);
    else {
      const [first] = [...call.assignments, ...call.words];
      if (first !== undefined) others.push({ start: first.start, end: first.end });
    }
    for (const parts of partsOf(call)) for (const part of parts) if ('script' in part) visitScript(part.script, level);
  };
  const visitEngine = (call: ShellCall, level: number): void => {
    const words = withDefaultProgram(dockerWords(call, expansions), expansions);
    const program = findProgram(words);
    if (program?.name === 'xargs') {
      commands.push(withArguments(words.slice(program.at + 1), expansions));
      return;
    }
    commands.push(words);
    const code = program === undefined ? undefined : embeddedCode(call, program, expansions);
    if (code === undefined || !NAMES_ENGINE.test(code.text)) return;
    if (level >= MAX_LEVELS) {
      problems.push({ message: 'code is nested too deep in code', start: call.start });
      return;
    }
    const script = readShellAt(code.text, { variables: {} }, code.at, expansions.sources);
    problems.push(...script.problems);
    visitScript(script, level + 1);
  };
  visitScript(script, 0);
  return { commands, others, problems };
}

/** `${DOCKER:-docker}` is docker, unless somebody who runs the script wants another. */
function withDefaultProgram(words: Word[], { sources }: Expansions): Word[] {
  const program = findProgram(words);
  if (program === undefined || !hasHole(program.word.text)) return words;
  const name = /^\$\{\w+:?[-=]["']?((?:\/[\w/-]+\/)?(?:docker|podman))["']?\}$/.exec(
    fillHoles(program.word.text, sources),
  )?.[1];
  return name === undefined ? words : words.with(program.at, { ...program.word, text: name, plain: false });
}

function namesEngine({ assignments, words, redirects }: ShellCall): boolean {
  return (
    words.some(({ text }) => NAMES_ENGINE.test(text)) ||
    assignments.some(({ value }) => value !== undefined && NAMES_ENGINE.test(value.text)) ||
    redirects.some(({ heredoc }) => heredoc !== undefined && NAMES_ENGINE.test(heredoc.text))
  );
}

function* partsOf(call: ShellCall): Generator<readonly WordPart[]> {
  for (const { value, elements } of call.assignments) {
    if (value !== undefined) yield value.parts;
    for (const { parts } of elements ?? []) yield parts;
  }
  for (const { parts } of call.words) yield parts;
  for (const { target, heredoc } of call.redirects) {
    if (target !== undefined) yield target.parts;
    if (heredoc?.parts !== undefined) yield heredoc.parts;
  }
}

const XARGS_VALUED = 'adEILnPs';

/** The command that xargs runs: what it reads takes the place of the word behind `-I`, or comes last. */
function withArguments(words: readonly Word[], expansions: Expansions): Word[] {
  const from = skipOptions(words, XARGS_VALUED);
  const options = words.slice(0, from).map(({ text }) => text);
  const short = options.indexOf('-I');
  const placeholder =
    short === -1 ? options.flatMap((text) => /^(?:-I|--replace=)(.+)$/.exec(text)?.[1] ?? [])[0] : options[short + 1];
  const command = words.slice(from);
  const last = command.at(-1);
  if (last === undefined) return [];
  if (placeholder === undefined || placeholder === '') {
    const { start, end } = last;
    return [...command, { text: expansions.mark('{}', 'any'), start, end, plain: false, loose: true }];
  }
  return command.map((word) =>
    word.text.includes(placeholder)
      ? { ...word, text: word.text.replaceAll(placeholder, () => expansions.mark(placeholder, 'any')), plain: false }
      : word,
  );
}
