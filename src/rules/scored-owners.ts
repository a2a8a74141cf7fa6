// Which of the subjects of a target are scored, and to which of them the others belong.
import type { ScoredKind } from '../model/risk.ts';
import type { Subject, SubjectKind } from '../model/subject.ts';

export interface Owners {
  /** Containers, images, and the stages in which a build ends; one for each identity. */
  readonly scored: readonly Subject<ScoredKind>[];
  /** Everything that belongs to one of them. */
  readonly parts: readonly Subject[];
  /** The scored subjects that a subject is, or belongs to. */
  of(subject: Subject): readonly Subject<ScoredKind>[];
  /** The subject that a verdict names. */
  find(named: { readonly kind: SubjectKind; readonly id: string }): Subject | undefined;
}

/** Follows the owners of all subjects. What a stage holds belongs to every stage that is built on it; what is discarded belongs to none. */
export function findOwners(subjects: readonly Subject[]): Owners {
  const register = registerOf(subjects);
  const scored = subjects.filter(isScored).filter((subject) => register(subject) === subject);
  const stages = stageHolders(scored, register);
  const known = new Map<Subject, readonly Subject<ScoredKind>[]>();

  const follow = (subject: Subject): readonly Subject<ScoredKind>[] => {
    if (isDiscarded(subject)) return [];
    if (subject.kind === 'stage') return stages.get(subject.id) ?? [];
    if (isScored(subject)) return register(subject) === subject ? [subject] : [];
    const owner = subject.owner === undefined ? undefined : register(subject.owner);
    return owner === undefined || owner === subject ? [] : of(owner);
  };
  const of = (subject: Subject): readonly Subject<ScoredKind>[] => {
    const before = known.get(subject);
    if (before !== undefined) return before;
    // Owners that own each other would have no end.
    known.set(subject, []);
    const found = follow(subject);
    known.set(subject, found);
    return found;
  };
  return {
    scored,
    parts: subjects.filter((subject) => subject.kind !== 'stage' && !isScored(subject)),
    of,
    find: register,
  };
}

/** For every stage the scored stages that it is a part of. */
function stageHolders(scored: readonly Subject<ScoredKind>[], register: Register) {
  const holders = new Map<string, Subject<'stage'>[]>();
  for (const final of scored) {
    if (final.kind !== 'stage') continue;
    const seen = new Set<Subject>();
    let stage: Subject | undefined = final;
    while (stage?.kind === 'stage' && !seen.has(stage)) {
      seen.add(stage);
      holders.set(stage.id, [...(holders.get(stage.id) ?? []), final]);
      const base = baseIdOf(stage);
      stage = base === undefined ? undefined : register({ kind: 'stage', id: base });
    }
  }
  return holders;
}

/** The identity of the stage that a stage starts from; those of an inline Dockerfile carry the name of the service in front. */
function baseIdOf({ id, facts }: Subject<'stage'>): string | undefined {
  const { baseStage = '', name = '' } = facts;
  return baseStage === '' ? undefined : id.slice(0, Math.max(0, id.length - name.length)) + baseStage;
}

function isScored(subject: Subject): subject is Subject<ScoredKind> {
  const { kind } = subject;
  return kind === 'container' || kind === 'image' || (subject.kind === 'stage' && subject.facts.target === true);
}

function isDiscarded(subject: Subject): boolean {
  return (subject.kind === 'command' || subject.kind === 'instruction') && subject.facts.discarded === true;
}

/** Finds the first subject of a kind with an identity. */
type Register = (named: { readonly kind: SubjectKind; readonly id: string }) => Subject | undefined;

function registerOf(subjects: readonly Subject[]): Register {
  const byKind = new Map<SubjectKind, Map<string, Subject>>();
  for (const subject of subjects) {
    const byId = byKind.get(subject.kind) ?? new Map<string, Subject>();
    byKind.set(subject.kind, byId);
    if (!byId.has(subject.id)) byId.set(subject.id, subject);
  }
  return ({ kind, id }) => byKind.get(kind)?.get(id);
}
