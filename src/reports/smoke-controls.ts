// Which controls of the threat model were in force during a run, as the host showed it. Only what /proc can show is asked.
import type { Attestation, SmokeRecord } from '../model/smoke-record.ts';

export interface ControlInRun {
  readonly id: string;
  readonly name: string;
  readonly state: 'in force' | 'partial' | 'absent' | 'not seen';
}

type State = ControlInRun['state'];

/** Capabilities that Docker leaves where nobody drops any. */
const DEFAULT_CAPABILITIES = 14;

/** The controls of a run in their order; none where it never ran. */
export function controlsInRun({ attestation, asked }: SmokeRecord): ControlInRun[] {
  if (attestation === undefined) return [];
  return [
    { id: 'C001', name: 'non-root user', state: yesNo(attestation.uid, (uid) => uid !== 0) },
    {
      id: 'C002',
      name: 'read-only root',
      state: rootState(
        attestation,
        asked.tmpfs.some(({ exec }) => exec),
      ),
    },
    {
      id: 'C003',
      name: 'no network',
      state: yesNo(attestation.interfaces, (names) => names.every((name) => name === 'lo')),
    },
    // That there is a filter can be seen, not which.
    {
      id: 'C006',
      name: 'seccomp',
      state: attestation.seccomp === 'filter' ? 'partial' : yesNo(attestation.seccomp, (mode) => mode === 'strict'),
    },
    { id: 'C007', name: 'limits', state: limitState(attestation) },
    { id: 'C009', name: 'capabilities', state: capabilityState(attestation, asked.capabilities) },
    { id: 'C010', name: 'AppArmor', state: profileState(attestation.apparmor) },
    { id: 'C012', name: 'mounts', state: settingState(attestation, 'mounts') },
  ];
}

function yesNo<T>(value: T | undefined, holds: (value: T) => boolean): State {
  if (value === undefined) return 'not seen';
  return holds(value) ? 'in force' : 'absent';
}

function rootState({ readOnlyRoot }: Attestation, canExecute: boolean): State {
  if (readOnlyRoot === true && canExecute) return 'partial';
  return yesNo(readOnlyRoot, (is) => is);
}

function limitState({ memoryBytes, cpus, pids }: Attestation): State {
  const limits = [memoryBytes, cpus, pids];
  const set = limits.filter((limit) => limit !== undefined && limit > 0).length;
  if (set === limits.length) return 'in force';
  if (limits.includes(undefined)) return 'not seen';
  return set > 0 ? 'partial' : 'absent';
}

function capabilityState({ boundingCapabilities, noNewPrivileges }: Attestation, asked: readonly string[]): State {
  if (boundingCapabilities === undefined) return 'not seen';
  const extra = boundingCapabilities.filter((name) => !asked.includes(name)).length;
  if (extra === 0 && noNewPrivileges === undefined) return 'not seen';
  if (extra === 0 && noNewPrivileges === true) return 'in force';
  return boundingCapabilities.length < DEFAULT_CAPABILITIES ? 'partial' : 'absent';
}

/** `docker-default (enforce)`. */
function profileState(profile: string | undefined): State {
  if (profile?.endsWith('(complain)') === true) return 'partial';
  return yesNo(profile, (text) => text !== '' && !text.startsWith('unconfined'));
}

function settingState({ settings }: Attestation, wanted: string): State {
  const holds = settings.find(({ name }) => name === wanted)?.holds ?? 'unknown';
  return holds === 'unknown' ? 'not seen' : yesNo(holds, (is) => is === 'yes');
}
