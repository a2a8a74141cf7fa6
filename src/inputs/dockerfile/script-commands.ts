// Reads the commands behind RUN, CMD, ENTRYPOINT and HEALTHCHECK, whichever form they are written in.
import type { Location } from '../../model/location.ts';
import { readArgv, readCommands } from '../../parse/command/read-commands.ts';
import type { ArgvWord, CommandsReading } from '../../parse/command/reading.ts';
import { shellText } from '../../parse/dockerfile/joined-text.ts';
import type { DockerfileHeredoc, DockerfileInstruction, DockerfileWord } from '../../parse/dockerfile/tree.ts';
import { hasHole } from '../../parse/hole.ts';
import { readShell } from '../../parse/shell/read-shell.ts';
import type { Span } from '../../parse/shell/script.ts';
import { rememberTexts } from './read-once.ts';
import type { Scope, Source } from './scope.ts';

/** What was read, with the way from its offsets to places. */
export interface InstructionCommands {
  readonly reading: CommandsReading;
  readonly place: (start: number, end: number) => Location;
}

export interface ScriptContext {
  readonly source: Source;
  /** Words of the shell for the shell form. */
  readonly shell: readonly string[];
  /** Variables that the shell finds. */
  readonly variables: Readonly<Record<string, string>>;
}

const readOnce = rememberTexts<CommandsReading>();

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'mksh', 'zsh', 'busybox']);
const SHOWN: Readonly<Record<string, string>> = { powershell: 'PowerShell', pwsh: 'PowerShell', cmd: 'cmd.exe' };

/** Reads an instruction that holds a command. */
export function readInstruction(instruction: DockerfileInstruction, context: ScriptContext): InstructionCommands {
  const { source } = context;
  const { place } = source;
  if (instruction.json !== undefined) return readWords(instruction.json, source);
  const { rest, heredocs } = instruction;
  if (rest.text.trim() === '') return { reading: { commands: [], problems: [] }, place };
  const [only] = heredocs;
  if (only !== undefined && heredocs.length === 1 && /^<<\S+$/.test(rest.text.trim())) return readBody(only, context);
  const range = heredocs.length === 0 ? rest : { start: rest.start, end: instruction.end };
  return readScript(shellText(source.tree, range, rest.end), rest.start, context);
}

/** Reads a list of words. */
export function readWords(words: readonly DockerfileWord[], { tree, place }: Source): InstructionCommands {
  // The words of CMD may stand above those of the ENTRYPOINT that they belong to.
  const first = words.reduce((least, { start }) => Math.min(least, start), tree.text.length);
  const last = words.reduce((most, { end }) => Math.max(most, end), first);
  const text = tree.text.slice(first, last);
  const argv = words.map(
    (word): ArgvWord => ({ text: word.text, span: { start: word.start - first, end: word.end - first } }),
  );
  return {
    reading: readOnce([JSON.stringify(argv), text], () => readArgv(argv, { text, readShell })),
    place: (start, end) => place(first + start, first + end),
  };
}

/** The variables that an instruction names and whose value is known, as a shell finds them. */
export function shellVariables(
  { start, end }: Span,
  { env, args }: Pick<Scope, 'env' | 'args'>,
  { tree }: Source,
): Record<string, string> {
  const variables: Record<string, string> = Object.create(null);
  for (const [, name = ''] of tree.text.slice(start, end).matchAll(/\$\{?[!#]?([A-Za-z_]\w*)/g)) {
    const found = env.get(name) ?? args.get(name);
    if (found !== undefined && found.open !== true && !hasHole(found.text)) variables[name] = found.text;
  }
  return variables;
}

/** Name of the shell among the words of SHELL; `undefined` where it is none that is read. */
export function shellName(words: readonly string[]): string | undefined {
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1).replace(/\.exe$/i, ''));
  return SHELLS.has(names[0] ?? '')
    ? names[0]
    : names[0] === 'env'
      ? names.find((name) => SHELLS.has(name))
      : undefined;
}

function readScript(text: string, offset: number, { source, shell, variables }: ScriptContext): InstructionCommands {
  const place = (start: number, end: number) => source.place(offset + start, offset + end);
  const name = shellName(shell);
  if (name === undefined) {
    const word =
      (shell[0] ?? '')
        .split(/[\\/]/)
        .at(-1)
        ?.replace(/\.exe$/i, '')
        .toLowerCase() ?? '';
    const message = `${Object.hasOwn(SHOWN, word) ? SHOWN[word] : `the shell ${word}`} is not read`;
    return { reading: { commands: [], problems: [{ message, start: 0 }] }, place };
  }
  const read = () => {
    const script = readShell(text, { variables });
    return readCommands(script, text, { shell: name === 'busybox' ? 'ash' : name, readShell });
  };
  return { reading: readOnce([name, JSON.stringify(variables), text], read), place };
}

/** A body that is the whole command: a script for the shell, or for the program that its first line names. */
function readBody({ body, delimiter, text: plain }: DockerfileHeredoc, context: ScriptContext): InstructionCommands {
  const { source } = context;
  const text = source.tree.text.slice(body.start, body.end);
  const program = /^#![ \t]*(\S.*)/
    .exec(plain)?.[1]
    ?.trim()
    .split(/[ \t]+/);
  if (program === undefined) return readScript(text, body.start, context);
  if (shellName(program) !== undefined) return readScript(text, body.start, { ...context, shell: program });
  // The program gets the body as its script; written with a heredoc that says the same.
  const head = `${program.join(' ')} <<${plain === text ? '' : '-'}'${delimiter}'\n`;
  const inner = readScript(`${head}${text}${delimiter}`, 0, { ...context, shell: ['sh'] });
  const shift = (offset: number) => Math.min(Math.max(body.start, body.start + offset - head.length), body.end);
  return { ...inner, place: (start, end) => source.place(shift(start), shift(end)) };
}
