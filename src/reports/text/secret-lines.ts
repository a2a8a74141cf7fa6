// Lines that hold a secret, which a report names and never quotes: a log is read by more people than a repository.
import type { Location } from '../../model/location.ts';
import type { Rule } from '../../model/rule.ts';
import type { Verdict } from '../../model/verdict.ts';
import { groupBy } from '../ranking.ts';

/** Tells of any line whether a rule about secrets pointed at it, be it the place itself or one that took part, waived or not. */
export function secretLines(
  verdicts: readonly Verdict[],
  rules: ReadonlyMap<string, Rule>,
): (file: string, line: number) => boolean {
  const found = verdicts.filter(({ rule, outcome }) => outcome !== 'pass' && rules.get(rule)?.secret === true);
  const places = found.flatMap(({ location, related }): Location[] => [location, ...related]);
  const byFile = groupBy(places, ({ file }) => file);
  return (file, line) =>
    byFile.get(file)?.some(({ startLine, endLine }) => startLine <= line && line <= endLine) ?? false;
}
