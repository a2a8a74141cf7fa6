// The mark by which a container is known as ours. Labels alone prove nothing: a container inherits those of its image.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Owner } from './owner.ts';

export const NAME_PREFIX = 'seaworthy-smoke-';
export const PROOF_LABEL = 'io.seaworthy.proof';
const RUN_LABEL = 'io.seaworthy.run';
const OWNER_LABEL = 'io.seaworthy.owner';
const DEADLINE_LABEL = 'io.seaworthy.deadline';

/** A run of the sandbox: whose it is, and when it is over at the latest. */
export interface RunMark {
  readonly runId: string;
  readonly owner: Owner;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

/** Name of the container of a run. */
export function containerName(runId: string): string {
  return `${NAME_PREFIX}${runId}`;
}

/** Labels that mark the container of a run; only who holds the secret can write them. */
export function markLabels(mark: RunMark, secret: Uint8Array): Record<string, string> {
  const { runId, owner, deadline } = mark;
  const ownerText = [owner.pid, owner.startTime, owner.bootId, owner.namespace].join(' ');
  return {
    [RUN_LABEL]: runId,
    [OWNER_LABEL]: ownerText,
    [DEADLINE_LABEL]: String(deadline),
    [PROOF_LABEL]: prove(runId, ownerText, String(deadline), secret),
  };
}

/** The mark of a container, when its name and its labels are those of a run of this installation. */
export function readMark(
  { name, labels }: { readonly name: string; readonly labels: Readonly<Record<string, string>> },
  secret: Uint8Array,
): RunMark | undefined {
  const runId = labels[RUN_LABEL] ?? '';
  const ownerText = labels[OWNER_LABEL] ?? '';
  const deadline = labels[DEADLINE_LABEL] ?? '';
  if (runId === '' || name.replace(/^\//, '') !== containerName(runId)) return undefined;
  if (!isSame(labels[PROOF_LABEL] ?? '', prove(runId, ownerText, deadline, secret))) return undefined;
  const [pid = '', startTime = '', bootId = '', namespace = ''] = ownerText.split(' ');
  return { runId, owner: { pid: Number(pid), startTime, bootId, namespace }, deadline: Number(deadline) };
}

function prove(runId: string, owner: string, deadline: string, secret: Uint8Array): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([runId, owner, deadline]))
    .digest('hex');
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
