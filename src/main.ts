// The entry: lends the process to the terminal shell and takes its exit code.
import { runCli } from './cli.ts';

const environment = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
);

// A reader that has seen enough, such as `head`, closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
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
});

/** Signals that end the process, by their number. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

function onEnd(finish: () => Promise<void>): () => void {
  const handlers = Object.entries(SIGNALS).map(([signal, number]) => {
    const handler = () => void finish().finally(() => process.exit(128 + number));
    process.once(signal, handler);
    return () => void process.off(signal, handler);
  });
  return () => {
    for (const takeBack of handlers) takeBack();
  };
}

function localDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
