// Reads small files of /proc and of cgroups. Processes vanish and rights are missing: neither is an error.
import { closeSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type MountEntry, parseMountinfo } from '../../parse/proc/mountinfo.ts';

/** A text, or why there is none. */
export type Seen = { readonly text: string } | { readonly missing: string };

export interface ProcFiles {
  /** A file of a process, `net/tcp`. */
  process(pid: number | 'self', file: string): Seen;
  /** What a link of a process says, `ns/pid`. */
  link(pid: number | 'self', name: string): Seen;
  /** A file by the path that the reader has for it. */
  file(path: string): Seen;
  /** Numbers of all processes that are seen. */
  pids(): readonly number[];
  /** What the reader itself has mounted. */
  ownMounts(): readonly MountEntry[];
}

/** The tables of sockets are the largest: 4 MiB are 25 000 of them. */
const MAX_BYTES = 4 * 1024 * 1024;
const CHUNK = 64 * 1024;

/** Opens the /proc at `procRoot`; what it says of other paths is looked for beside it, so that a recorded tree can be read. */
export function openProcFiles(procRoot: string): ProcFiles {
  const pathOf = (pid: number | 'self', file: string) => join(procRoot, String(pid), file);
  const root = dirname(procRoot);
  let mounts: readonly MountEntry[] | undefined;
  const process = (pid: number | 'self', file: string) => seen(() => readText(pathOf(pid, file)));
  return {
    process,
    link: (pid, name) => seen(() => readlinkSync(pathOf(pid, name))),
    file: (path) => seen(() => readText(join(root, path))),
    pids: () => readdirSync(procRoot).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : [])),
    ownMounts() {
      mounts ??= parseMountinfo(textOf(process('self', 'mountinfo')) ?? '');
      return mounts;
    },
  };
}

/** The text, where there is one. */
export function textOf(seen: Seen): string | undefined {
  return 'text' in seen ? seen.text : undefined;
}

function seen(read: () => string): Seen {
  try {
    return { text: read() };
  } catch (error) {
    return { missing: reasonOf(error) };
  }
}

/** Such files tell no size: they are read until they end. */
function readText(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length < MAX_BYTES; ) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const count = readSync(descriptor, chunk);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ESRCH') return 'it is not there';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'EINVAL') return 'the kernel does not have it';
  if (code === '') throw error;
  return `it cannot be read (${code})`;
}
