// Picks the containers out of what an input found.
import type { Facts, Subject } from '../src/model/subject.ts';

/** The subjects that are containers, in order. */
export function containersOf(target: { readonly subjects: readonly Subject[] }): Subject<'container'>[] {
  return target.subjects.filter((subject): subject is Subject<'container'> => subject.kind === 'container');
}

/** The facts of the first container; empty where there is none. */
export function firstFacts(target: { readonly subjects: readonly Subject[] }): Facts<'container'> {
  return containersOf(target)[0]?.facts ?? {};
}
