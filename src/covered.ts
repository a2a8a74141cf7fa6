// Targets that a search found and that another target already holds: an included compose file is not judged a second time.
import type { Location } from './model/location.ts';
import type { JudgedTarget } from './model/run.ts';

/**
 * Leaves out every target whose containers are all declared in its own file and all stand in another target too, as those of an included
 * file do. The target that holds them says so in a notice.
 */
export function dropCovered<T extends JudgedTarget>(targets: readonly T[]): T[] {
  const byPlace = new Map<string, T[]>();
  for (const target of targets) {
    for (const place of placesOf(target).keys()) {
      byPlace.set(place, [...(byPlace.get(place) ?? []), target]);
    }
  }
  const holders = new Map<T, T>();
  for (const target of targets) {
    const [first] = placesOf(target).keys();
    const others = first === undefined ? [] : (byPlace.get(first) ?? []);
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

function holds(outer: JudgedTarget, inner: JudgedTarget): boolean {
  if (inner.errors.length > 0 || outer.file === inner.file) return false;
  const places = placesOf(outer);
  return [...placesOf(inner)].every(([place, { file }]) => file === inner.file && places.has(place));
}

/** Where the containers of a target are declared, in the order of its subjects. */
function placesOf({ subjects }: JudgedTarget): ReadonlyMap<string, Location> {
  const places = new Map<string, Location>();
  for (const { kind, declared } of subjects) {
    if (kind !== 'container' || declared === undefined) continue;
    places.set(`${declared.startLine}:${declared.startColumn}:${declared.file}`, declared);
  }
  return places;
}
