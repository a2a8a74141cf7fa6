// Collects the facts of one subject together with where each came from, or why it is absent.
import type { Location, Origin } from '../model/location.ts';
import type { Absence, Facts, FactsByKind, Subject, SubjectKind } from '../model/subject.ts';

/** Facts while they are being stated. */
type Draft<K extends SubjectKind> = { -readonly [F in keyof Facts<K>]: Facts<K>[F] };

export interface SubjectBuilder<K extends SubjectKind> {
  /** States a fact. Give an origin where a file says it; leave it out for a default of the engine. */
  set<F extends keyof FactsByKind[K]>(field: F, value: FactsByKind[K][F], origin?: Origin): void;
  /** Says where a nested value came from, for example `mounts[0].source`. */
  locate(path: string, origin: Origin): void;
  /** Says why a field, or a nested path such as `mounts[0].source`, is absent. */
  unknown(path: string, absence: Absence): void;
  build(): Subject<K>;
}

/**
 * Starts a subject. `id` is stable within the target, `name` is said in messages, `declared` is where it stands; `initial` holds what is true of one
 * that says nothing.
 */
export function subjectBuilder<K extends SubjectKind>(
  kind: K,
  id: string,
  name: string,
  declared: Location,
  initial?: Facts<K>,
): SubjectBuilder<K> {
  const facts = { ...initial } as Draft<K>;
  // Without a prototype they are tables from the start: made of paths, no two have the same keys.
  const origins: Record<string, Origin> = Object.create(null);
  const absences: Record<string, Absence> = Object.create(null);
  return {
    set(field, value, origin) {
      facts[field] = value;
      if (origin !== undefined) origins[String(field)] = origin;
    },
    locate(path, origin) {
      origins[path] = origin;
    },
    unknown(path, absence) {
      // A slot is emptied, not removed: subjects that begin alike keep one shape.
      const field = path as keyof FactsByKind[K];
      if (facts[field] !== undefined) facts[field] = undefined;
      absences[path] = absence;
    },
    build: () => ({ kind, id, name, facts, declared, origins, absences }),
  };
}
