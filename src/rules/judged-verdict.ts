// A verdict as the judge makes it: plain data that holds nothing of the subject, so that what was read of a file is free once it has been judged.
import type { Location, Origin } from '../model/location.ts';
import type { Severity } from '../model/severity.ts';
import type { MissingEvidence, Outcome, Verdict } from '../model/verdict.ts';
import type { Answer } from './compiler.ts';
import type { ElementPlace, Identity } from './fingerprint.ts';

const NONE: readonly Location[] = [];

/** What every verdict about one subject shares. */
export interface JudgedSubject {
  readonly target: string;
  /** How verdicts name it; one object for all of them. */
  readonly named: Verdict['subject'];
  readonly identity: Identity;
}

/** An element of a list: its path below the subject, its place and its value. */
export interface JudgedElement extends ElementPlace {
  readonly path: string;
  readonly value: unknown;
}

/** What is said of a subject or of one of its elements. */
export interface Statement {
  readonly severity: Severity;
  readonly answer: Answer;
  readonly message: string;
  readonly place: Origin;
  readonly element: JudgedElement | undefined;
}

/** A verdict. Its fingerprint is worked out when it is asked for, since a run has very many and reports show few. */
export class JudgedVerdict implements Verdict {
  readonly rule: string;
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly target: string;
  readonly subject: Verdict['subject'];
  readonly element: string | undefined;
  readonly message: string;
  readonly location: Location;
  readonly related: readonly Location[];
  readonly missing: readonly MissingEvidence[] | undefined;
  readonly #identity: Identity;
  readonly #element: ElementPlace | undefined;

  constructor(rule: string, { target, named, identity }: JudgedSubject, said: Statement) {
    const { answer, place, element } = said;
    this.rule = rule;
    this.severity = said.severity;
    this.outcome = answer === true ? 'fail' : answer === false ? 'pass' : 'unknown';
    this.target = target;
    this.subject = named;
    this.element = element?.path;
    this.message = said.message;
    this.location = place.at;
    this.related = place.related ?? NONE;
    this.missing = typeof answer === 'boolean' ? undefined : answer;
    this.#identity = identity;
    this.#element = element;
  }

  get fingerprint(): string {
    return this.#identity.fingerprint(this.rule, this.#element);
  }

  get identity(): string {
    return this.#identity.identity(this.rule, this.#element);
  }
}
