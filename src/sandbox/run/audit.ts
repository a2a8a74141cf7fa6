// What the audit log says of a run.
import type { AuditEvent } from '../../model/audit.ts';
import type { HardenedRun, SandboxWish } from '../../model/sandbox.ts';
import type { SmokeRecord } from '../../model/smoke-record.ts';

/** Attempts that a program makes without meaning to get out. */
const ORDINARY = new Set(['write', 'network']);

/** Before anything is made. */
export function startedEvent({ reference, imageId, relaxations, limits }: SandboxWish, run: HardenedRun): AuditEvent {
  return {
    eventType: 'EXECUTION_STARTED',
    severity: 'info',
    action: 'ALLOW',
    details: { image: reference, imageId, runtime: run.asked.runtime, limits, relaxations },
  };
}

/** Of a run that came to its end: limits it ran into, attempts to get out, hardening that is not in force, and the end. */
export function finishedEvents(record: SmokeRecord): AuditEvent[] {
  const { reference } = record.image;
  return [
    ...record.exceeded.map(
      (limit): AuditEvent => ({
        eventType: 'RESOURCE_LIMIT_EXCEEDED',
        severity: 'medium',
        action: 'DENY',
        details: { image: reference, limit },
      }),
    ),
    ...record.denied
      .filter(({ kind }) => !ORDINARY.has(kind))
      .map(
        (attempt): AuditEvent => ({
          eventType: 'SECURITY_VIOLATION',
          severity: 'high',
          action: 'DENY',
          details: { image: reference, ...attempt },
        }),
      ),
    ...(record.attestation?.settings ?? [])
      .filter(({ holds }) => holds === 'no')
      .map(
        ({ name, asked, found }): AuditEvent => ({
          eventType: 'SECURITY_VIOLATION',
          severity: 'critical',
          action: 'MONITOR',
          details: { image: reference, setting: name, asked, found },
        }),
      ),
    {
      eventType: 'EXECUTION_FINISHED',
      severity: 'info',
      action: record.result,
      details: {
        image: reference,
        reason: record.reason,
        seconds: record.seconds,
        ...(record.exitCode === undefined ? {} : { exitCode: record.exitCode }),
      },
    },
  ];
}

/** Of a run that was broken off: there is no record of it. */
export function brokenOffEvent({ reference }: SandboxWish, error: unknown): AuditEvent {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    eventType: 'EXECUTION_FINISHED',
    severity: 'info',
    action: 'broken-off',
    details: { image: reference, reason },
  };
}
