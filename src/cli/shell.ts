// What the terminal lends to a command: arguments are words, the world is passed in, nothing else is read.
import type { Logger } from '../model/log.ts';

export interface Shell {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
  /** The clock, for the audit log. */
  readonly now: () => Date;
  /** Has something done before the process is ended by a signal; answers with what takes that back. */
  readonly onEnd: (finish: () => Promise<void>) => () => void;
  /** Writes to standard output: only what was asked for. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** What is piped in. */
  readonly in: () => AsyncIterable<Uint8Array>;
  readonly isTerminal: boolean;
  readonly isErrorTerminal: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Colour is used on a terminal only, and never when NO_COLOR is set. FORCE_COLOR switches it on elsewhere. */
export function wantsColour(shell: Shell): boolean {
  if ((shell.environment.NO_COLOR ?? '') !== '') return false;
  const forced = shell.environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return shell.isTerminal && shell.environment.TERM !== 'dumb';
}

/** Progress on a terminal in one line that is rewritten; notices and warnings always. */
export function shellLogger(shell: Shell): Logger & { readonly clear: () => void } {
  let shown = false;
  const clear = () => {
    if (shown) shell.err('\r\x1b[K');
    shown = false;
  };
  const say = (message: string) => {
    clear();
    shell.err(`seaworthy: ${message}\n`);
  };
  return {
    clear,
    progress(message) {
      if (!shell.isErrorTerminal) return;
      shell.err(`\r\x1b[K${message.slice(0, Math.max(20, shell.width - 1))}`);
      shown = true;
    },
    notice: say,
    warning: say,
  };
}
