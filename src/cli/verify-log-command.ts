// `seaworthy verify-log`: checks the chain of an audit log.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { verifyLog } from '../audit/verify.ts';
import { UsageError } from '../model/errors.ts';
import type { Shell } from './shell.ts';

const MAX_BYTES = 256 * 1024 * 1024;

/** Answers 0 when the chain holds, 1 when it does not. */
export function runVerifyLog(file: string, shell: Shell): number {
  const path = resolve(shell.cwd, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`${file}: no such file`);
  if (!stat.isFile()) throw new UsageError(`${file} is not a file`);
  if (stat.size > MAX_BYTES)
    throw new UsageError(`${file} is larger than the limit of ${MAX_BYTES} bytes for an audit log`);
  const { lines, sessions, open, faults } = verifyLog(readFileSync(path, 'utf8'));
  for (const { line, message } of faults) shell.out(`${file}:${line}: ${message}\n`);
  for (const id of open) shell.out(`${file}: session ${id} does not end: it was cut off or still runs\n`);
  const verdict =
    faults.length === 0
      ? 'the chain holds'
      : `the chain is broken at ${faults.length} place${faults.length === 1 ? '' : 's'}`;
  shell.out(`${lines} entries, ${sessions} sessions: ${verdict}\n`);
  return faults.length === 0 ? 0 : 1;
}
