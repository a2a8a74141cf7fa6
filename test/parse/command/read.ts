// Reads a script through the real shell reader, for the tests of the command layer.
import { readCommands } from '../../../src/parse/command/read-commands.ts';
import type { CommandFacts, CommandsReading } from '../../../src/parse/command/reading.ts';
import { readShell } from '../../../src/parse/shell/read-shell.ts';

/** Everything that is read of a script. */
export function readScript(text: string, interpolated?: (start: number, end: number) => boolean): CommandsReading {
  const script = readShell(text, { variables: {} });
  return readCommands(script, text, {
    shell: 'sh',
    readShell,
    ...(interpolated === undefined ? {} : { interpolated }),
  });
}

/** The facts of every command of a script that holds no mistake. */
export function factsOf(text: string): CommandFacts[] {
  const { commands, problems } = readScript(text);
  if (problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
  return commands.map(({ facts }) => facts);
}

/** The facts of the one command of this program; of the last one where there are several. */
export function factsOfProgram(text: string, program: string): CommandFacts {
  const found = factsOf(text).findLast((facts) => facts.program === program);
  if (found === undefined) throw new Error(`no command of ${program} in: ${text}`);
  return found;
}

/** Options by name, the last one counting. */
export function optionsOf({ options }: CommandFacts): Record<string, string | undefined> {
  return Object.fromEntries(options.map(({ name, value }) => [name, value]));
}
