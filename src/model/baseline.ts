// What was found before: the findings that a run is compared with, and what became of them.

/** A finding of the past, as far as it is needed to recognise it. */
export interface BaselineFinding {
  readonly rule: string;
  /** Id of its target. */
  readonly target: string;
  /** Name of its subject, for people. */
  readonly subject: string;
  /** The fingerprint without the target: see Verdict.identity. */
  readonly identity: string;
  readonly message: string;
}

export interface Baseline {
  /** Where it comes from, as shown: a file or a git reference. */
  readonly source: string;
  readonly findings: readonly BaselineFinding[];
  /** Files that were renamed since, old path by new path. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** How a run compares with its baseline. */
export interface Comparison {
  readonly source: string;
  readonly new: number;
  readonly unchanged: number;
  /** Findings that are gone, in targets that this run examined or that are gone themselves. */
  readonly mended: readonly BaselineFinding[];
}
