// An audit log in a file: lines are written beside the work, in order, and are on the disk when it is flushed.
import { type FileHandle, open } from 'node:fs/promises';
import type { AuditLog } from '../model/audit.ts';
import { UsageError } from '../model/errors.ts';
import { GENESIS, startSession } from './chain.ts';

/** Longest line that is looked for at the end of an existing log, in bytes. */
const MAX_LINE_BYTES = 1024 * 1024;

export interface LogFileOptions {
  readonly sessionId: string;
  readonly now: () => Date;
}

/** Opens a log to append to; a new session follows the last line that is there. */
export async function openLogFile(path: string, { sessionId, now }: LogFileOptions): Promise<AuditLog> {
  const file = await openFile(path);
  const session = startSession(sessionId, await lastHash(file, path));
  let pending: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  const drain = async () => {
    const lines = pending;
    pending = [];
    // One write for what has gathered; the file is open for appending, so lines of another run are never torn.
    if (lines.length > 0) await file.appendFile(lines.join(''));
  };
  const flush = async () => {
    await writing;
    await drain();
    await file.sync();
  };
  return {
    record(event) {
      pending.push(`${session.append(event, now().toISOString())}\n`);
      if (pending.length === 1) writing = writing.then(drain);
    },
    flush,
    async close() {
      await flush();
      await file.close();
    },
  };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'a+', 0o600);
  } catch (error) {
    throw new UsageError(`--audit-log ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function lastHash(file: FileHandle, path: string): Promise<string> {
  const { size } = await file.stat();
  if (size === 0) return GENESIS;
  const length = Math.min(size, MAX_LINE_BYTES);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  const text = buffer.toString('utf8');
  const line = text.endsWith('\n') ? text.slice(text.lastIndexOf('\n', text.length - 2) + 1, -1) : '';
  const found = /"hash":"([0-9a-f]{64})"\}$/.exec(line)?.[1];
  if (found === undefined)
    throw new UsageError(`--audit-log ${path}: the file does not end with an entry of an audit log; name another file`);
  return found;
}
