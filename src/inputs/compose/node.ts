// The tree a compose file becomes: plain values that remember where they stand and what took part in them.
import type { Location, Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';

export type Scalar = string | number | boolean | null;

export type Node = ScalarNode | MapNode | ListNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  readonly origin: Origin;
  /** Set where a variable could not be resolved: the text holds a `HOLE` for each, and this says which. */
  readonly hole: Absence | undefined;
  /** Set where a variable that the caller lent to the load took part, so that the text is not written in the repository. */
  readonly lent?: true;
  /** Set on a whole number that was written as a floating-point one (`1.5e3`): Compose takes no size from it. */
  readonly float?: true;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: Map<string, Entry>;
  readonly origin: Origin;
}

export interface Entry {
  /** Where the key stands. */
  readonly key: Location;
  readonly node: Node;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly origin: Origin;
}

/** A project in canonical form: what `docker compose config` would print, as a tree that remembers its places. */
export interface ComposeProject {
  readonly name: string;
  /** Absolute. */
  readonly directory: string;
  /** Every file that took part, as shown to people: compose files, includes, extended files, env files. */
  readonly files: readonly string[];
  /** Those of them that are env files or label files. */
  readonly envFiles: ReadonlySet<string>;
  /** Active services in canonical form, by name. Each is a map. */
  readonly services: ReadonlyMap<string, Entry>;
  /** Services that exist but are switched off by profiles. */
  readonly disabled: ReadonlyMap<string, Entry>;
  readonly networks: ReadonlyMap<string, Entry>;
  readonly volumes: ReadonlyMap<string, Entry>;
  readonly secrets: ReadonlyMap<string, Entry>;
  readonly configs: ReadonlyMap<string, Entry>;
  /** The remaining top-level keys (`models`, `x-*`). */
  readonly rest: ReadonlyMap<string, Entry>;
  /** What could not be looked at, for example a remote include: each makes the target incomplete. */
  readonly unread: readonly Absence[];
  /** By service: the env files it names that are not in the repository, so that variables may be missing or differ. */
  readonly incompleteEnvironment: ReadonlyMap<string, readonly Absence[]>;
  readonly notices: readonly { readonly message: string; readonly location?: Location }[];
}
