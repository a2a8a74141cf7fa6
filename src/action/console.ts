// The log of the step: plain lines in which nothing is a command, and the commands that are meant.
import type { Logger } from '../model/log.ts';
import { breakRunnerCommands, visibleLines } from '../reports/visible-text.ts';

/** The runner shows this many of each level for a step; the rest would only stand in the log. */
export const MOST_PER_LEVEL = 10;

export interface Place {
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn?: number;
  readonly endColumn?: number;
}

export type CommandLevel = 'error' | 'warning' | 'notice';

export interface ActionConsole {
  /** Text of several lines. */
  print(text: string): void;
  /** A message that people see beside the run, at a place where there is one. False when the step has shown as many as it may: it is a plain line then. */
  say(level: CommandLevel, message: string, title?: string, place?: Place): boolean;
  /** The text without the secret. */
  hide(text: string): string;
  readonly log: Logger;
}

/** A console that writes to standard output and never lets the secret through. */
export function openConsole(out: (text: string) => void, secret: string): ActionConsole {
  const shown = { error: 0, warning: 0, notice: 0 };
  const hide = (text: string) => (secret === '' ? text : text.replaceAll(secret, '***'));
  const print = (text: string) => {
    const lines = hide(text)
      .replace(/\n$/, '')
      .split(/\r\n|\r|\n/);
    out(lines.map((line) => `${breakRunnerCommands(line)}\n`).join(''));
  };
  const say: ActionConsole['say'] = (level, message, title, place) => {
    if (shown[level] >= MOST_PER_LEVEL) {
      print(`${level}: ${visibleLines(message)}`);
      return false;
    }
    shown[level] += 1;
    const properties = [
      ...(place === undefined ? [] : describePlace(place)),
      ...(title === undefined ? [] : [['title', title] as const]),
    ].map(([name, value]) => `${name}=${escapeProperty(hide(`${value}`))}`);
    const head = properties.length === 0 ? level : `${level} ${properties.join(',')}`;
    out(`::${head}::${escapeData(hide(message))}\n`);
    return true;
  };
  const log: Logger = {
    progress() {},
    notice: (message) => print(visibleLines(message)),
    warning: (message) => void say('warning', visibleLines(message), 'Seaworthy'),
  };
  return { print, say, hide, log };
}

function describePlace({
  file,
  startLine,
  endLine,
  startColumn,
  endColumn,
}: Place): (readonly [string, string | number])[] {
  const columns =
    startColumn === undefined || endColumn === undefined
      ? []
      : ([
          ['col', startColumn],
          ['endColumn', endColumn],
        ] as const);
  return [['file', file], ['line', Math.max(1, startLine)], ['endLine', Math.max(1, startLine, endLine)], ...columns];
}

/** As the runner reads it back: `%25`, `%0D`, `%0A`. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
