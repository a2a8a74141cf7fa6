// Says which rules and facts made a factor of a threat hold, and on which lines.
import type { Location } from '../model/location.ts';
import type { Factor, ThreatEvidence } from '../model/risk.ts';
import { answersOf, type Knowledge, truthOf } from './condition.ts';

/** Lines shown of one factor: a hostile file may have any number. */
const MOST_LOCATIONS = 10;

/** Explains a factor that holds. */
export function explainFactor(factor: Factor, known: Knowledge): ThreatEvidence {
  const { all = [], any = [], none = [], phase } = factor.when;
  const names = [...all, ...any.filter((name) => truthOf(name, phase, known) === true), ...none];
  const facts = names.filter((name) => known.facts.has(name));
  const rules = [...all, ...any].filter((name) => !known.facts.has(name) && truthOf(name, phase, known) === true);
  const places = [
    ...rules.flatMap((rule) => failuresOf(rule, phase, known)),
    ...facts.flatMap((fact) => placesOf(fact, known)),
  ];
  const { effect, says, voids } = factor;
  const shown = places.length === 0 ? [known.evidence.declared] : distinct(places).slice(0, MOST_LOCATIONS);
  return { effect, says, rules, facts, locations: shown, voids };
}

/** A fact that shows up as findings stands where these do. */
function placesOf(name: string, known: Knowledge): readonly Location[] {
  const linked = known.facts.get(name)?.rules ?? [];
  const failed = linked.flatMap((rule) => failuresOf(rule, undefined, known));
  if (failed.length > 0) return failed;
  const answer = known.facts.get(name)?.at === undefined ? undefined : known.evidence.facts.get(name);
  return answer === undefined ? [] : [answer.at];
}

function failuresOf(rule: string, phase: Factor['when']['phase'], { evidence }: Knowledge): readonly Location[] {
  return answersOf(rule, phase, evidence).flatMap(({ outcome, at }) => (outcome === 'fail' ? [at] : []));
}

/** Each place once, in the order of files and lines. */
export function distinct(places: readonly Location[]): Location[] {
  if (places.length < 2) return [...places];
  const byKey = new Map(places.map((place) => [placeKey(place), place]));
  return [...byKey.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.startLine - b.startLine || a.startColumn - b.startColumn,
  );
}

/** What tells two places apart. */
export function placeKey({ file, startLine, startColumn, endLine, endColumn }: Location): string {
  return `${startLine}:${startColumn}:${endLine}:${endColumn}:${file}`;
}
