// Gives a subject another identity.
import type { Subject } from '../model/subject.ts';

/** The same subject under another id, and with another owner where one is given. Its places may be worked out on demand, so they are named here. */
export function renameSubject<S extends Subject>(subject: S, identity: Pick<Subject, 'id' | 'owner'>): S {
  return { ...subject, ...identity, declared: subject.declared, origins: subject.origins };
}
