// The terminal shell: arguments in; text, files and exit code out.
import { Command, CommanderError } from 'commander';
import { commands } from './cli/commands.ts';
import type { Shell } from './cli/shell.ts';
import { InputError, UsageError } from './model/errors.ts';
import { readTool } from './package-info.ts';

/** Runs one command line and answers with the exit code. */
export async function runCli(words: readonly string[], shell: Shell): Promise<number> {
  let exitCode = 0;
  const program = buildProgram(words, shell, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explainError(error, shell);
  }
}

function buildProgram(words: readonly string[], shell: Shell, done: (code: number) => void): Command {
  const program = new Command('seaworthy')
    .description('Tells whether the containers you are about to ship are safe to put to sea.')
    .version(readTool().version, '-V, --version')
    .helpCommand('help [command]', 'show help for a command')
    .configureOutput({
      writeOut: shell.out,
      writeErr: shell.err,
      getOutHelpWidth: () => shell.width,
      getErrHelpWidth: () => shell.width,
    })
    .exitOverride()
    .showHelpAfterError('Run seaworthy --help for usage.');

  // A start pays for the command that is named; any other word, and help, needs all of them.
  const named = commands.get(words[0] ?? '');
  for (const add of named === undefined ? commands.values() : [named]) add(program, shell, done);
  return program;
}

/** Says what went wrong: 2 for what the user can mend, 70 for a bug of ours. */
function explainError(error: unknown, shell: Shell): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    shell.err(`seaworthy: ${error.message}\n`);
    return 2;
  }
  if (error instanceof InputError) {
    const place = error.at === undefined ? '' : `${error.at.file}:${error.at.startLine}:${error.at.startColumn}: `;
    shell.err(`seaworthy: ${place}${error.message}\n`);
    return 2;
  }
  shell.err(
    `seaworthy: this is a bug of Seaworthy, not of your input; please report it with what follows\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return 70;
}
