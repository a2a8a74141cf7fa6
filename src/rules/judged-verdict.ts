// A verdict as the judge makes it. A run has very many and reports show few, so that all but the outcome is worked out when it is asked for.
import type { Location, Origin } from '../model/location.ts';
import type { Severity } from '../model/severity.ts';
import type { Subject } from '../model/subject.ts';
import type { MissingEvidence, Outcome, Verdict, WaiverMark } from '../model/verdict.ts';
import type { Answer } from './compiler.ts';
import type { Identity } from './fingerprint.ts';
import { placeOf } from './place.ts';
import { type ReadyRule, sayAnswer } from './ready-rule.ts';

const NONE: readonly Location[] = [];

/** The subject that a verdict is about. */
export interface JudgedSubject {
  readonly target: string;
  readonly subject: Subject;
  readonly declared: Origin;
  /** How verdicts name it; one object for all of them. */
  readonly named: Verdict['subject'];
  readonly identity: Identity;
}

/** An element of a list: its path below the subject, its place and its value. */
export interface JudgedElement {
  readonly path: string;
  readonly index: number;
  readonly value: unknown;
}

/** A verdict that knows what it was made from. */
export class JudgedVerdict implements Verdict {
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly #ready: ReadyRule;
  readonly #judged: JudgedSubject;
  readonly #answer: Answer;
  /** The element judged, or the path of a list that is absent. */
  readonly #element: JudgedElement | string | undefined;

  constructor(
    ready: ReadyRule,
    severity: Severity,
    judged: JudgedSubject,
    answer: Answer,
    element: JudgedElement | string | undefined,
  ) {
    this.outcome = answer === true ? 'fail' : answer === false ? 'pass' : 'unknown';
    this.severity = severity;
    this.#ready = ready;
    this.#judged = judged;
    this.#answer = answer;
    this.#element = element;
  }

  get rule(): string {
    return this.#ready.rule.id;
  }

  get target(): string {
    return this.#judged.target;
  }

  get subject(): Verdict['subject'] {
    return this.#judged.named;
  }

  get element(): string | undefined {
    return typeof this.#element === 'object' ? this.#element.path : undefined;
  }

  get message(): string {
    const value = typeof this.#element === 'object' ? this.#element.value : undefined;
    return sayAnswer(this.#ready, this.#answer, this.#judged.subject, value);
  }

  get location(): Location {
    return this.#place().at;
  }

  get related(): readonly Location[] {
    return this.#place().related ?? NONE;
  }

  get missing(): readonly MissingEvidence[] | undefined {
    return typeof this.#answer === 'boolean' ? undefined : this.#answer;
  }

  get fingerprint(): string {
    const { rule } = this.#ready;
    const index = typeof this.#element === 'object' ? this.#element.index : undefined;
    return this.#judged.identity.fingerprint(rule.id, rule.list, index);
  }

  #place(): Origin {
    const path = typeof this.#element === 'object' ? this.#element.path : this.#element;
    return placeOf(this.#ready.pointer, this.#judged.subject, path) ?? this.#judged.declared;
  }
}

/** A copy of a verdict as plain data, marked with an exception. */
export function markVerdict(verdict: Verdict, waiver: WaiverMark): Verdict {
  const { rule, severity, outcome, target, subject, element, message, location, related, missing, fingerprint } =
    verdict;
  return {
    rule,
    severity,
    outcome,
    target,
    subject,
    ...(element === undefined ? {} : { element }),
    message,
    location,
    related,
    ...(missing === undefined ? {} : { missing }),
    fingerprint,
    waiver,
  };
}
