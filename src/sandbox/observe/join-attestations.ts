// What several looks at one container say together: a deviation that was seen once counts.
import type { Attestation, AttestedSetting } from '../../model/smoke-record.ts';

/** The later look, with what only the earlier one saw. */
export function joinAttestations(earlier: Attestation, later: Attestation): Attestation {
  const settings = new Map(earlier.settings.map((setting) => [setting.name, setting]));
  return {
    ...earlier,
    ...later,
    ...joinSets('capabilities', earlier, later),
    ...joinSets('boundingCapabilities', earlier, later),
    ...(earlier.noNewPrivileges === false ? { noNewPrivileges: false } : {}),
    ...(earlier.seccomp === 'disabled' ? { seccomp: 'disabled' } : {}),
    ...(earlier.readOnlyRoot === false ? { readOnlyRoot: false } : {}),
    settings: later.settings.map((setting) => worse(settings.get(setting.name), setting)),
  };
}

function joinSets(
  name: 'capabilities' | 'boundingCapabilities',
  { [name]: before }: Attestation,
  { [name]: after }: Attestation,
): Pick<Attestation, typeof name> {
  if (before === undefined || after === undefined) return {};
  return { [name]: [...new Set([...before, ...after])].sort() };
}

/** `no` wins over `yes`, and anything over `unknown`. */
function worse(before: AttestedSetting | undefined, after: AttestedSetting): AttestedSetting {
  if (before === undefined || after.holds === 'no') return after;
  return before.holds === 'no' || after.holds === 'unknown' ? before : after;
}
