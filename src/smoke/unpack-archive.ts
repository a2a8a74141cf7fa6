// Unpacks an archive that is compressed as a whole into a file: its members are read from their places afterwards.
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DEFAULT_LIMITS, imageBudget } from '../inputs/image/layers/limits.ts';
import { unpack } from '../inputs/image/layers/unpack.ts';
import type { Connections } from '../model/connections.ts';
import { InputError, LimitError } from '../model/errors.ts';

export interface UnpackChoice {
  /** How the archive is called in messages. */
  readonly label: string;
  readonly unzstd: Connections['unzstd'];
  readonly signal: AbortSignal;
}

const CHUNK = 1024 * 1024;

/** Writes what is in `packed` to `plain`, which must not be there yet. Throws InputError and LimitError where that cannot be. */
export async function unpackArchive(
  packed: string,
  plain: string,
  { label, unzstd, signal }: UnpackChoice,
): Promise<void> {
  const stored = createReadStream(packed, { highWaterMark: CHUNK });
  try {
    const { bytes } = await unpack(stored, {
      limits: DEFAULT_LIMITS,
      budget: imageBudget(DEFAULT_LIMITS),
      digest: false,
      unzstd,
    });
    await writeFile(plain, bytes, { flag: 'wx', mode: 0o600, signal });
  } catch (error) {
    throw explained(error, label, dirname(plain));
  } finally {
    stored.destroy();
  }
}

/** What the file system refuses, and what is too large, is for the user to mend. */
function explained(error: unknown, label: string, folder: string): unknown {
  if (error instanceof LimitError) return new LimitError(`${label}: ${error.message}`, undefined, { cause: error });
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  const reason =
    error.code === 'ENOSPC'
      ? `there is no room for it in ${folder}; set XDG_STATE_HOME to a folder that has room, or unpack it and name what comes out`
      : error.message;
  return new InputError(`${label} cannot be unpacked: ${reason}`, undefined, { cause: error });
}
