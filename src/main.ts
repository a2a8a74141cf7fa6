// The entry: lends the process to the shell of the terminal or of GitHub Actions and takes its exit code.
import { isActionRun, isSecret } from './action/start.ts';
import type { Shell } from './cli/shell.ts';
import { runCli } from './cli.ts';

const environment = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
);

// A reader that has seen enough, such as `head`, closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Signals that end the process, by their number. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

/** What is to be done before the process is ended, in the order in which it was begun. */
const unfinished: (() => Promise<void>)[] = [];
const handlers = Object.entries(SIGNALS).map(([signal, number]) => ({ signal, handler: () => void endBy(number) }));

const words = process.argv.slice(2);
const shell: Shell = {
  cwd: process.cwd(),
  environment,
  today: localDay(new Date()),
  now: () => new Date(),
  onEnd,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  in: () => process.stdin,
  isTerminal: process.stdout.isTTY === true,
  isErrorTerminal: process.stderr.isTTY === true,
  width: process.stdout.columns ?? 100,
};

process.exitCode = isActionRun(words, environment) ? await startAction() : await runCli(words, shell);

/** The secrets of the job are taken out of the process, so that nothing that it starts could have them. */
async function startAction(): Promise<number> {
  const { runAction } = await import('./action.ts');
  for (const name of Object.keys(process.env)) if (isSecret(name)) delete process.env[name];
  return await runAction(shell);
}

function onEnd(finish: () => Promise<void>): () => void {
  if (unfinished.push(finish) === 1) for (const { signal, handler } of handlers) process.once(signal, handler);
  return () => {
    const at = unfinished.indexOf(finish);
    if (at !== -1) unfinished.splice(at, 1);
    if (unfinished.length === 0) for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}

/** What was begun last is finished first: a log takes in what the others have to say. */
async function endBy(number: number): Promise<void> {
  for (const finish of [...unfinished].reverse()) await finish().catch(() => undefined);
  process.exit(128 + number);
}

function localDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
