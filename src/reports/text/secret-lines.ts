// Lines that hold a secret, which a report names and never quotes: a log is read by more people than a repository.
import type { Location } from '../../model/location.ts';
import type { Run } from '../../model/run.ts';
import { findSecrets } from '../../parse/secrets/find-secrets.ts';
import { groupBy } from '../ranking.ts';

/** What is looked at of a line; reports show far less of it. */
const LONGEST = 16 * 1024;

/**
 * Tells of any line whether a rule about secrets pointed at it, be it the place itself or one that took part, waived or not, or whether it
 * looks as if it held one: the rule may be switched off, or judge other places.
 */
export function secretLines({
  verdicts,
  rules,
  sources,
}: Pick<Run, 'verdicts' | 'rules' | 'sources'>): (file: string, line: number) => boolean {
  const secret = new Set(rules.filter((rule) => rule.secret === true).map(({ id }) => id));
  const found = verdicts.filter(({ rule, outcome }) => outcome !== 'pass' && secret.has(rule));
  const places = found.flatMap(({ location, related }): Location[] => [location, ...related]);
  const byFile = groupBy(places, ({ file }) => file);
  const texts = new Map<string, readonly string[]>();
  const looks = new Map<string, boolean>();
  const looksSecret = (file: string, line: number): boolean => {
    const key = `${line} ${file}`;
    const known = looks.get(key);
    if (known !== undefined) return known;
    const lines = texts.get(file) ?? sources.get(file)?.split('\n') ?? [];
    texts.set(file, lines);
    const secrets = findSecrets((lines[line - 1] ?? '').slice(0, LONGEST));
    const answer = secrets.some(({ placeholder }) => !placeholder);
    looks.set(key, answer);
    return answer;
  };
  return (file, line) =>
    byFile.get(file)?.some(({ startLine, endLine }) => startLine <= line && line <= endLine) === true ||
    looksSecret(file, line);
}
