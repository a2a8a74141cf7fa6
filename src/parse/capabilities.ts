// Linux capabilities as the engine computes them.

/** The 14 capabilities that the engine grants by default. */
export const DEFAULT_CAPABILITIES: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** The 11 capabilities that podman grants by default. */
export const PODMAN_DEFAULT_CAPABILITIES: readonly string[] = DEFAULT_CAPABILITIES.filter(
  (name) => !['AUDIT_WRITE', 'MKNOD', 'NET_RAW'].includes(name),
);

/** Every capability of Linux 5.9 and later. */
export const ALL_CAPABILITIES: readonly string[] = [
  ...DEFAULT_CAPABILITIES,
  'AUDIT_CONTROL',
  'AUDIT_READ',
  'BLOCK_SUSPEND',
  'BPF',
  'CHECKPOINT_RESTORE',
  'DAC_READ_SEARCH',
  'IPC_LOCK',
  'IPC_OWNER',
  'LEASE',
  'LINUX_IMMUTABLE',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'NET_ADMIN',
  'NET_BROADCAST',
  'PERFMON',
  'SYSLOG',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_MODULE',
  'SYS_NICE',
  'SYS_PACCT',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'WAKE_ALARM',
].sort();

/** Upper case, without `CAP_`. */
export function capabilityName(text: string): string {
  const upper = text.trim().toUpperCase();
  return upper.startsWith('CAP_') && upper !== 'CAP_ALL' ? upper.slice(4) : upper;
}

/**
 * The capabilities that remain, in the engine's order of decision: privileged gives all; adding ALL gives all but those dropped by name;
 * dropping ALL leaves those added; otherwise the defaults less the drops plus the adds. Sorted. Names as `capabilityName` gives them.
 */
export function effectiveCapabilities(
  privileged: boolean,
  add: readonly string[],
  drop: readonly string[],
  defaults: readonly string[] = DEFAULT_CAPABILITIES,
): readonly string[] {
  if (privileged) return ALL_CAPABILITIES;
  if (add.length === 0 && drop.length === 0) return defaults;
  const dropped = new Set(drop);
  if (add.includes('ALL')) return ALL_CAPABILITIES.filter((name) => !dropped.has(name));
  const kept = dropped.has('ALL') ? [] : defaults.filter((name) => !dropped.has(name));
  return [...new Set([...kept, ...add])].sort();
}
