// `seaworthy scan`: judges the targets, writes every report asked for, answers with the exit code of the decision.
import type { Run } from '../model/run.ts';
import { scan } from '../scan.ts';
import { startAudit } from './audit.ts';
import { findBaseline, needsBaseline, saveBaseline } from './baseline.ts';
import { type CommonFlags, settle } from './flags.ts';
import { readOutputs, writeReports } from './outputs.ts';
import { startSbom } from './sbom.ts';
import { type Shell, shellLogger, wantsColour } from './shell.ts';
import { lendWorld } from './world.ts';

export interface ScanFlags extends CommonFlags {
  readonly format?: readonly string[];
  readonly auditLog?: string;
  readonly sbom?: string;
  readonly waivers?: 'report';
  readonly timings?: boolean;
  readonly whatIf?: readonly string[];
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
  const sbom = flags.sbom === undefined ? undefined : await startSbom(flags.sbom, shell);
  const run = await lendWorld(shell, { log, settings, flags }, async (lent) => {
    const whatIf = splitWords(flags.whatIf ?? []);
    const world = { ...lent, onPhase, whatIf, ...(sbom === undefined ? {} : { onFacts: sbom.add }) };
    const baseline = needsBaseline(settings) ? await findBaseline(settings, world) : undefined;
    return await scan(settings, baseline === undefined ? world : { ...world, baseline });
  });
  log.clear();
  sbom?.write();
  if (settings.updateBaseline) await saveBaseline(run, settings, shell);
  if (flags.waivers === 'report') return await reportWaivers(run, shell);
  await writeReports(run, outputs, shell);
  onPhase('reports');
  await audit?.finish(run);
  if (flags.timings === true) shell.err(`${JSON.stringify({ ...phases, sinceStart: performance.now() })}\n`);
  // What is known already is accepted by writing it down; what could not be examined is not.
  if (settings.updateBaseline) return run.summary.errors > 0 ? 2 : 0;
  return run.decision.exitCode;
}

/** `--what-if readOnly,capDrop`, also given several times. */
function splitWords(words: readonly string[]): string[] {
  return words.flatMap((word) => word.split(',').map((part) => part.trim())).filter((part) => part !== '');
}

/** Lists the waivers in place of the findings; 1 when one needs a look, 2 when something could not be examined. */
async function reportWaivers(run: Run, shell: Shell): Promise<number> {
  const { needsAttention, waiverReport } = await import('../reports/waivers.ts');
  shell.out(waiverReport(run, { width: shell.isTerminal ? shell.width : 120, colour: wantsColour(shell) }));
  if (run.summary.errors > 0) return 2;
  return needsAttention(run) ? 1 : 0;
}
