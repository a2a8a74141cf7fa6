// The state folder: what runs have made in engines and not yet taken away, one file per run, and the secret of this installation.
import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../model/errors.ts';
import { isObject, parseObject } from '../../parse/json-object.ts';
import type { Owner } from './owner.ts';
import type { RunMark } from './proof.ts';

/** What a run has made. A container is noted by name before it is made, and by id as soon as it has one. */
export interface StateEntry extends RunMark {
  /** Where the engine listens. */
  readonly endpoint: string;
  readonly container?: { readonly name: string; readonly id?: string };
  /** Names of images that were loaded for the run. */
  readonly images?: readonly string[];
}

export interface StateFolder {
  /** 32 bytes that only this installation knows. */
  readonly secret: Uint8Array;
  /** Writes the entry of a run, whole or not at all. */
  write(entry: StateEntry): void;
  /** Where a run may keep an archive for a while. */
  fileOf(runId: string): string;
  /** Removes the entry of a run, and its archive where there is one. */
  forget(runId: string): void;
  /** Entries of all runs; files that are none are left alone. */
  list(): StateEntry[];
}

const SCHEMA = 'seaworthy-sandbox/1';
const SECRET_BYTES = 32;
const RUN_FILE = /^run-([0-9a-f]{8,64})\.json$/;

/** Opens the folder, and makes it where it is not there. Throws InputError when it cannot be written. */
export function openState(folder: string, randomBytes: (length: number) => Uint8Array): StateFolder {
  const pathOf = (runId: string) => join(folder, `run-${runId}.json`);
  const fileOf = (runId: string) => join(folder, `run-${runId}.tar`);
  return {
    secret: explained(folder, () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return openSecret(folder, randomBytes);
    }),
    write: (entry) =>
      explained(folder, () => {
        const path = pathOf(entry.runId);
        writePrivately(`${path}.part`, `${JSON.stringify({ schema: SCHEMA, ...entry })}\n`);
        renameSync(`${path}.part`, path);
      }),
    fileOf,
    forget(runId) {
      // The entry last: as long as it is there, somebody comes back for the archive.
      rmSync(fileOf(runId), { force: true });
      rmSync(pathOf(runId), { force: true });
    },
    list: () =>
      readdirSync(folder)
        .sort()
        .flatMap((name) => {
          const runId = RUN_FILE.exec(name)?.[1];
          const bytes = runId === undefined ? undefined : readIfThere(join(folder, name));
          const entry = bytes === undefined ? undefined : readEntry(bytes);
          return entry === undefined || entry.runId !== runId ? [] : [entry];
        }),
  };
}

/** Two runs that start at once agree on one secret: it is linked into place, and who comes second reads that of the first. */
function openSecret(folder: string, randomBytes: (length: number) => Uint8Array): Uint8Array {
  const path = join(folder, 'secret');
  const known = readIfThere(path);
  if (known?.length === SECRET_BYTES) {
    chmodSync(path, 0o600);
    return known;
  }
  if (known !== undefined) rmSync(path, { force: true });
  const part = join(folder, `secret-${Buffer.from(randomBytes(8)).toString('hex')}.part`);
  writePrivately(part, randomBytes(SECRET_BYTES));
  try {
    linkSync(part, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(part, { force: true });
  }
  return readFileSync(path);
}

/** Nobody else may read it, also where it was there before with other rights. */
function writePrivately(path: string, content: string | Uint8Array): void {
  rmSync(path, { force: true });
  writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
}

/** Another run may take a file away while the folder is read. */
function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function readEntry(bytes: Uint8Array): StateEntry | undefined {
  const document = parseObject(bytes);
  if (document === undefined || document.schema !== SCHEMA) return undefined;
  const { runId, endpoint, deadline, container, images } = document;
  const owner = readOwnerOf(document.owner);
  if (typeof runId !== 'string' || typeof endpoint !== 'string' || typeof deadline !== 'number') return undefined;
  if (owner === undefined) return undefined;
  return {
    runId,
    endpoint,
    owner,
    deadline,
    ...(isObject(container) && typeof container.name === 'string'
      ? { container: { name: container.name, ...(typeof container.id === 'string' ? { id: container.id } : {}) } }
      : {}),
    ...(Array.isArray(images) ? { images: images.filter((name: unknown) => typeof name === 'string') } : {}),
  };
}

function readOwnerOf(value: unknown): Owner | undefined {
  if (!isObject(value)) return undefined;
  const { pid, startTime, bootId, namespace } = value;
  if (typeof pid !== 'number' || typeof startTime !== 'string') return undefined;
  if (typeof bootId !== 'string' || typeof namespace !== 'string') return undefined;
  return { pid, startTime, bootId, namespace };
}

function explained<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new InputError(
      `the state folder ${folder} cannot be written (${error instanceof Error ? error.message : String(error)}): without it a container could be left behind unnoticed; set XDG_STATE_HOME to a folder that can be written`,
      undefined,
      { cause: error },
    );
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
