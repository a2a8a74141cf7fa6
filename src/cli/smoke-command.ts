// `seaworthy smoke`: scans a target, runs it in the sandbox, writes every report asked for, answers with the exit code of the decision.
import { sourceFiles } from '../inputs/files.ts';
import { checkCalls } from '../sandbox/spec/seccomp.ts';
import type { Settings } from '../settings.ts';
import { readWanted } from '../smoke/wanted.ts';
import { type SmokeRequest, smoke } from '../smoke.ts';
import { startAudit } from './audit.ts';
import { findBaseline, needsBaseline, saveBaseline } from './baseline.ts';
import { checkRecordFile, openExpectation, recordBehaviour } from './behaviour-files.ts';
import { settle } from './flags.ts';
import { readOutputs, writeReports } from './outputs.ts';
import { lendSandbox } from './sandbox.ts';
import { type Shell, shellLogger } from './shell.ts';
import { readSmokeFlags, type SmokeFlags } from './smoke-flags.ts';
import { lendWorld } from './world.ts';

/** Runs and reports. Reports in files are written before anything goes to standard output. */
export async function runSmoke(target: string, flags: SmokeFlags, shell: Shell): Promise<number> {
  const outputs = readOutputs(flags.format ?? ['text']);
  const log = shellLogger(shell);
  const settings = await settle([target], flags, shell);
  const request = readRequest(target, flags, settings, shell);
  const audit = flags.auditLog === undefined ? undefined : await startAudit(flags.auditLog, settings, shell);
  const onEvent = (event: Parameters<NonNullable<typeof audit>['record']>[0]) => audit?.record(event);
  const run = await lendSandbox(shell, { log, onEvent }, async (sandbox) => {
    checkCalls(sandbox.seccomp, request.allow);
    return await lendWorld(shell, { log, settings, flags }, async (world) => {
      const baseline = needsBaseline(settings) ? await findBaseline(settings, world) : undefined;
      return await smoke(request, settings, { ...world, ...(baseline === undefined ? {} : { baseline }), sandbox });
    });
  });
  log.clear();
  if (settings.updateBaseline) await saveBaseline(run, settings, shell);
  await writeReports(run, outputs, shell);
  await audit?.finish(run);
  if (flags.record !== undefined) log.notice(recordBehaviour(run, flags.record, flags.anyImage === true, shell.cwd));
  if (settings.updateBaseline) return run.summary.errors > 0 ? 2 : 0;
  return run.decision.exitCode;
}

/** What is wrong with a word or a file is said before an engine is asked. */
function readRequest(target: string, flags: SmokeFlags, { smoke }: Settings, { cwd }: Shell): SmokeRequest {
  const request = readSmokeFlags(target, flags, smoke);
  readWanted(request, { cwd, files: sourceFiles(cwd) });
  if (flags.record !== undefined) checkRecordFile(flags.record, cwd);
  const anyImage = flags.anyImage === true;
  return flags.expect === undefined ? request : { ...request, expected: openExpectation(flags.expect, anyImage, cwd) };
}
