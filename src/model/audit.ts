// One event of the audit log: what was done, when, and in which session.
import type { Severity } from './severity.ts';

/** Kinds of events; the sandbox adds those of an execution. */
export type AuditEventType =
  | 'SCAN_STARTED'
  | 'SCAN_FINISHED'
  | 'VERDICT_BLOCKED'
  | 'WAIVER_USED'
  | 'RULE_DISABLED'
  | 'INPUT_UNREADABLE'
  | 'EXECUTION_STARTED'
  | 'EXECUTION_BLOCKED'
  | 'EXECUTION_FINISHED'
  | 'RESOURCE_LIMIT_EXCEEDED'
  | 'SECURITY_VIOLATION';

export interface AuditEvent {
  readonly eventType: AuditEventType;
  readonly severity: Severity | 'info';
  /** What became of it: `ALLOW`, `DENY`, `MONITOR`, `waived`, ... */
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Takes events; writing goes on beside the work. */
export interface AuditLog {
  record(event: AuditEvent): void;
  /** Ends when everything recorded is on the disk. */
  flush(): Promise<void>;
  /** The same, and nothing is recorded afterwards. */
  close(): Promise<void>;
}
