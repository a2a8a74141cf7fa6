// A verdict as the judge makes it. It holds nothing of the subject, so that what was read of a file is free once it has been judged.
import type { Location, Origin } from '../model/location.ts';
import type { Rule } from '../model/rule.ts';
import type { Severity } from '../model/severity.ts';
import type { MissingEvidence, Outcome, Verdict } from '../model/verdict.ts';
import type { Answer } from './compiler.ts';
import type { ElementPlace, Identity } from './fingerprint.ts';
import { passMessage, unknownMessage } from './message.ts';
import type { Pointer } from './place.ts';

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

/** What a rule says of a subject or of one of its elements, wherever that stands. */
export interface Opinion {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly answer: Answer;
  /** What a denial says; any other answer needs no words until it is shown. */
  readonly message: string | undefined;
  /** Leads to the line that is shown. */
  readonly pointer: Pointer;
  readonly element: JudgedElement | undefined;
  /** Path of the list that is absent, where a rule is about its elements. */
  readonly list: string | undefined;
}

/** A verdict: an opinion and its place. What a run has very many of and reports show few of is worked out when it is asked for. */
export class JudgedVerdict implements Verdict {
  readonly #opinion: Opinion;
  readonly #judged: JudgedSubject;
  readonly #place: Origin;

  constructor(opinion: Opinion, judged: JudgedSubject, place: Origin) {
    this.#opinion = opinion;
    this.#judged = judged;
    this.#place = place;
  }

  get rule(): string {
    return this.#opinion.rule.id;
  }

  get severity(): Severity {
    return this.#opinion.severity;
  }

  get outcome(): Outcome {
    const { answer } = this.#opinion;
    return answer === true ? 'fail' : answer === false ? 'pass' : 'unknown';
  }

  get target(): string {
    return this.#judged.target;
  }

  get subject(): Verdict['subject'] {
    return this.#judged.named;
  }

  get element(): string | undefined {
    return this.#opinion.element?.path;
  }

  get message(): string {
    const { rule, answer, message } = this.#opinion;
    return message ?? (typeof answer === 'boolean' ? passMessage(rule) : unknownMessage(rule, answer));
  }

  get location(): Location {
    return this.#place.at;
  }

  get related(): readonly Location[] {
    return this.#place.related ?? NONE;
  }

  get missing(): readonly MissingEvidence[] | undefined {
    const { answer } = this.#opinion;
    return typeof answer === 'boolean' ? undefined : answer;
  }

  get fingerprint(): string {
    return this.#judged.identity.fingerprint(this.rule, this.#opinion.element);
  }

  get identity(): string {
    return this.#judged.identity.identity(this.rule, this.#opinion.element);
  }
}
