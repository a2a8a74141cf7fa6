// Runs one command line of the terminal shell in this process and keeps what it printed.
import { runCli } from '../../src/cli.ts';

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `seaworthy WORDS` in `cwd`, with nothing lent but the environment given. */
export async function runCommandLine(
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Printed> {
  let out = '';
  let err = '';
  const code = await runCli(words, {
    cwd,
    environment,
    today: '2026-11-24',
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    onEnd: () => () => {},
    in: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }),
    isTerminal: false,
    isErrorTerminal: false,
    width: 100,
  });
  return { code, out, err };
}
