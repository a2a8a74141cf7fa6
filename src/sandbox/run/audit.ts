// What the audit log says of a run.
import type { AuditEvent } from '../../model/audit.ts';
import type { HardenedRun, SandboxWish } from '../../model/sandbox.ts';
import type { AttestedSetting, DeniedAttempt, SmokeRecord } from '../../model/smoke-record.ts';

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

/** What is told as soon as it is seen, and each thing once: whoever sees it again need not know. */
export interface Sightings {
  /** A limit that was run into: `memory`, `pids`, ... */
  exceeded(limit: string): void;
  /** An attempt that was refused; what a program tries without meaning to get out is passed over. */
  denied(attempt: DeniedAttempt): void;
  /** A setting of the hardening that is not in force. */
  deviates(setting: AttestedSetting): void;
}

export interface AuditTrail extends Sightings {
  /** Tells the end, and before it what the record holds and nobody has told yet. */
  finish(record: SmokeRecord): void;
}

const EXCEEDED = { eventType: 'RESOURCE_LIMIT_EXCEEDED', severity: 'medium' } as const;
const VIOLATION = { eventType: 'SECURITY_VIOLATION' } as const;

/** Begins to tell of the run of an image. */
export function openTrail(reference: string, onEvent: (event: AuditEvent) => void): AuditTrail {
  const told = new Set<string>();
  const once = (what: readonly string[], event: Omit<AuditEvent, 'details'>, details: object): void => {
    const key = JSON.stringify(what);
    if (told.has(key)) return;
    told.add(key);
    onEvent({ ...event, details: { image: reference, ...details } });
  };
  const trail: Sightings = {
    exceeded: (limit) => once(['limit', limit], { ...EXCEEDED, action: 'DENY' }, { limit }),
    denied(attempt) {
      const { kind, what } = attempt;
      if (ORDINARY.has(kind)) return;
      once(['attempt', kind, what], { ...VIOLATION, severity: 'high', action: 'DENY' }, attempt);
    },
    deviates: ({ name, asked, found }) =>
      once(
        ['setting', name],
        { ...VIOLATION, severity: 'critical', action: 'MONITOR' },
        { setting: name, asked, found },
      ),
  };
  return {
    ...trail,
    finish({ exceeded, denied, attestation, result, reason, seconds, exitCode }) {
      for (const limit of exceeded) trail.exceeded(limit);
      for (const attempt of denied) trail.denied(attempt);
      for (const setting of attestation?.settings ?? []) if (setting.holds === 'no') trail.deviates(setting);
      onEvent({
        eventType: 'EXECUTION_FINISHED',
        severity: 'info',
        action: result,
        details: { image: reference, reason, seconds, ...(exitCode === undefined ? {} : { exitCode }) },
      });
    },
  };
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
