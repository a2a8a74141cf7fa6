// Picks the containers out of what an input found.
import type { Container } from '../src/model/container.ts';
import type { Subject } from '../src/model/subject.ts';

/** The subjects that are containers, in order. */
export function containersOf(target: { readonly subjects: readonly Subject[] }): Subject<'container'>[] {
  return target.subjects.filter((subject): subject is Subject<'container'> => subject.kind === 'container');
}

/** The facts of the first container; empty where there is none. */
export function firstFacts(target: { readonly subjects: readonly Subject[] }): Partial<Container> {
  return containersOf(target)[0]?.facts ?? {};
}
