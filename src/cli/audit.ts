// The audit log of a command: opened before the work, flushed after it and when the process is told to end.
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { AuditEvent, AuditLog } from '../model/audit.ts';
import type { Run } from '../model/run.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from './shell.ts';

export interface ScanAudit {
  /** Records something that happened meanwhile. */
  record(event: AuditEvent): void;
  /** Records what came of the scan and waits until it is on the disk. */
  finish(run: Run): Promise<void>;
}

/** Opens the log and records the start of a scan. */
export async function startAudit(file: string, settings: Settings, shell: Shell): Promise<ScanAudit> {
  const { openLogFile } = await import('../audit/log-file.ts');
  const { scanEvents } = await import('../audit/scan-events.ts');
  const log = await openLogFile(resolve(shell.cwd, file), { sessionId: randomUUID(), now: shell.now });
  const stopListening = shell.onEnd(() => log.flush());
  const { targets, profile, frameworks, baselineFile, baselineRef } = settings;
  record(log, { targets, profile, frameworks, baseline: baselineRef ?? baselineFile ?? 'none' });
  return {
    record: (event) => log.record(event),
    async finish(run) {
      for (const event of scanEvents(run)) log.record(event);
      await log.flush();
      stopListening();
      await log.close();
    },
  };
}

function record(log: AuditLog, details: Readonly<Record<string, unknown>>): void {
  log.record({ eventType: 'SCAN_STARTED', severity: 'info', action: 'scan', details });
}
