// The reports of a scan: which were asked for, and where they go.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { nearest } from '../parse/nearest.ts';
import { type ReportFormat, reports } from '../reports/index.ts';
import { type Shell, wantsColour } from './shell.ts';

export interface Output {
  readonly report: ReportFormat;
  /** Absent for standard output. */
  readonly file?: string;
}

/** Writes the reports: those in files before anything goes to standard output. */
export async function writeReports(run: Run, outputs: readonly Output[], shell: Shell): Promise<void> {
  const options = { width: shell.isTerminal ? shell.width : 120, colour: false };
  for (const { report, file } of outputs.filter((output) => output.file !== undefined)) {
    const render = await report.load();
    try {
      writeFileSync(resolve(shell.cwd, file ?? ''), render(run, options));
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const printed = outputs.find((output) => output.file === undefined);
  if (printed === undefined) return;
  const render = await printed.report.load();
  shell.out(render(run, { ...options, colour: wantsColour(shell) }));
}

/** Reads the words of `--format`. */
export function readOutputs(words: readonly string[]): Output[] {
  const outputs = words.map((word): Output => {
    const cut = word.indexOf('=');
    const name = cut === -1 ? word : word.slice(0, cut);
    const report = reports.find((known) => known.name === name);
    if (report === undefined) {
      const names = reports.map((known) => known.name);
      const near = nearest(name, names);
      throw new UsageError(
        `--format ${word}: there are ${names.join(', ')}, each with =FILE if wanted${near === undefined ? '' : `. Did you mean ${near}?`}`,
      );
    }
    if (cut !== -1 && cut === word.length - 1)
      throw new UsageError(`--format ${word} names no file; write --format ${name}=FILE`);
    return cut === -1 ? { report } : { report, file: word.slice(cut + 1) };
  });
  const printed = outputs.filter((output) => output.file === undefined).map((output) => output.report.name);
  if (printed.length > 1)
    throw new UsageError(
      `only one format can go to standard output, not ${printed.join(' and ')}; give the others a file: --format ${printed[1]}=FILE`,
    );
  return outputs;
}
