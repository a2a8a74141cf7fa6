// The result of a run: everything a report may show. Its JSON form is `seaworthy-report/1`.
import type { Comparison } from './baseline.ts';
import type { ControlResult, ControlStatus, Framework } from './control.ts';
import type { Location } from './location.ts';
import type { Profile } from './policy.ts';
import type { Recommendation, SubjectRisk, WhatIf } from './risk.ts';
import type { Rule } from './rule.ts';
import type { Severity } from './severity.ts';
import type { SmokeRecord } from './smoke-record.ts';
import type { Subject, SubjectKind } from './subject.ts';
import type { Outcome, Verdict } from './verdict.ts';
import type { WaiverReport } from './waiver.ts';

export interface TargetError {
  readonly message: string;
  readonly location?: Location;
}

/** A container that is built from a Dockerfile of the repository. */
export interface Build {
  /** The Dockerfile, as shown to people. */
  readonly dockerfile: string;
  /** Stage that is built; empty for the last one. */
  readonly target: string;
  /** Build arguments with a known value. */
  readonly args: Readonly<Record<string, string>>;
  /** Name of the container. */
  readonly container: string;
}

/** What an input found in one target. */
export interface TargetFacts {
  /** Stable: the kind and a path or name, for example `compose:examples/shop/compose.yaml`. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly file?: string;
  readonly subjects: readonly Subject[];
  /** Why the target, or a part of it, could not be examined. A target with errors is never clean. */
  readonly errors: readonly TargetError[];
  /** Things said about the target that change no verdict (an obsolete key, a variable without a value). */
  readonly notices: readonly TargetError[];
  /** Dockerfiles that its containers are built from: a scan judges them too. */
  readonly builds?: readonly Build[];
  /** Of a run in the sandbox: everything that it left. */
  readonly smoke?: SmokeRecord;
}

/** What is kept of a target once it has been judged: of its subjects only what reports say of them. */
export interface JudgedTarget extends Omit<TargetFacts, 'subjects'> {
  readonly subjects: TargetResult['subjects'];
}

export interface TargetResult {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly file?: string;
  readonly subjects: readonly {
    readonly kind: SubjectKind;
    readonly id: string;
    readonly name: string;
    /** The subject it belongs to, under which reports show it. */
    readonly owner?: { readonly kind: SubjectKind; readonly id: string } | undefined;
    readonly image?: string | undefined;
    /** Where it is declared; findings about something missing point here. */
    readonly declared?: Location;
  }[];
  readonly controls: readonly { readonly framework: string; readonly id: string; readonly status: ControlStatus }[];
  readonly errors: readonly TargetError[];
  readonly notices: readonly TargetError[];
  /** The profile that judged it, where it is not that of the run. */
  readonly profile?: string;
  /** Of a run in the sandbox: everything that it left. */
  readonly smoke?: SmokeRecord;
}

export interface Decision {
  readonly action: 'ALLOW' | 'DENY' | 'MONITOR';
  readonly reasons: readonly string[];
  readonly exitCode: 0 | 1 | 2;
}

export interface Summary {
  readonly targets: number;
  readonly subjects: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Failed verdicts that no waiver marks, by severity. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly waived: number;
  readonly errors: number;
  readonly frameworks: readonly ({ readonly id: string; readonly level?: 1 | 2; readonly total: number } & Readonly<
    Record<ControlStatus, number>
  >)[];
}

/** Files that declare containers in a language that is not read. */
export interface NotRead {
  /** What they are, in the plural: `Kubernetes manifests`. */
  readonly what: string;
  readonly files: readonly string[];
}

export interface Run {
  /** `homepage` is the address of the repository on the web, where there is one; reports link to its docs. */
  readonly tool: { readonly name: string; readonly version: string; readonly homepage?: string };
  readonly profile: Profile;
  /** Rules that were in force, by id in order. */
  readonly rules: readonly Rule[];
  /** Built-in or organisation rules that the policy switched off. */
  readonly disabledRules: readonly string[];
  readonly frameworks: readonly Framework[];
  readonly targets: readonly TargetResult[];
  /** What a search saw and could not read. */
  readonly notRead: readonly NotRead[];
  readonly verdicts: readonly Verdict[];
  readonly controls: readonly ControlResult[];
  readonly waivers: readonly WaiverReport[];
  /** How the findings compare with those of before, where a baseline was given. */
  readonly baseline?: Comparison;
  /** The threats to every container and image, those of the highest risk first. A waived finding is a risk all the same. */
  readonly risks?: readonly SubjectRisk[];
  /** What to mend first. */
  readonly recommendations?: readonly Recommendation[];
  /** What was asked to be taken for mended, and the risks then. */
  readonly whatIf?: { readonly names: readonly string[]; readonly subjects: readonly WhatIf[] };
  /** Findings that fail a gate, whether it is enforced or not. */
  readonly blocking: readonly Verdict[];
  readonly decision: Decision;
  readonly summary: Summary;
  /** Texts of the files that locations point into, by the path shown; for quoting lines. Never part of a JSON report. */
  readonly sources: ReadonlyMap<string, string>;
}
