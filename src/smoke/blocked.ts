// What is told of an image that is not started.
import type { SmokeDeps } from '../sandbox/smoke-run.ts';

/** Tells the audit log why an image is not started. */
export function tellBlocked(image: string, reasons: readonly string[], { onEvent }: Pick<SmokeDeps, 'onEvent'>): void {
  onEvent({ eventType: 'EXECUTION_BLOCKED', severity: 'high', action: 'DENY', details: { image, reasons } });
}
