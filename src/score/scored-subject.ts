// The risk of a subject as the scorer makes it. A run has very many threats and most reports show few: they are described when they are asked for.
import type { RiskLevel, SubjectEvidence, SubjectRisk, ThreatScore } from '../model/risk.ts';
import { levelOf } from './rate.ts';

/** A subject with its score. */
export class ScoredSubject implements SubjectRisk {
  readonly target: string;
  readonly subject: SubjectEvidence['subject'];
  readonly score: number;
  readonly #describe: () => readonly ThreatScore[];
  #threats: readonly ThreatScore[] | undefined;

  constructor({ target, subject }: SubjectEvidence, score: number, describe: () => readonly ThreatScore[]) {
    this.target = target;
    this.subject = subject;
    this.score = score;
    this.#describe = describe;
    this.#threats = undefined;
  }

  get imageOnly(): boolean {
    return this.subject.kind !== 'container';
  }

  get level(): RiskLevel {
    return levelOf(this.score);
  }

  get threats(): readonly ThreatScore[] {
    this.#threats ??= this.#describe();
    return this.#threats;
  }
}
