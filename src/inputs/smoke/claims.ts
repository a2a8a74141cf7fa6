// What an image or a service says of itself, beside what its run showed. A claim is contradicted only where the run shows it.
import type { Smoke } from '../../model/smoke.ts';
import type { SmokeRecord } from '../../model/smoke-record.ts';
import type { Absence } from '../../model/subject.ts';
import { parseUser } from '../../parse/user.ts';
import { isLoopback, namesPort } from './ports.ts';

export type Claim = Smoke['claims'][number];

/** A claim, or one that the run could not measure. */
export interface StatedClaim {
  readonly claim: Claim;
  readonly absence?: Absence;
  /** What of the claim is absent: the path below it, empty for all that is not there. */
  readonly below?: string;
}

/** Ended too early, or too badly, to show what it does when it works. */
interface Course {
  readonly works: boolean;
  readonly cutShort: Absence;
}

/** Lists what is claimed; what nobody claims is left out. */
export function claimsOf(record: SmokeRecord, course: Course): StatedClaim[] {
  return [
    userClaim(record),
    portsClaim(record, course),
    healthcheckClaim(record),
    readOnlyClaim(record, course),
  ].filter((claim) => claim !== undefined);
}

/** The number of the user that is declared; absent where only its name is known. */
export function declaredUid({ declared }: SmokeRecord): number | undefined {
  return declared.uid ?? parseUser(declared.user).uid;
}

/** Root is what an image has that names nobody, and no claim. */
function userClaim(record: SmokeRecord): StatedClaim | undefined {
  const { asked, attestation, declared } = record;
  const uid = declaredUid(record);
  if (declared.user === '' || uid === 0) return undefined;
  const own = { name: 'user', declared: declared.user };
  if (uid === undefined) return open(own, `the user \`${declared.user}\` could not be resolved to a number`);
  if (asked.uid !== uid)
    return open(own, `the sandbox ran it as user ${asked.uid} in its place`, 'run it with `--user image`');
  if (attestation?.uid === undefined) return open(own, 'its user could not be seen on the host');
  return { claim: { ...own, measured: `${attestation.uid}`, contradicted: attestation.uid !== uid } };
}

/** One declared port that answers is enough: a service may open the others on demand. */
function portsClaim({ declared, listening }: SmokeRecord, { works, cutShort }: Course): StatedClaim | undefined {
  if (declared.ports.length === 0) return undefined;
  const own = { name: 'ports', declared: declared.ports.join(', ') };
  if (listening === undefined) return open(own, 'the ports that it listens on could not be seen');
  const reachable = listening.filter(({ address }) => !isLoopback(address));
  const kept = reachable.some((port) => namesPort(declared.ports, port));
  if (!kept && !works) return { claim: own, absence: cutShort };
  const measured = listening.map(({ address, port, protocol }) => `${address} ${port}/${protocol}`).join(', ');
  return { claim: { ...own, measured: measured === '' ? 'none' : measured, contradicted: !kept } };
}

function healthcheckClaim({ declared, health }: SmokeRecord): StatedClaim | undefined {
  if (declared.healthcheck !== 'defined') return undefined;
  const own = { name: 'healthcheck', declared: 'defined', contradicted: false };
  if (health !== undefined && health.status !== 'starting') return { claim: { ...own, measured: health.status } };
  return open(own, 'its health check did not come to an answer', undefined, '.measured');
}

/** A refused write that it gets over is no contradiction. */
function readOnlyClaim(record: SmokeRecord, { works, cutShort }: Course): StatedClaim | undefined {
  if (record.declared.readOnly !== true) return undefined;
  const own = { name: 'readOnly', declared: 'a read-only root file system' };
  const writes = writesOf(record);
  if (writes.length === 0 && !works) return { claim: own, absence: cutShort };
  const measured = writes.length === 0 ? 'no write was refused' : `writes to ${listed(writes)}`;
  return { claim: { ...own, measured, contradicted: writes.length > 0 && !works } };
}

/** Paths of writes to the root file system that were refused, or made where it is writable; empty for one without a path. */
export function writesOf({ denied, changed = [] }: SmokeRecord): string[] {
  const refused = denied.filter(({ kind }) => kind === 'write').map(({ what }) => what);
  return [...new Set([...refused, ...changed])];
}

function listed(paths: readonly string[]): string {
  const named = paths.filter((path) => path !== '');
  return named.length === 0 ? 'paths that the log does not name' : named.slice(0, 5).join(', ');
}

function open(claim: Claim, reason: string, hint?: string, below = ''): StatedClaim {
  return { claim, absence: { reason, ...(hint === undefined ? {} : { hint }) }, below };
}
