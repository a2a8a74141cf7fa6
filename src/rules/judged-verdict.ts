// A verdict as the judge makes it. Its fingerprint is computed when it is read, since a run has thousands and few reports show them.
import type { Location, Origin } from '../model/location.ts';
import type { Rule } from '../model/rule.ts';
import type { Severity } from '../model/severity.ts';
import type { MissingEvidence, Outcome, Verdict } from '../model/verdict.ts';
import type { Answer } from './compiler.ts';
import type { Identity } from './fingerprint.ts';

const NONE: readonly Location[] = [];

/** The subject that a verdict is about. */
export interface JudgedSubject {
  readonly target: string;
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

export class JudgedVerdict implements Verdict {
  readonly rule: string;
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly target: string;
  readonly subject: Verdict['subject'];
  readonly message: string;
  readonly location: Location;
  readonly related: readonly Location[];
  declare readonly element?: string;
  declare readonly missing?: readonly MissingEvidence[];
  declare readonly fingerprint: string;
  readonly #identity: Identity;
  readonly #list: string | undefined;
  readonly #index: number | undefined;

  /** An own property, so that a copy of the verdict holds the fingerprint as plain data. */
  static readonly #lazy = {
    enumerable: true,
    configurable: true,
    get(this: JudgedVerdict): string {
      return this.#identity.fingerprint(this.rule, this.#list, this.#index);
    },
  };

  constructor(
    { id, list }: Pick<Rule, 'id' | 'list'>,
    severity: Severity,
    { target, named, identity }: JudgedSubject,
    answer: Answer,
    message: string,
    { at, related }: Origin,
    element?: JudgedElement,
  ) {
    this.rule = id;
    this.severity = severity;
    this.outcome = answer === true ? 'fail' : answer === false ? 'pass' : 'unknown';
    this.target = target;
    this.subject = named;
    this.message = message;
    this.location = at;
    this.related = related ?? NONE;
    this.#identity = identity;
    this.#list = list;
    this.#index = element?.index;
    if (element !== undefined) this.element = element.path;
    if (typeof answer !== 'boolean') this.missing = answer;
    Object.defineProperty(this, 'fingerprint', JudgedVerdict.#lazy);
  }
}
