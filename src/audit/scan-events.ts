// What the audit log says of a finished scan.
import type { AuditEvent } from '../model/audit.ts';
import type { Run } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';

/** Events of a run in order: what was switched off or not read, every exception that was used, every verdict that blocked, and the end. */
export function scanEvents(run: Run): AuditEvent[] {
  return [
    ...run.disabledRules.map(
      (rule): AuditEvent => ({ eventType: 'RULE_DISABLED', severity: 'info', action: 'off', details: { rule } }),
    ),
    ...run.targets.flatMap(({ id, errors }) =>
      errors.map(
        ({ message }): AuditEvent => ({
          eventType: 'INPUT_UNREADABLE',
          severity: 'high',
          action: 'DENY',
          details: { target: id, message },
        }),
      ),
    ),
    ...run.verdicts.flatMap((verdict): AuditEvent[] => {
      const { waiver } = verdict;
      if (waiver === undefined) return [];
      return [
        {
          eventType: 'WAIVER_USED',
          severity: verdict.severity,
          action: 'waived',
          details: { ...name(verdict), waiver },
        },
      ];
    }),
    ...run.blocking.map(
      (verdict): AuditEvent => ({
        eventType: 'VERDICT_BLOCKED',
        severity: verdict.severity,
        action: run.decision.action,
        details: { ...name(verdict), message: verdict.message },
      }),
    ),
    {
      eventType: 'SCAN_FINISHED',
      severity: 'info',
      action: run.decision.action,
      details: { reasons: run.decision.reasons, exitCode: run.decision.exitCode, findings: run.summary.findings },
    },
  ];
}

function name({ rule, target, subject, location, fingerprint }: Verdict): Readonly<Record<string, unknown>> {
  return {
    rule,
    target,
    subject: subject.name,
    place: `${location.file}:${location.startLine}`,
    fingerprint,
  };
}
