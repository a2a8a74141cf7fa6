// The facts of what was in force during a run, as the host showed it.
import type { Attestation, SmokeRecord } from '../../model/smoke-record.ts';
import type { Absence } from '../../model/subject.ts';
import type { SubjectBuilder } from '../subject-builder.ts';
import { declaredUid } from './claims.ts';

const NOTHING: Attestation = { settings: [] };

/** States what is in force; `absence` says why something is not known. */
export function stateAttested(subject: SubjectBuilder<'smoke'>, record: SmokeRecord, absence: Absence): void {
  const { attestation } = record;
  const {
    uid,
    gid,
    groups,
    capabilities,
    boundingCapabilities,
    noNewPrivileges,
    seccomp,
    apparmor,
    readOnlyRoot,
    hostNamespaces,
    interfaces,
    memoryBytes,
    cpus,
    pids,
  } = attestation ?? NOTHING;
  const known = {
    uid,
    gid,
    groups,
    capabilities,
    boundingCapabilities,
    noNewPrivileges,
    seccomp,
    apparmor,
    readOnlyRoot,
    hostNamespaces,
    isolatedNetwork: interfaces?.every((name) => name === 'lo'),
    memoryLimitBytes: memoryBytes,
    cpuLimit: cpus,
    pidsLimit: pids,
  };
  for (const field of keysOf(known)) {
    const value = known[field];
    if (value === undefined) subject.unknown(field, absence);
    else subject.set(field, value);
  }
  stateSettings(subject, attestation, absence);
  stateOwnUser(subject, record);
}

/** What could not be seen stands in the list all the same, with its reason. */
function stateSettings(subject: SubjectBuilder<'smoke'>, attestation: Attestation | undefined, absence: Absence): void {
  const settings = attestation?.settings ?? [];
  subject.set('attested', attestation?.uid !== undefined || settings.some(({ holds }) => holds !== 'unknown'));
  if (settings.length === 0) {
    subject.unknown('settings', absence);
    return;
  }
  subject.set(
    'settings',
    settings.map(({ name, asked, found, holds }) => ({
      name,
      asked,
      seen: holds !== 'unknown',
      ...(found === undefined ? {} : { found }),
      ...(holds === 'unknown' ? {} : { holds: holds === 'yes' }),
    })),
  );
  for (const [index, { found, holds, reason }] of settings.entries()) {
    const own = reason === undefined ? absence : { ...absence, reason };
    if (holds === 'unknown') subject.unknown(`settings[${index}].holds`, own);
    if (found === undefined) subject.unknown(`settings[${index}].found`, own);
  }
}

function stateOwnUser(subject: SubjectBuilder<'smoke'>, record: SmokeRecord): void {
  const uid = declaredUid(record);
  if (uid !== undefined) subject.set('ownUser', record.asked.uid === uid);
  else
    subject.unknown('ownUser', {
      reason: `the user \`${record.declared.user}\` could not be resolved to a number`,
    });
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[];
}
