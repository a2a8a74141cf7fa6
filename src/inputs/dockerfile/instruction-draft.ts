// Collects the facts of one instruction. Their places are looked up when they are asked for: most are never shown.
import type { Instruction } from '../../model/instruction.ts';
import type { Location, Origin } from '../../model/location.ts';
import type { Absence, Subject } from '../../model/subject.ts';
import type { Span } from '../../parse/shell/script.ts';
import { NO_INSTRUCTION } from './instruction-defaults.ts';
import { originOf, type Resolved, type Source } from './scope.ts';

type Written = Pick<Resolved, 'at' | 'trail'>;

/** A fact, or an element of it, with the text that says it. */
interface Stated {
  readonly field: keyof Instruction;
  readonly index: number | undefined;
  readonly written: Written;
}

export interface InstructionDraft {
  /** Those of an instruction in which there is nothing, until they are stated. */
  readonly facts: { -readonly [F in keyof Instruction]?: Instruction[F] };
  /** By field path. */
  readonly absences: Record<string, Absence>;
  readonly stated: Stated[];
}

/** Starts a collection. */
export function openDraft(): InstructionDraft {
  return { facts: { ...NO_INSTRUCTION }, absences: {}, stated: [] };
}

/** Says where a fact is written, or an element of it. */
export function locate(draft: InstructionDraft, field: keyof Instruction, written: Written, index?: number): void {
  draft.stated.push({ field, index, written });
}

/** Says why a fact is absent. */
export function forget(draft: InstructionDraft, field: keyof Instruction, absence: Absence): void {
  delete draft.facts[field];
  draft.absences[field] = absence;
}

/** What an instruction is called, and where it stands. */
export interface InstructionIdentity {
  readonly id: string;
  readonly name: string;
  readonly owner: Subject['owner'];
  readonly span: Span;
}

/** The subject of which the facts were collected. */
export function finishDraft(
  draft: InstructionDraft,
  identity: InstructionIdentity,
  source: Source,
): Subject<'instruction'> {
  return new ReadInstruction(draft, identity, source);
}

class ReadInstruction implements Readonly<Subject<'instruction'>> {
  readonly kind = 'instruction';
  readonly id: string;
  readonly name: string;
  readonly owner: Subject['owner'];
  readonly facts: InstructionDraft['facts'];
  readonly absences: InstructionDraft['absences'];
  readonly #span: Span;
  readonly #stated: readonly Stated[];
  readonly #source: Source;
  #declared: Location | undefined;
  #origins: Readonly<Record<string, Origin>> | undefined;

  constructor(draft: InstructionDraft, { id, name, owner, span }: InstructionIdentity, source: Source) {
    this.id = id;
    this.name = name;
    this.owner = owner;
    this.facts = draft.facts;
    this.absences = draft.absences;
    this.#span = span;
    this.#stated = draft.stated;
    this.#source = source;
  }
  get declared(): Location {
    this.#declared ??= this.#source.place(this.#span.start, this.#span.end);
    return this.#declared;
  }
  get origins(): Readonly<Record<string, Origin>> {
    this.#origins ??= this.#findOrigins();
    return this.#origins;
  }

  #findOrigins(): Readonly<Record<string, Origin>> {
    const origins: Record<string, Origin> = {};
    for (const { field, index, written } of this.#stated)
      origins[index === undefined ? field : `${field}[${index}]`] = originOf(written, this.#source);
    return origins;
  }
}
