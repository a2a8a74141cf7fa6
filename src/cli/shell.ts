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
export function shellLogger(shell: Shell): Required<Logger> & { readonly clear: () => void } {
  let shown = '';
  let bytes = 0;
  let since = 0;
  let drawn = 0;
  const clear = () => {
    if (shown !== '') shell.err('\r\x1b[K');
    shown = '';
  };
  const draw = (text: string) => shell.err(`\r\x1b[K${text.slice(0, Math.max(20, shell.width - 1))}`);
  const say = (message: string) => {
    clear();
    shell.err(`seaworthy: ${message}\n`);
  };
  return {
    clear,
    progress(message) {
      if (!shell.isErrorTerminal) return;
      draw(message);
      shown = message;
      bytes = 0;
      since = shell.now().getTime();
      drawn = since;
    },
    moved(more) {
      if (!shell.isErrorTerminal || shown === '') return;
      bytes += more;
      const now = shell.now().getTime();
      if (now - drawn < REDRAW) return;
      drawn = now;
      draw(`${shown}  ${showBytes(bytes)}, ${showBytes((bytes * 1000) / Math.max(1, now - since))}/s`);
    },
    notice: say,
    warning: say,
  };
}

/** Milliseconds between two drawings of the same line. */
const REDRAW = 200;

function showBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
