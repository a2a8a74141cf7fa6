// System calls that the profile of the sandbox closes, by number, and what trying one of them is an attempt at.
import type { SeccompRecord } from '../../parse/proc/seccomp-record.ts';

interface ClosedCall {
  /** As in a DeniedAttempt. */
  readonly kind: string;
  readonly name: string;
}

/** Kind, name, number on x86_64 and on aarch64. A call that C libraries only try, such as clone3, is not among them. */
const CALLS: readonly (readonly [kind: string, name: string, x86?: number, arm?: number])[] = [
  ['mount', 'mount', 165, 40],
  ['mount', 'umount2', 166, 39],
  ['mount', 'pivot_root', 155, 41],
  ['mount', 'open_tree', 428, 428],
  ['mount', 'move_mount', 429, 429],
  ['mount', 'fsopen', 430, 430],
  ['mount', 'fsconfig', 431, 431],
  ['mount', 'fsmount', 432, 432],
  ['mount', 'fspick', 433, 433],
  ['mount', 'mount_setattr', 442, 442],
  ['unshare', 'unshare', 272, 97],
  // Closed with the flags of a new namespace alone.
  ['unshare', 'clone', 56, 220],
  ['setns', 'setns', 308, 268],
  ['ptrace', 'ptrace', 101, 117],
  ['ptrace', 'process_vm_readv', 310, 270],
  ['ptrace', 'process_vm_writev', 311, 271],
  ['ptrace', 'pidfd_getfd', 438, 438],
  // Closed for devices alone.
  ['mknod', 'mknod', 133],
  ['mknod', 'mknodat', 259, 33],
  ['module', 'init_module', 175, 105],
  ['module', 'finit_module', 313, 273],
  ['module', 'delete_module', 176, 106],
  ['bpf', 'bpf', 321, 280],
  ['perf', 'perf_event_open', 298, 241],
  ['keyctl', 'add_key', 248, 217],
  ['keyctl', 'request_key', 249, 218],
  ['keyctl', 'keyctl', 250, 219],
  ['syscall', 'io_uring_setup', 425, 425],
  ['syscall', 'userfaultfd', 323, 282],
  ['syscall', 'memfd_create', 319, 279],
  ['syscall', 'open_by_handle_at', 304, 265],
  ['syscall', 'name_to_handle_at', 303, 264],
  ['syscall', 'fanotify_init', 300, 262],
  ['syscall', 'kcmp', 312, 272],
  ['syscall', 'vmsplice', 278, 75],
  ['syscall', 'kexec_load', 246, 104],
  ['syscall', 'kexec_file_load', 320, 294],
  ['syscall', 'reboot', 169, 142],
  ['syscall', 'swapon', 167, 224],
  ['syscall', 'swapoff', 168, 225],
  ['syscall', 'sethostname', 170, 161],
  ['syscall', 'setdomainname', 171, 162],
  ['syscall', 'settimeofday', 164, 170],
  ['syscall', 'clock_settime', 227, 112],
  ['syscall', 'acct', 163, 89],
  ['syscall', 'quotactl', 179, 60],
  ['syscall', 'syslog', 103, 116],
  ['syscall', 'iopl', 172],
  ['syscall', 'ioperm', 173],
  ['syscall', 'modify_ldt', 154],
  ['syscall', 'personality', 135, 92],
  // Of a family that is closed.
  ['syscall', 'socket', 41, 198],
];

const BY_NUMBER: Readonly<Record<'x86_64' | 'aarch64', ReadonlyMap<number, ClosedCall>>> = {
  x86_64: new Map(CALLS.flatMap(([kind, name, number]) => (number === undefined ? [] : [[number, { kind, name }]]))),
  aarch64: new Map(CALLS.flatMap(([kind, name, , number]) => (number === undefined ? [] : [[number, { kind, name }]]))),
};

/** The call that was refused; undefined for one that means nothing. */
export function closedCall({ architecture, syscall }: SeccompRecord): ClosedCall | undefined {
  return architecture === 'other' ? undefined : BY_NUMBER[architecture].get(syscall);
}
