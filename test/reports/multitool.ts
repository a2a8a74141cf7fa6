// Runs the SARIF multitool, called directly: its launcher passes arguments through a shell.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Log } from 'sarif';

export const multitoolFolder = resolve('node_modules/@microsoft/sarif-multitool-linux');
const binary = join(multitoolFolder, 'Sarif.Multitool');

/** Why the multitool cannot run here; `undefined` when it can. */
export function whyNoMultitool(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `no SARIF multitool for ${process.platform} ${process.arch}`;
  if (!existsSync(binary)) return 'the SARIF multitool is not installed';
  return undefined;
}

/** Findings of the multitool under the rules of the standard and of code scanning. Its exit code tells nothing, so its report is read. */
export function validateWithMultitool(sarif: string): string[] {
  // The package sets this bit in an install script, and install scripts are switched off here.
  chmodSync(binary, 0o755);
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-sarif-'));
  try {
    const [input, output] = [join(folder, 'in.sarif'), join(folder, 'out.sarif')];
    writeFileSync(input, sarif);
    execFileSync(binary, ['validate', input, '--rule-kind', 'Sarif;Ghas', '-o', output, '--log', 'ForceOverwrite'], {
      stdio: 'pipe',
    });
    const log: Log = JSON.parse(readFileSync(output, 'utf8').replace(/^\uFEFF/, ''));
    const results = log.runs.flatMap(({ results = [] }) => results);
    return results.map(
      ({ ruleId, level, message }) => `${level} ${ruleId} ${message.id} ${message.arguments?.join(' ')}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
