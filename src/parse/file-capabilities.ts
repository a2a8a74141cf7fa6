// The extended attribute `security.capability` of a file, decoded into names.

/** Names by bit number, upper case without `CAP_`. */
const NAMES: readonly string[] = [
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'LINUX_IMMUTABLE',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_ADMIN',
  'NET_RAW',
  'IPC_LOCK',
  'IPC_OWNER',
  'SYS_MODULE',
  'SYS_RAWIO',
  'SYS_CHROOT',
  'SYS_PTRACE',
  'SYS_PACCT',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_NICE',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'MKNOD',
  'LEASE',
  'AUDIT_WRITE',
  'AUDIT_CONTROL',
  'SETFCAP',
  'MAC_OVERRIDE',
  'MAC_ADMIN',
  'SYSLOG',
  'WAKE_ALARM',
  'BLOCK_SUSPEND',
  'AUDIT_READ',
  'PERFMON',
  'BPF',
  'CHECKPOINT_RESTORE',
];

/** Digits of each revision of the attribute: 12, 20 and 24 bytes. */
const DIGITS: ReadonlyMap<number, number> = new Map([
  [1, 24],
  [2, 40],
  [3, 48],
]);

export interface FileCapabilities {
  /** Gained by whoever executes the file. Sorted. A bit without a name is `BIT_41`. */
  readonly permitted: readonly string[];
  /** Kept across the execution where the process has them as inheritable ones. Sorted. */
  readonly inheritable: readonly string[];
  /** Raised as soon as the file is executed. */
  readonly effective: boolean;
  /** User id that is root in the user namespace they are good for; 0 for all. */
  readonly rootId: number;
}

/** Decodes the hexadecimal digits of the attribute; `undefined` where the kernel would refuse them. */
export function decodeFileCapabilities(hex: string): FileCapabilities | undefined {
  if (!/^[0-9a-f]*$/i.test(hex)) return undefined;
  const word = (index: number): number => {
    const digits = hex.slice(index * 8, index * 8 + 8);
    return digits === '' ? 0 : Number.parseInt(digits.replace(/(..)(..)(..)(..)/, '$4$3$2$1'), 16);
  };
  const revision = hex.length < 8 ? 0 : word(0) >>> 24;
  if (DIGITS.get(revision) !== hex.length) return undefined;
  const two = revision > 1;
  return {
    permitted: [...namesOf(word(1), 0), ...(two ? namesOf(word(3), 32) : [])].sort(),
    inheritable: [...namesOf(word(2), 0), ...(two ? namesOf(word(4), 32) : [])].sort(),
    effective: (word(0) & 1) === 1,
    rootId: revision === 3 ? word(5) : 0,
  };
}

/** Names of the bits that are set in a word whose lowest bit is capability `first`. */
export function namesOf(bits: number, first: number): string[] {
  const names: string[] = [];
  for (let bit = 0; bit < 32; bit += 1)
    if (((bits >>> bit) & 1) === 1) names.push(NAMES[first + bit] ?? `BIT_${first + bit}`);
  return names;
}
