// Names the subjects of several verdicts in a few words.
import type { TargetResult } from '../../model/run.ts';
import type { Verdict } from '../../model/verdict.ts';
import { comparePlaces, groupBy } from '../ranking.ts';
import { type Page, shownName, targetTitle } from './page.ts';
import { upTo, withCommas } from './rows.ts';

const MOST_NAMES = 12;
const MOST_LINES = 3;
const MOST_TARGETS = 5;

/**
 * The subjects by name with their lines, `web (line 4), db (line 9)`, as words that stay whole; the file is said where the run has several
 * targets.
 */
export function nameSubjects(page: Page, verdicts: readonly Verdict[]): string[] {
  const { targets } = page.run;
  const byTarget = groupBy(verdicts, ({ target }) => target);
  const concerned = targets.filter(({ id }) => byTarget.has(id));
  const named = concerned.slice(0, MOST_TARGETS).map((target) => {
    const names = withCommas(upTo(MOST_NAMES, nameWithLines(target, byTarget.get(target.id) ?? [])));
    return targets.length === 1 ? names : [`${targetTitle(target)}:`, ...names];
  });
  const rest = concerned.length - MOST_TARGETS;
  const shown = rest > 0 ? [...named, [`and ${rest} more targets`]] : named;
  return shown.flatMap((words, index) =>
    index < shown.length - 1 ? [...words.slice(0, -1), `${words.at(-1)};`] : words,
  );
}

function nameWithLines(target: TargetResult, verdicts: readonly Verdict[]): string[] {
  const sorted = [...verdicts].sort((a, b) => comparePlaces(a.location, b.location));
  const bySubject = [...groupBy(sorted, ({ subject }) => `${subject.kind}/${subject.id}`).values()];
  if (bySubject.length > MOST_LINES && bySubject.length === target.subjects.length) return [`all ${bySubject.length}`];
  return bySubject.flatMap((own) => {
    const name = own[0]?.subject.name;
    if (name === undefined) return [];
    const lines = [...new Set(own.map(({ location }) => location.startLine))];
    if (bySubject.length > MOST_LINES || lines.length > MOST_LINES) return [shownName(name)];
    return [`${shownName(name)} (line${lines.length === 1 ? '' : 's'} ${lines.join(', ')})`];
  });
}
