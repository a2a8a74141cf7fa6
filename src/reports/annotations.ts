// The annotations of a run: the few findings that the platform shows beside the lines of a change.
import type { ChangedLines } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';
import { type Severity, severities } from '../model/severity.ts';
import { isNews, type Verdict } from '../model/verdict.ts';
import { compareNames, comparePlaces, groupBy, rank } from './ranking.ts';
import { clip, visible } from './visible-text.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

export interface Annotation {
  readonly level: AnnotationLevel;
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Only where start and end are one line: the platform takes columns for nothing else. */
  readonly startColumn?: number;
  readonly endColumn?: number;
  readonly title: string;
  readonly message: string;
}

export interface Annotations {
  readonly shown: readonly Annotation[];
  /** Findings that are left out, by level. */
  readonly left: Readonly<Record<AnnotationLevel, number>>;
}

/** The runner shows this many of each level for a step. */
const MOST_PER_LEVEL = 10;
const LONGEST_MESSAGE = 2000;
const LONGEST_TITLE = 200;

const LEVELS: Readonly<Record<Severity, AnnotationLevel>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
};

/** Chooses the annotations: for each level the most severe new findings, those on changed lines before the others. */
export function chooseAnnotations(run: Run, changed: ChangedLines | undefined): Annotations {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const left = { error: 0, warning: 0, notice: 0 };
  const counts = { error: 0, warning: 0, notice: 0 };
  const shown: Annotation[] = [];
  const news = run.verdicts.filter(isNews).sort((a, b) => compare(a, b, changed));
  for (const [, group] of groupBy(news, lineKey)) {
    const [first] = group;
    if (first === undefined) continue;
    const level = LEVELS[first.severity];
    if (counts[level] >= MOST_PER_LEVEL) {
      left[level] += group.length;
      continue;
    }
    counts[level] += 1;
    shown.push(describe(first, level, { more: group.length - 1, fix: rules.get(first.rule)?.fix ?? '' }));
  }
  return { shown, left };
}

/** The elements of a range of ports, or the containers that share an anchor, are one thing to mend in one line. */
function lineKey({ rule, severity, location }: Verdict): string {
  return JSON.stringify([rule, severity, location.file, location.startLine]);
}

function compare(a: Verdict, b: Verdict, changed: ChangedLines | undefined): number {
  return (
    Number(isOnChange(b, changed)) - Number(isOnChange(a, changed)) ||
    rank(a.severity) - rank(b.severity) ||
    comparePlaces(a.location, b.location) ||
    compareNames(a.rule, b.rule)
  );
}

/** Whether a finding points at a line that the change touches. */
export function isOnChange({ location }: Pick<Verdict, 'location'>, changed: ChangedLines | undefined): boolean {
  const lines = changed?.get(location.file);
  if (lines === undefined) return false;
  return lines === 'all' || lines.some(([from, to]) => location.startLine >= from && location.startLine <= to);
}

function describe(
  { rule, location, message }: Verdict,
  level: AnnotationLevel,
  { more, fix }: { readonly more: number; readonly fix: string },
): Annotation {
  const { file, startLine, endLine, startColumn, endColumn } = location;
  const columns = startLine === endLine && endColumn > startColumn ? { startColumn, endColumn } : {};
  const said = [
    shorten(message, LONGEST_MESSAGE / 2),
    ...(more > 0 ? [`And ${more} more like it on this line.`] : []),
    ...(fix.trim() === '' ? [] : [`Fix: ${fix.trim().replace(/\s+/g, ' ')}`]),
  ];
  return {
    level,
    file,
    startLine,
    endLine,
    ...columns,
    title: shorten(rule, LONGEST_TITLE),
    message: shorten(said.join(' '), LONGEST_MESSAGE),
  };
}

/** Cut first, so that a message of any length costs little. */
function shorten(text: string, limit: number): string {
  return clip(visible(clip(text, 2 * limit)), limit);
}

/** Levels from the worst. */
export const annotationLevels: readonly AnnotationLevel[] = [
  ...new Set(severities.map((severity) => LEVELS[severity])),
];
