// What the terminal does for a baseline: finds it before a scan, writes it after one. Its parts are loaded only when asked for.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Tree } from '../baseline/open.ts';
import type { Baseline } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { isFinding } from '../model/verdict.ts';
import { scan, type World } from '../scan.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from './shell.ts';

/** Whether a scan with these settings compares with something. */
export function needsBaseline({ baselineFile, baselineRef, updateBaseline }: Settings): boolean {
  return !updateBaseline && (baselineFile !== undefined || baselineRef !== undefined);
}

/** The baseline of the settings. The tree of a git reference is judged by the policy of the working directory. */
export async function findBaseline(settings: Settings, world: World): Promise<Baseline | undefined> {
  const { openBaseline } = await import('../baseline/open.ts');
  const { cwd, environment, log, policyRoot = cwd } = world;
  const scanTree = (past: Settings, { directory, root }: Tree) => {
    // Who listens to a run hears of the present alone.
    const { onPhase: _, follow: __, onFacts: ___, ...rest } = world;
    // The tree lies outside of the checkout, so what keeps paths in the one would shut out all of the other.
    const confined = world.confinedTo === undefined ? {} : { confinedTo: root };
    return scan(past, { ...rest, ...confined, cwd: directory, policyRoot });
  };
  return await openBaseline(settings, { cwd, policyRoot, environment, scanTree, notice: log.notice });
}

/** Writes the findings of a run to the baseline file of the settings. */
export async function saveBaseline(run: Run, { baselineFile = '' }: Settings, shell: Shell): Promise<void> {
  const { writeBaseline } = await import('../baseline/file.ts');
  const { currentCommit } = await import('../machine/git.ts');
  const findings = run.verdicts.filter(isFinding);
  const text = writeBaseline(findings, (await currentCommit(shell.cwd, shell.environment)) ?? '');
  try {
    writeFileSync(resolve(shell.cwd, baselineFile), text);
  } catch (error) {
    throw new UsageError(`cannot write ${baselineFile}: ${error instanceof Error ? error.message : String(error)}`);
  }
  shell.err(`seaworthy: wrote ${findings.length} finding${findings.length === 1 ? '' : 's'} to ${baselineFile}\n`);
}
