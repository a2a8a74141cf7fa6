// Files of recorded behaviour: read before a run, added to after it.
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { goodResults } from '../model/smoke-record.ts';
import { type Behaviour, describeRun, nameOfImage } from '../smoke/behaviour.ts';
import { appendRun, MOST_RUNS, readBehaviour, refusalOf } from '../smoke/behaviour-shape.ts';
import type { Expectation } from '../smoke/expect-behaviour.ts';

/** Largest file that is read, in bytes. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Opens the file of `--expect`. */
export function openExpectation(file: string, anyImage: boolean, cwd: string): Expectation {
  const flag = `--expect ${file}`;
  const behaviour = readFile(file, flag, cwd);
  if (behaviour === undefined)
    throw new UsageError(`${flag}: no such file; record the behaviour first: --record ${file}`);
  return { behaviour, flag, anyImage };
}

/** Reads the file of `--record`, so that what is wrong with it is said before anything runs. */
export function checkRecordFile(file: string, cwd: string): void {
  readFile(file, `--record ${file}`, cwd);
  const folder = dirname(resolve(cwd, file));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(
      `--record ${file}: there is no directory ${dirname(file)}; make it first (mkdir -p ${dirname(file)})`,
    );
}

/** Adds the run to the file of `--record`, and answers with what to say of it. Only a run that worked, and did nothing new, is taken for good. */
export function recordBehaviour(run: Run, file: string, anyImage: boolean, cwd: string): string {
  const flag = `--record ${file}`;
  const [record] = run.targets.flatMap(({ smoke }) => smoke ?? []);
  if (record === undefined) return `${flag}: nothing ran, so nothing was recorded`;
  if (!goodResults.includes(record.result)) return `${flag}: the run did not work, so it was not recorded`;
  if ((record.anomalies ?? []).length > 0)
    return `${flag}: the run differs from what was expected, so it was not recorded; leave --expect out to record it`;
  const before = readFile(file, flag, cwd);
  const own = { image: nameOfImage(record.image.reference), runtime: record.engine.runtime };
  const refusal = before === undefined || anyImage ? undefined : refusalOf(before, own);
  if (refusal !== undefined) throw new UsageError(`${flag} ${refusal}`);
  write(resolve(cwd, file), appendRun(before, own, describeRun(record)), flag);
  const runs = Math.min((before?.runs.length ?? 0) + 1, MOST_RUNS);
  return `recorded the behaviour of ${own.image} in ${file} (${runs} ${runs === 1 ? 'run' : 'runs'})`;
}

function readFile(file: string, flag: string, cwd: string): Behaviour | undefined {
  const path = resolve(cwd, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isFile()) throw new UsageError(`${flag} is no file`);
  if (stat.size > MAX_BYTES) throw new UsageError(`${flag} is larger than the limit of ${MAX_BYTES} bytes`);
  return readBehaviour(readFileSync(path, 'utf8'), flag);
}

/** Whole or not at all. */
function write(path: string, text: string, flag: string): void {
  const part = `${path}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw new UsageError(`${flag} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
