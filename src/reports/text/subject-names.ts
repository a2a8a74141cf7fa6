// Names the subjects of several verdicts in a few words.
import type { Verdict } from '../../model/verdict.ts';
import { comparePlaces, groupBy } from '../ranking.ts';
import { type Page, shownName, targetTitle } from './page.ts';

const MOST_NAMES = 12;
const MOST_LINES = 3;

/** The subjects by name with their lines, `web (line 4), db (line 9)`; the file is said where the run has several targets. */
export function nameSubjects(page: Page, verdicts: readonly Verdict[]): string[] {
  const byTarget = groupBy(verdicts, ({ target }) => target);
  const names = page.run.targets.flatMap((target) => {
    const own = byTarget.get(target.id) ?? [];
    const items = nameWithLines(own);
    const [first, ...more] = items;
    if (first === undefined || page.run.targets.length === 1) return items;
    return [`${targetTitle(target)}: ${first}`, ...more];
  });
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? [...names.slice(0, MOST_NAMES), `and ${rest} more`] : names;
}

function nameWithLines(verdicts: readonly Verdict[]): string[] {
  const sorted = [...verdicts].sort((a, b) => comparePlaces(a.location, b.location));
  const bySubject = [...groupBy(sorted, ({ subject }) => `${subject.name}\n${subject.id}`).values()];
  return bySubject.flatMap((own) => {
    const name = own[0]?.subject.name;
    if (name === undefined) return [];
    const lines = [...new Set(own.map(({ location }) => location.startLine))];
    if (bySubject.length > MOST_LINES || lines.length > MOST_LINES) return [shownName(name)];
    return [`${shownName(name)} (line${lines.length === 1 ? '' : 's'} ${lines.join(', ')})`];
  });
}
