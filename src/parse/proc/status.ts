// `/proc/PID/status`: who a process is and what it may do.
import { namesOf } from '../file-capabilities.ts';

/** Credentials of a process. What its kernel does not tell is absent. */
export interface ProcessStatus {
  /** At most 15 characters, as the program wishes. */
  readonly name: string;
  readonly pid: number;
  readonly parent: number;
  /** Its number in each of its namespaces, that of the reader first. Empty before Linux 4.1. */
  readonly namespacePids: readonly number[];
  /** Real, effective, saved and that of the file system. */
  readonly uids: readonly number[];
  readonly gids: readonly number[];
  readonly groups: readonly number[];
  /** Permitted, effective and ambient together. Sorted, upper case without `CAP_`. */
  readonly capabilities?: readonly string[];
  readonly boundingCapabilities?: readonly string[];
  readonly noNewPrivileges?: boolean;
  readonly seccomp?: 'filter' | 'strict' | 'disabled';
}

const SECCOMP: ReadonlyMap<string, 'filter' | 'strict' | 'disabled'> = new Map([
  ['0', 'disabled'],
  ['1', 'strict'],
  ['2', 'filter'],
]);

/** Reads the status of a process; undefined where it has no numbers and owners. */
export function parseStatus(text: string): ProcessStatus | undefined {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && !fields.has(line.slice(0, colon))) fields.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const numbers = (name: string) => numbersOf(fields.get(name) ?? '');
  const [pid] = numbers('Pid');
  const [parent] = numbers('PPid');
  const [uids, gids] = [numbers('Uid'), numbers('Gid')];
  if (pid === undefined || parent === undefined || uids.length !== 4 || gids.length !== 4) return undefined;
  const capabilities = union(['CapPrm', 'CapEff', 'CapAmb'].map((name) => parseCapabilityMask(fields.get(name) ?? '')));
  const boundingCapabilities = parseCapabilityMask(fields.get('CapBnd') ?? '');
  const noNewPrivileges = fields.get('NoNewPrivs');
  const seccomp = SECCOMP.get(fields.get('Seccomp') ?? '');
  return {
    name: fields.get('Name') ?? '',
    pid,
    parent,
    namespacePids: numbers('NSpid'),
    uids,
    gids,
    groups: numbers('Groups'),
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(boundingCapabilities === undefined ? {} : { boundingCapabilities }),
    ...(noNewPrivileges === undefined ? {} : { noNewPrivileges: noNewPrivileges === '1' }),
    ...(seccomp === undefined ? {} : { seccomp }),
  };
}

/** Names of the bits of a mask of 16 hexadecimal digits. Sorted; undefined where it is no mask. */
export function parseCapabilityMask(hex: string): readonly string[] | undefined {
  if (!/^[0-9a-f]{16}$/i.test(hex)) return undefined;
  const [high, low] = [hex.slice(0, 8), hex.slice(8)].map((half) => Number.parseInt(half, 16));
  return [...namesOf(low ?? 0, 0), ...namesOf(high ?? 0, 32)].sort();
}

/** All that are in one of the sets; undefined where one is not known, save for ambient ones, which old kernels do not have. */
function union(sets: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const [permitted, effective, ambient = []] = sets;
  if (permitted === undefined || effective === undefined) return undefined;
  return [...new Set([...permitted, ...effective, ...ambient])].sort();
}

function numbersOf(text: string): readonly number[] {
  return text.split(/\s+/).flatMap((word) => (/^\d{1,10}$/.test(word) ? [Number(word)] : []));
}
