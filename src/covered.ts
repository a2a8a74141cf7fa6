// Targets that a search found and that another target already holds: an included compose file is not judged a second time.
import type { Location } from './model/location.ts';
import type { TargetFacts } from './model/run.ts';
import type { Subject } from './model/subject.ts';

/**
 * Leaves out every target whose containers are all declared in its own file and all stand in another target too, as those of an included
 * file do. The target that holds them says so in a notice.
 */
export function dropCovered(targets: readonly TargetFacts[]): TargetFacts[] {
  const byPlace = new Map<string, TargetFacts[]>();
  for (const target of targets) {
    for (const { declared } of containersOf(target)) {
      const place = placeOf(declared);
      byPlace.set(place, [...(byPlace.get(place) ?? []), target]);
    }
  }
  const holders = new Map<TargetFacts, TargetFacts>();
  for (const target of targets) {
    const [first] = containersOf(target);
    const others = first === undefined ? [] : (byPlace.get(placeOf(first.declared)) ?? []);
    const holder = others.find((other) => other !== target && holds(other, target));
    if (holder !== undefined) holders.set(target, holder);
  }
  return targets
    .filter((target) => !holders.has(target))
    .map((target) => {
      const covered = [...holders].filter(([, holder]) => holder === target).map(([inner]) => inner);
      if (covered.length === 0) return target;
      const notices = covered.map(({ name }) => ({
        message: `${name} is part of this target and is not judged a second time`,
      }));
      return { ...target, notices: [...target.notices, ...notices] };
    });
}

function holds(outer: TargetFacts, inner: TargetFacts): boolean {
  const own = containersOf(inner);
  if (own.length === 0 || inner.errors.length > 0 || outer.file === inner.file) return false;
  const places = new Set(containersOf(outer).map(({ declared }) => placeOf(declared)));
  return own.every(({ declared }) => declared.file === inner.file && places.has(placeOf(declared)));
}

function placeOf({ file, startLine, startColumn }: Location): string {
  return `${startLine}:${startColumn}:${file}`;
}

function containersOf({ subjects }: TargetFacts): readonly Subject[] {
  return subjects.filter(({ kind }) => kind === 'container');
}
