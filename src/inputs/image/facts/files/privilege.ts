// What a file gives to whoever executes it: setuid, setgid, capabilities.
import type { TreeEntry } from '../../../../model/layer.ts';
import { decodeFileCapabilities } from '../../../../parse/file-capabilities.ts';

export interface Privilege {
  readonly setuid: boolean;
  readonly setgid: boolean;
  /** Sorted; empty for none. */
  readonly capabilities: readonly string[];
  readonly capabilitiesEffective: boolean;
}

const NONE: Privilege = { setuid: false, setgid: false, capabilities: [], capabilitiesEffective: false };

/** Reads the privilege of a file as the kernel would: none for a script, a directory, or what nobody may execute. */
export function privilegeOf(entry: TreeEntry, isScript: boolean): Privilege {
  const { type, mode, capability } = entry;
  if ((type !== 'file' && type !== 'hardlink') || isScript || (mode & 0o111) === 0) return NONE;
  const decoded = capability === '' ? undefined : decodeFileCapabilities(capability);
  return {
    setuid: (mode & 0o4000) !== 0,
    // Without the right of the group to execute it, the bit once meant mandatory locks.
    setgid: (mode & 0o2010) === 0o2010,
    capabilities: decoded === undefined ? [] : [...new Set([...decoded.permitted, ...decoded.inheritable])].sort(),
    capabilitiesEffective: decoded?.effective ?? false,
  };
}

/** Tells whether there is any. */
export function isPrivilege({ setuid, setgid, capabilities }: Privilege): boolean {
  return setuid || setgid || capabilities.length > 0;
}
