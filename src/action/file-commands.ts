// What a step hands back to the runner through files: outputs, state and the summary.
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** A summary that is larger is not shown at all. */
export const MOST_SUMMARY_BYTES = 1024 * 1024;

export interface FileCommands {
  output(name: string, value: string): void;
  /** Kept for the post step, which sees it as STATE_name. */
  state(name: string, value: string): void;
  /** Adds to the summary of the step. False where the runner has none. */
  summary(markdown: string): boolean;
}

/** Writes to the files that the runner named. A runner that names none, as an old Enterprise Server does, gets nothing. */
export function openFileCommands(environment: Readonly<Record<string, string>>): FileCommands {
  const append = (variable: string, text: string): boolean => {
    const file = environment[variable];
    if (file === undefined || file === '') return false;
    appendFileSync(file, text);
    return true;
  };
  return {
    output: (name, value) => void append('GITHUB_OUTPUT', heredoc(name, value)),
    state: (name, value) => void append('GITHUB_STATE', heredoc(name, value)),
    summary: (markdown) => append('GITHUB_STEP_SUMMARY', markdown),
  };
}

/** A value may hold any line but the delimiter, which nobody can guess. */
function heredoc(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
