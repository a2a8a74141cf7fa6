// One setting of the hardening, as asked and as found.
import type { AttestedSetting } from '../../model/smoke-record.ts';

/** Holds when both say the same; unknown, with the reason, when nothing was found. */
export function settingOf(name: string, asked: string, found: string | undefined, reason?: string): AttestedSetting {
  if (found === undefined) return { name, asked, holds: 'unknown', reason: reason ?? 'the kernel does not show it' };
  return { name, asked, found, holds: found === asked ? 'yes' : 'no' };
}
