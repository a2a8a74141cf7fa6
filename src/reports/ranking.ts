// The orders in which reports show things: most severe first, then by place, then by name.
import type { Location } from '../model/location.ts';
import { type Severity, severities } from '../model/severity.ts';
import type { Verdict } from '../model/verdict.ts';

/** Position of a severity, the most severe being 0. */
export function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** Position of the most severe of some verdicts. */
export function worstRank(verdicts: readonly Verdict[]): number {
  return verdicts.reduce<number>((worst, verdict) => Math.min(worst, rank(verdict.severity)), severities.length);
}

/** Compares two places: by file, line and column. */
export function comparePlaces(a: Location, b: Location): number {
  return compareNames(a.file, b.file) || a.startLine - b.startLine || a.startColumn - b.startColumn;
}

/** Compares by UTF-16 units, which no locale changes. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Groups in the order of first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
