// Frameworks: which rules evidence which control of a benchmark, and what that amounts to in a run.

export type ControlStatus = 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'manual';

export interface Control {
  readonly id: string;
  readonly title: string;
  readonly level?: 1 | 2;
  readonly assessment?: 'Automated' | 'Manual';
  /** Rules that evidence it; empty when none can. */
  readonly rules: readonly string[];
  /** Why no machine can say that it holds; required when there are no rules. Beside rules: they can show that it is broken, no more. */
  readonly manual?: string;
}

export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** Short name shown beside findings, for example `CIS`. */
  readonly short: string;
  readonly controls: readonly Control[];
  readonly file: string;
}

export interface ControlResult {
  readonly framework: string;
  readonly id: string;
  readonly title: string;
  readonly status: ControlStatus;
  readonly rules: readonly string[];
  readonly reason?: string;
}
