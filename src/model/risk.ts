// Threats: the model by which they are scored, the evidence of a subject, and what both amount to.
import type { Location } from './location.ts';
import type { SubjectKind } from './subject.ts';
import type { MissingEvidence } from './verdict.ts';

/** LOW, MEDIUM and HIGH of the model as numbers. */
export type Grade = 1 | 2 | 3;
export type RiskLevel = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
export type Effort = 'small' | 'medium' | 'large';

/** What is scored: a container with everything that it runs, or an image by itself, built or about to be built. */
export type ScoredKind = 'container' | 'image' | 'stage';

/**
 * Names of facts (true as they say) and of rules (true where one failed). Each part that is given must hold: every name of `all`, one of `any`, none
 * of `none`, and every rule of `passed` gave verdicts that all pass.
 */
export interface Condition {
  readonly all?: readonly string[];
  readonly any?: readonly string[];
  readonly none?: readonly string[];
  readonly passed?: readonly string[];
  /** Of rules about commands only those that run with the container, or only those of the build. */
  readonly phase?: 'run' | 'build';
}

/** A named question about a subject or about its parts. */
export interface ModelFact {
  readonly id: string;
  /** CEL, bool, by the kind of subject that it is asked of. Of a part, such as a file, it is enough that one says yes. */
  readonly when: Readonly<Partial<Record<SubjectKind, string>>>;
  /** Field whose line is shown, without the kind in front. */
  readonly at?: string;
  /** Findings that are mended with it. */
  readonly rules?: readonly string[];
  /** What to write to make it true; a fact without it is bad when it is true. */
  readonly write?: { readonly compose?: string; readonly flag?: string; readonly other?: string };
  readonly effort?: Effort;
}

/** A condition that moves the probability of a threat. */
export interface Factor {
  /** `force` is HIGH at once; `raise` one level up; `lower` one level down, once for all of them. */
  readonly effect: 'force' | 'raise' | 'lower';
  readonly when: Condition;
  /** What it means, for people. */
  readonly says: string;
  /** Controls that are absent because of it. */
  readonly voids: readonly string[];
}

export interface Threat {
  readonly id: string;
  readonly name: string;
  readonly impact: Grade;
  /** Probability before any fact moves it. */
  readonly probability: Grade;
  /** The same where only an image is known, which alone makes nothing likely. */
  readonly imageProbability: Grade;
  /** Weights of the controls that mitigate it, by id. */
  readonly controls: Readonly<Record<string, number>>;
  readonly factors: readonly Factor[];
}

/** When a control is in which state, for one kind of subject. Asked in this order; where all is known and nothing holds it is absent. */
export interface ControlStates {
  readonly notApplicable?: Condition;
  readonly absent?: Condition;
  readonly inForce?: Condition;
  readonly partial?: Condition;
  /** Where nothing holds it is not assessable, for this reason. */
  readonly otherwise?: string;
}

export interface ModelControl {
  readonly id: string;
  readonly name: string;
  /** What to do where no fact says it. */
  readonly fix: string;
  readonly effort: Effort;
  readonly states: Readonly<Partial<Record<ScoredKind, ControlStates>>>;
}

export interface ThreatModel {
  readonly facts: readonly ModelFact[];
  readonly threats: readonly Threat[];
  readonly controls: readonly ModelControl[];
  /** Effort of mending a finding, by rule; medium where nothing is said. */
  readonly efforts: Readonly<Record<string, Effort>>;
  readonly file: string;
}

/** The answer to a fact: yes, no, or what is missing. */
export interface FactAnswer {
  readonly answer: boolean | readonly MissingEvidence[];
  readonly at: Location;
}

/** What a rule said of the subject or of a part of it. */
export interface RuleAnswer {
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly at: Location;
  /** Phase of the command that was judged; empty for anything else. */
  readonly phase: string;
  /** Of an unknown one. */
  readonly missing?: readonly MissingEvidence[] | undefined;
}

/** Everything that the model asks of one subject. */
export interface SubjectEvidence {
  readonly target: string;
  readonly subject: { readonly kind: ScoredKind; readonly id: string; readonly name: string };
  readonly declared: Location;
  /** What declares a container: `compose`, `run`, ...; empty for an image. */
  readonly source: string;
  readonly facts: ReadonlyMap<string, FactAnswer>;
  readonly rules: ReadonlyMap<string, readonly RuleAnswer[]>;
}

export type ControlState = 'in-force' | 'partial' | 'absent' | 'not-applicable' | 'not-assessable';

export interface ControlStanding {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  readonly state: ControlState;
  /** It is absent because of a fact of this threat. */
  readonly voided: boolean;
  /** It cannot be assessed because what was scanned leaves something open: no mitigation is built on it. */
  readonly open?: boolean;
  /** Why it cannot be assessed, where something says so. */
  readonly reason?: string;
  readonly hint?: string;
}

/** A fact that moved the probability of a threat, with the rules that failed and the lines. */
export interface ThreatEvidence {
  readonly effect: Factor['effect'];
  readonly says: string;
  readonly rules: readonly string[];
  readonly facts: readonly string[];
  readonly locations: readonly Location[];
  readonly voids: readonly string[];
}

export interface ThreatScore {
  readonly id: string;
  readonly name: string;
  readonly impact: Grade;
  /** Probability before any fact moved it. */
  readonly base: Grade;
  readonly probability: Grade;
  readonly mitigated: boolean;
  readonly score: number;
  readonly level: RiskLevel;
  readonly evidence: readonly ThreatEvidence[];
  readonly controls: readonly ControlStanding[];
  /** Share of the weight of the assessed controls that is in force, 0 to 1. */
  readonly coverage: number;
  /** Too few controls could be assessed to call it mitigated. */
  readonly insufficientEvidence: boolean;
}

/** The risk of one subject: its highest threat. */
export interface SubjectRisk {
  readonly target: string;
  readonly subject: SubjectEvidence['subject'];
  /** Nothing is known of how it will run. */
  readonly imageOnly: boolean;
  /** Highest first. */
  readonly threats: readonly ThreatScore[];
  readonly score: number;
  readonly level: RiskLevel;
}

/** An edit: where, and what to write. */
export interface Edit {
  readonly location: Location;
  readonly write: string;
}

export interface ScoreChange {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Something to mend in one subject, with the risk that this would remove. */
export interface Recommendation {
  /** Rule, fact, control or threat that it is about. */
  readonly id: string;
  readonly kind: 'rule' | 'setting' | 'control' | 'threat';
  readonly title: string;
  readonly target: string;
  readonly subject: SubjectEvidence['subject'];
  /** Sum over the threats of what their scores fall by. */
  readonly removes: number;
  /** Score of the subject before and after. */
  readonly from: number;
  readonly to: number;
  readonly level: RiskLevel;
  readonly effort: Effort;
  readonly threats: readonly ScoreChange[];
  readonly edits: readonly Edit[];
}

/** The risk of one subject if some things were mended. */
export interface WhatIf {
  readonly target: string;
  readonly subject: SubjectEvidence['subject'];
  readonly from: number;
  readonly fromLevel: RiskLevel;
  readonly to: number;
  readonly level: RiskLevel;
  readonly threats: readonly (ScoreChange & { readonly level: RiskLevel })[];
}
