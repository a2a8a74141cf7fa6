// The files through which a step talks to the runner: fresh and empty for each step, read after it even when it failed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MOST_SUMMARY_BYTES = 1024 * 1024;
const NAMES = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'] as const;

export interface StepFiles {
  /** GITHUB_OUTPUT and the like. */
  readonly environment: Readonly<Record<string, string>>;
  readonly outputs: () => Record<string, string>;
  readonly state: () => Record<string, string>;
  /** What was written to files that a step of ours must leave alone. */
  readonly touched: () => string;
  /** `undefined` when it is too large: the runner shows nothing then. */
  readonly summary: () => string | undefined;
}

/** Makes the files of one step in a folder of their own. */
export function makeStepFiles(temporary: string, step: string): StepFiles {
  const folder = join(temporary, '_runner_file_commands', step);
  mkdirSync(folder, { recursive: true });
  const paths = new Map(NAMES.map((name) => [name, join(folder, name.toLowerCase())]));
  for (const path of paths.values()) writeFileSync(path, '');
  const read = (name: (typeof NAMES)[number]) => readFileSync(paths.get(name) ?? '', 'utf8');
  return {
    environment: Object.fromEntries([...paths].map(([name, path]) => [`GITHUB_${name}`, path])),
    outputs: () => readPairs(read('OUTPUT')),
    state: () => readPairs(read('STATE')),
    touched: () => read('ENV') + read('PATH'),
    summary: () => (Buffer.byteLength(read('STEP_SUMMARY')) > MOST_SUMMARY_BYTES ? undefined : read('STEP_SUMMARY')),
  };
}

/** `name=value` and `name<<DELIMITER`; anything else fails the step. */
export function readPairs(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc > 0 && (equals === -1 || heredoc < equals)) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter, at + 1);
      if (delimiter === '' || end === -1) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      pairs[line.slice(0, heredoc)] = lines.slice(at + 1, end).join('\n');
      at = end;
    } else if (equals > 0) pairs[line.slice(0, equals)] = line.slice(equals + 1);
    else throw new Error(`Invalid format '${line}'`);
  }
  return pairs;
}
