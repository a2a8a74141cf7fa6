// The annotations of a run: the few findings that the platform shows beside the lines of a change.
import type { Run } from '../model/run.ts';
import { type Severity, severities } from '../model/severity.ts';
import type { Verdict } from '../model/verdict.ts';
import { comparePlaces, isNews, rank } from './ranking.ts';
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

/** Lines of a file that a change touches, or all of them. */
export type ChangedLines = ReadonlyMap<string, 'all' | readonly (readonly [number, number])[]>;

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
  const shown: Annotation[] = [];
  const counts = { error: 0, warning: 0, notice: 0 };
  const seen = new Set<string>();
  for (const verdict of run.verdicts.filter(isNews).sort((a, b) => compare(a, b, changed))) {
    const level = LEVELS[verdict.severity];
    const { location, rule, message } = verdict;
    // The elements of a range of ports say the same of the same line.
    const key = JSON.stringify([rule, location.file, location.startLine, message]);
    if (seen.has(key)) continue;
    seen.add(key);
    if (counts[level] >= MOST_PER_LEVEL) {
      left[level] += 1;
      continue;
    }
    counts[level] += 1;
    shown.push(describe(verdict, level, rules.get(rule)?.fix ?? ''));
  }
  return { shown, left };
}

function compare(a: Verdict, b: Verdict, changed: ChangedLines | undefined): number {
  return (
    Number(isOnChange(b, changed)) - Number(isOnChange(a, changed)) ||
    rank(a.severity) - rank(b.severity) ||
    comparePlaces(a.location, b.location) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

/** Whether a finding points at a line that the change touches. */
export function isOnChange({ location }: Pick<Verdict, 'location'>, changed: ChangedLines | undefined): boolean {
  const lines = changed?.get(location.file);
  if (lines === undefined) return false;
  return lines === 'all' || lines.some(([from, to]) => location.startLine >= from && location.startLine <= to);
}

function describe({ rule, location, message }: Verdict, level: AnnotationLevel, fix: string): Annotation {
  const { file, startLine, endLine, startColumn, endColumn } = location;
  const columns = startLine === endLine && endColumn > startColumn ? { startColumn, endColumn } : {};
  const text = fix === '' ? message : `${message} Fix: ${fix.trim().replace(/\s+/g, ' ')}`;
  return {
    level,
    file,
    startLine,
    endLine,
    ...columns,
    title: clip(visible(rule), LONGEST_TITLE),
    message: clip(visible(text), LONGEST_MESSAGE),
  };
}

/** Levels from the worst. */
export const annotationLevels: readonly AnnotationLevel[] = [
  ...new Set(severities.map((severity) => LEVELS[severity])),
];
