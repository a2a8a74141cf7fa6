// Who a run belongs to: a process of this machine, told apart from a later one that was given the same number.
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A process as /proc tells it; what cannot be read is an empty text. */
export interface Owner {
  readonly pid: number;
  /** Clock ticks from the start of the machine to that of the process. */
  readonly startTime: string;
  /** Random, new with every start of the machine. */
  readonly bootId: string;
  /** Namespace in which `pid` counts, `pid:[4026531836]`. */
  readonly namespace: string;
}

/** Describes the process with this number, as the processes of its namespace see it. */
export function readOwner(procRoot: string, pid: number): Owner {
  return { pid, startTime: readStartTime(procRoot, pid) ?? '', ...readMachine(procRoot) };
}

/** Whether the process goes on. `unknown` where it is one of another machine, start or namespace, or /proc is not there. */
export function ownerState(procRoot: string, owner: Owner): 'alive' | 'dead' | 'unknown' {
  const { bootId, namespace } = readMachine(procRoot);
  if (bootId === '' || namespace === '' || owner.startTime === '') return 'unknown';
  if (owner.bootId !== bootId || owner.namespace !== namespace) return 'unknown';
  return readStartTime(procRoot, owner.pid) === owner.startTime ? 'alive' : 'dead';
}

function readMachine(procRoot: string): { readonly bootId: string; readonly namespace: string } {
  return {
    bootId: attempt(() => readFileSync(join(procRoot, 'sys/kernel/random/boot_id'), 'utf8').trim()) ?? '',
    namespace: attempt(() => readlinkSync(join(procRoot, 'self/ns/pid'))) ?? '',
  };
}

function readStartTime(procRoot: string, pid: number): string | undefined {
  const stat = attempt(() => readFileSync(join(procRoot, String(pid), 'stat'), 'utf8'));
  if (stat === undefined) return undefined;
  // The name of the program, in brackets, may hold spaces and brackets; the fields that count follow the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[19];
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
