// `seaworthy scan`: judges the targets, writes every report asked for, answers with the exit code of the decision.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { nearest } from '../parse/nearest.ts';
import { type ReportFormat, reports } from '../reports/index.ts';
import { scan } from '../scan.ts';
import { startAudit } from './audit.ts';
import { findBaseline, needsBaseline, saveBaseline } from './baseline.ts';
import { type CommonFlags, settle } from './flags.ts';
import { type Shell, shellLogger, wantsColour } from './shell.ts';
import { worldOf } from './world.ts';

export interface ScanFlags extends CommonFlags {
  readonly format?: readonly string[];
  readonly auditLog?: string;
  readonly waivers?: 'report';
  readonly timings?: boolean;
}

interface Output {
  readonly report: ReportFormat;
  /** Absent for standard output. */
  readonly file?: string;
}

/** Scans and reports. Reports in files are written before anything goes to standard output. */
export async function runScan(targets: readonly string[], flags: ScanFlags, shell: Shell): Promise<number> {
  const outputs = readOutputs(flags.format ?? ['text']);
  const log = shellLogger(shell);
  const phases: Record<string, number> = {};
  let mark = performance.now();
  const onPhase = (phase: string) => {
    const now = performance.now();
    phases[phase] = (phases[phase] ?? 0) + now - mark;
    mark = now;
  };
  const settings = await settle(targets, flags, shell);
  const audit = flags.auditLog === undefined ? undefined : await startAudit(flags.auditLog, settings, shell);
  const world = { ...worldOf(shell, log), onPhase };
  const baseline = needsBaseline(settings) ? await findBaseline(settings, world) : undefined;
  const run = await scan(settings, baseline === undefined ? world : { ...world, baseline });
  log.clear();
  if (settings.updateBaseline) await saveBaseline(run, settings, shell);
  if (flags.waivers === 'report') return await reportWaivers(run, shell);
  writeReports(run, outputs, shell);
  onPhase('reports');
  await audit?.finish(run);
  if (flags.timings === true) shell.err(`${JSON.stringify({ ...phases, sinceStart: performance.now() })}\n`);
  // What is known already is accepted by writing it down; what could not be examined is not.
  if (settings.updateBaseline) return run.summary.errors > 0 ? 2 : 0;
  return run.decision.exitCode;
}

/** Lists the waivers in place of the findings; 1 when one needs a look, 2 when something could not be examined. */
async function reportWaivers(run: Run, shell: Shell): Promise<number> {
  const { needsAttention, waiverReport } = await import('../reports/waivers.ts');
  shell.out(waiverReport(run, { width: shell.isTerminal ? shell.width : 120, colour: wantsColour(shell) }));
  if (run.summary.errors > 0) return 2;
  return needsAttention(run) ? 1 : 0;
}

function writeReports(run: Run, outputs: readonly Output[], shell: Shell): void {
  const options = { width: shell.isTerminal ? shell.width : 120, colour: false };
  for (const { report, file } of outputs.filter((output) => output.file !== undefined)) {
    try {
      writeFileSync(resolve(shell.cwd, file ?? ''), report.render(run, options));
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const printed = outputs.find((output) => output.file === undefined);
  if (printed !== undefined) shell.out(printed.report.render(run, { ...options, colour: wantsColour(shell) }));
}

function readOutputs(words: readonly string[]): Output[] {
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
