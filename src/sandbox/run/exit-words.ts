// The code that a container ended with, in words.

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

/** Of a process that was ended for writing a larger file than it may. */
export const TOO_LARGE_FILE = 128 + 25;

/** `with 1`, `by SIGSEGV (139)`. */
export function exitWords(exitCode: number): string {
  const signal = SIGNALS[exitCode - 128];
  return signal === undefined ? `with ${exitCode}` : `by ${signal} (${exitCode})`;
}
