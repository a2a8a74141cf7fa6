// What is judged: a neutral set of facts with a stable identity and the place each fact came from.
import type { Command } from './command.ts';
import type { Container } from './container.ts';
import type { File } from './file.ts';
import type { Image } from './image.ts';
import type { Instruction } from './instruction.ts';
import type { Location, Origin } from './location.ts';
import type { Package } from './package.ts';
import type { Secret } from './secret.ts';
import type { Smoke } from './smoke.ts';
import type { Stage } from './stage.ts';

/** Facts by kind of subject. A new kind is a new line here and a declaration in `subjects.ts`. */
export interface FactsByKind {
  container: Container;
  stage: Stage;
  instruction: Instruction;
  command: Command;
  secret: Secret;
  image: Image;
  file: File;
  package: Package;
  smoke: Smoke;
}

export type SubjectKind = keyof FactsByKind;

/** The known facts of a kind. One that is absent or undefined is unknown. */
export type Facts<K extends SubjectKind> = { readonly [F in keyof FactsByKind[K]]?: FactsByKind[K][F] | undefined };

/** Why a fact is absent, said so that a person can supply it. */
export interface Absence {
  /** For example: `${PRIV} has no value or default in the repository`. No full stop. */
  readonly reason: string;
  /** What to type or do to make it known, if there is something. */
  readonly hint?: string;
  readonly at?: Location;
}

interface SubjectOf<K extends SubjectKind> {
  readonly kind: K;
  /** Stable identity within its target: no line, tag or digest in it (for example the service name). */
  readonly id: string;
  /** The name said in messages. */
  readonly name: string;
  /** The subject it belongs to, under which reports show it: the stage of an instruction, the container of a command. */
  readonly owner?: { readonly kind: SubjectKind; readonly id: string } | undefined;
  /** Known facts. An absent field is unknown, never "not set": what the user left out holds the engine's documented default. Subjects that share this object lack the same fields for the same reasons. */
  readonly facts: Facts<K>;
  /** Where the subject is declared: the service key, the first word of the command. Findings about something missing point here. */
  readonly declared: Location;
  /** Origin by field path: `privileged`, `mounts[0]`, `mounts[0].source`. A field that holds a default has none. */
  readonly origins: Readonly<Record<string, Origin>>;
  /** Why a field is absent, by the same paths. */
  readonly absences: Readonly<Record<string, Absence>>;
}

/** A subject of one kind, or of any of several. */
export type Subject<K extends SubjectKind = SubjectKind> = { readonly [P in K]: SubjectOf<P> }[K];
