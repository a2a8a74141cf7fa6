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

/** The same files, each read once: what several questions at one moment are asked of. */
export function rememberReads(proc: ProcFiles): ProcFiles {
  const known = new Map<string, Seen>();
  const once = (key: string, read: () => Seen): Seen => {
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  };
  return {
    ...proc,
    process: (pid, file) => once(`process ${pid} ${file}`, () => proc.process(pid, file)),
    link: (pid, name) => once(`link ${pid} ${name}`, () => proc.link(pid, name)),
    file: (path) => once(`file ${path}`, () => proc.file(path)),
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

/** Where a file is read to: most of them fit, and nothing is made for them. */
const ROOM = Buffer.alloc(CHUNK);

/** Such files tell no size: they are read until they end. */
function readText(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const full: Buffer[] = [];
    let length = 0;
    for (let size = 0; size < MAX_BYTES; ) {
      const count = readSync(descriptor, ROOM, length, CHUNK - length, null);
      if (count === 0) break;
      size += count;
      length += count;
      if (length < CHUNK) continue;
      full.push(Buffer.from(ROOM));
      length = 0;
    }
    const last = ROOM.subarray(0, length);
    return (full.length === 0 ? last : Buffer.concat([...full, last])).toString('utf8');
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
