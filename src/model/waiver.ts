// An exception written by the organisation in `.seaworthy.yaml` or beside the line it is about.
import type { Location } from './location.ts';

export interface Waiver {
  readonly rule: string;
  /** Glob over `target id` + `/` + `subject id`, or over the subject id alone; absent in an inline waiver. */
  readonly subject?: string;
  readonly reason: string;
  readonly owner?: string;
  /** Last day on which it holds, YYYY-MM-DD. */
  readonly until?: string;
  readonly kind: 'config' | 'inline';
  readonly at: Location;
}

/** A waiver with what became of it in this run. */
export interface WaiverReport extends Waiver {
  /** `refused`: a comment in code whose author may not grant any; it marks nothing. */
  readonly status: 'active' | 'expired' | 'unused' | 'refused';
  /** It covers whatever comes: every rule, or several rules on every subject. */
  readonly broad: boolean;
  /** Number of verdicts it marks. */
  readonly verdicts: number;
}
