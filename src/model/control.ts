// Frameworks: which rules evidence which control of a benchmark, and what that amounts to in a run.

export type ControlStatus = 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'manual';

export interface Control {
  readonly id: string;
  readonly title: string;
  /** Shown before the control: the title of the section that starts here. */
  readonly heading?: string;
  readonly level?: 1 | 2;
  readonly assessment?: 'Automated' | 'Manual';
  /** Rules that evidence it, those of `controls` included; empty when none can. */
  readonly rules: readonly string[];
  /** Controls on whose rules it rests, by framework: the mapping of these is said once, there. */
  readonly controls?: Readonly<Record<string, readonly string[]>>;
  /** The rules that it names itself, where `controls` bring others. */
  readonly ownRules?: readonly string[];
  /** Why no machine can say that it holds; required when there are no rules. Beside rules: they can show that it is broken, no more. */
  readonly manual?: string;
}

export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** Short name shown beside findings, for example `CIS`. */
  readonly short: string;
  /** What a status means here and what it does not, where that needs saying. */
  readonly about?: string;
  /** Only the controls up to this level are left of it. */
  readonly level?: 1 | 2;
  readonly controls: readonly Control[];
  readonly file: string;
}

/** A framework as its file says it: `rules` are those that a control names itself. */
export type DeclaredFramework = Omit<Framework, 'level'>;

/** Rules of a control that gave verdicts, each counted by the worst of them. */
export type RuleCounts = Readonly<Record<'pass' | 'fail' | 'unknown', number>>;

export interface ControlResult {
  readonly framework: string;
  readonly id: string;
  readonly title: string;
  readonly status: ControlStatus;
  readonly rules: readonly string[];
  /** What its rules said: a manual control may have evidence for it too. */
  readonly evidence: RuleCounts;
  readonly reason?: string;
  /** How to give the evidence that is missing. */
  readonly hint?: string;
}
