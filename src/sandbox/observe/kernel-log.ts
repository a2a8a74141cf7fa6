// Refused system calls of a container as the log of the kernel tells them, where it may be read and the profile asks for it.
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { printable } from '../../engine/printable.ts';
import type { DeniedAttempt } from '../../model/smoke-record.ts';
import { parseCgroups } from '../../parse/proc/cgroup.ts';
import { parseSeccompRecord, type SeccompRecord } from '../../parse/proc/seccomp-record.ts';
import { parseStatus } from '../../parse/proc/status.ts';
import { closedCall } from './closed-calls.ts';
import { type ProcFiles, textOf } from './proc-files.ts';

export interface KernelLog {
  /** Reads what has come since the last time, and answers with what was not known before. */
  read(): readonly DeniedAttempt[];
  denied(): readonly DeniedAttempt[];
  close(): void;
}

/** Whose calls are meant. */
export interface Caller {
  readonly id: string;
  /** On the host. */
  readonly uid: number;
}

/** Numbers in the log are those of the first namespace of the machine. */
const FIRST_NAMESPACE = 'pid:[4026531836]';
/** Records that are read at a time: a flood must not hold the run. */
const MAX_RECORDS = 4096;
const MAX_DENIED = 100;
const MAX_EVIDENCE = 200;

/**
 * Opens the log at `path`, /dev/kmsg; records up to number `after` belong to the past. Without the right to read it,
 * or where processes have other numbers than in the log, nothing is told.
 */
export function openKernelLog(path: string, after: number, proc: ProcFiles, caller: Caller): KernelLog {
  const isFirst = textOf(proc.link('self', 'ns/pid')) === FIRST_NAMESPACE;
  let descriptor = isFirst ? attempt(() => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)) : undefined;
  const denied = new Map<string, DeniedAttempt>();
  const sharesUser = openNeighbours(proc, caller);
  if (descriptor !== undefined) sharesUser();
  return {
    read() {
      if (descriptor === undefined || denied.size >= MAX_DENIED) return [];
      const calls = readRecords(descriptor).flatMap((record) => {
        const call = record.sequence > after ? closedCall(record) : undefined;
        return call === undefined ? [] : [{ record, call }];
      });
      if (calls.length === 0) return [];
      const isOurs = openOwnership(proc, caller, sharesUser);
      const before = denied.size;
      for (const { record, call } of calls) {
        const key = `${call.kind} ${call.name}`;
        if (denied.has(key) || !isOurs(record)) continue;
        const evidence = `audit: type=1326 pid=${record.pid} comm=${JSON.stringify(record.name)} syscall=${record.syscall} (${call.name})`;
        denied.set(key, {
          kind: call.kind,
          what: call.name,
          evidence: printable(evidence, MAX_EVIDENCE),
          source: 'kernel',
        });
      }
      return [...denied.values()].slice(before);
    },
    denied: () => [...denied.values()],
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

/** Number of the last record of the log; infinite where it cannot be read. */
export function lastRecord(path: string): number {
  const descriptor = attempt(() => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
  if (descriptor === undefined) return Number.POSITIVE_INFINITY;
  try {
    let last = '';
    for (let bytes = readOne(descriptor); bytes !== undefined; bytes = readOne(descriptor))
      if (bytes.length > 0) last = bytes.toString('latin1');
    return Number(/^\d+,(\d+),/.exec(last)?.[1] ?? -1);
  } finally {
    closeSync(descriptor);
  }
}

function readRecords(descriptor: number): readonly SeccompRecord[] {
  const records: SeccompRecord[] = [];
  for (let count = 0; count < MAX_RECORDS; count += 1) {
    const bytes = readOne(descriptor);
    if (bytes === undefined) break;
    const record = bytes.includes('type=1326') ? parseSeccompRecord(bytes.toString('utf8')) : undefined;
    if (record !== undefined) records.push(record);
  }
  return records;
}

const RECORD = Buffer.alloc(8192);

/** One record, which the next one overwrites; empty when it was lost, undefined at the end. */
function readOne(descriptor: number): Buffer | undefined {
  try {
    const length = readSync(descriptor, RECORD);
    return length === 0 ? undefined : RECORD.subarray(0, length);
  } catch (error) {
    // The ring was overwritten before it was read: the next read goes on with what is left.
    return error instanceof Error && 'code' in error && error.code === 'EPIPE' ? RECORD.subarray(0, 0) : undefined;
  }
}

/**
 * Tells whose a call was. A process that still runs is known by its group. One that is gone counts as that of the
 * container when it had its user and nobody else on the machine has been seen with it.
 */
function openOwnership(
  proc: ProcFiles,
  { id, uid }: Caller,
  sharesUser: () => boolean,
): (record: SeccompRecord) => boolean {
  let isShared: boolean | undefined;
  return (record) => {
    const inside = isInside(proc, record.pid, id);
    if (inside === false && record.uid === uid) isShared = sharesUser();
    if (inside !== undefined) return inside;
    if (uid === 0 || record.uid !== uid) return false;
    isShared ??= sharesUser();
    return !isShared;
  };
}

/** Looks for processes outside the container that have its user. Whoever had it once may have left calls behind, so that it stays said. */
function openNeighbours(proc: ProcFiles, { id, uid }: Caller): () => boolean {
  let isShared = false;
  return () => {
    isShared ||= proc.pids().some((pid) => {
      const status = parseStatus(textOf(proc.process(pid, 'status')) ?? '');
      return status?.uids.includes(uid) === true && isInside(proc, pid, id) === false;
    });
    return isShared;
  };
}

/** Whether a process is one of the container; undefined when it is gone. */
function isInside(proc: ProcFiles, pid: number, id: string): boolean | undefined {
  const text = textOf(proc.process(pid, 'cgroup'));
  return text === undefined ? undefined : parseCgroups(text).some(({ path }) => path.includes(id));
}

function attempt<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}
