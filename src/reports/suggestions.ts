// Suggestions for the review of a change: findings whose mend is one exact replacement in one changed line.
import type { ChangedLines } from '../model/action-context.ts';
import type { Location } from '../model/location.ts';
import type { Rule } from '../model/rule.ts';
import type { Run } from '../model/run.ts';
import { isFinding, isNews, type Verdict } from '../model/verdict.ts';
import { isOnChange } from './annotations.ts';
import { codeSpan, fence, link, prose } from './markdown-text.ts';
import { comparePlaces, groupBy, rank } from './ranking.ts';
import { type Replacement, replaceAll, replacementOf } from './suggestions/replace.ts';
import { secretLines } from './text/secret-lines.ts';
import { visible } from './visible-text.ts';

/** A line to be replaced as a whole. */
export interface Suggestion {
  readonly file: string;
  readonly line: number;
  readonly was: string;
  readonly write: string;
  /** What it mends, most severe first. */
  readonly findings: readonly Verdict[];
}

export interface Suggestions {
  readonly shown: readonly Suggestion[];
  /** Suggestions beyond the most that were asked for. */
  readonly left: number;
}

/** Kinds of targets whose files people write by hand. What an engine or an image says is not mended in a file. */
const WRITTEN_BY_HAND: ReadonlySet<string> = new Set(['compose', 'dockerfile', 'workflow', 'devcontainer', 'run']);
const LONGEST_LINE = 500;
const MOST_FINDINGS = 5;
/** Finds the suggestions for the changed lines. A line with edits that touch each other, with a secret, or with characters that do not show gets none. */
export function chooseSuggestions(run: Run, changed: ChangedLines | undefined, most = 10): Suggestions {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const kinds = new Map(run.targets.map(({ id, kind }) => [id, kind]));
  const isSecret = secretLines(run);
  const lines = new Map<string, readonly string[] | undefined>();
  const lineOf = ({ file, startLine }: Location) => {
    if (!lines.has(file)) lines.set(file, run.sources.get(file)?.split('\n'));
    return lines.get(file)?.[startLine - 1];
  };
  const candidates = run.verdicts.filter(
    (verdict) =>
      isNews(verdict) &&
      rules.get(verdict.rule)?.edit !== undefined &&
      isOnChange(verdict, changed) &&
      WRITTEN_BY_HAND.has(kinds.get(verdict.target) ?? '') &&
      !isSecret(verdict.location.file, verdict.location.startLine),
  );
  const sound = soundPlaces(run.verdicts, rules);
  const suggestions = [...groupBy(candidates, ({ location }) => placeKey(location))].flatMap(([, verdicts]) => {
    const [first] = verdicts;
    const line = first === undefined ? undefined : lineOf(first.location);
    if (first === undefined || line === undefined || !canShow(line)) return [];
    const replacements = verdicts.flatMap((verdict) => {
      const found = replacementOf(verdict, rules.get(verdict.rule), line);
      return found === undefined || !sound(verdict, found) ? [] : [found];
    });
    const write = replaceAll(line, replacements);
    if (write === undefined || !canShow(write)) return [];
    const { file, startLine } = first.location;
    const findings = replacements.map(({ verdict }) => verdict).sort((a, b) => rank(a.severity) - rank(b.severity));
    return [{ file, line: startLine, was: line, write, findings }];
  });
  const sorted = suggestions.sort((a, b) => worst(a) - worst(b) || comparePlaces(placeOf(a), placeOf(b)));
  return { shown: sorted.slice(0, most), left: Math.max(0, sorted.length - most) };
}

/** The comment with the block that GitHub lets people commit. */
export function suggestionComment(
  { findings, write }: Suggestion,
  docsUrl?: (rule: string) => string | undefined,
): string {
  const distinct = [...groupBy(findings, ({ rule, message }) => JSON.stringify([rule, message]))].flatMap(([, group]) =>
    group.slice(0, 1),
  );
  const said = distinct
    .slice(0, MOST_FINDINGS)
    .map(
      ({ severity, rule, message }) => `**${severity}** ${link(codeSpan(rule), docsUrl?.(rule))}: ${prose(message)}`,
    );
  const rest = distinct.length - said.length;
  return [...said, ...(rest > 0 ? [`and ${rest} more`] : []), fence([write], 'suggestion')].join('\n\n');
}

/** A whole line is replaced only where every answer of the rule about it is a finding. */
function soundPlaces(
  verdicts: readonly Verdict[],
  rules: ReadonlyMap<string, Rule>,
): (verdict: Verdict, replacement: Replacement) => boolean {
  const doubtful = new Set(
    verdicts.flatMap((verdict) => {
      const wholeLine = rules.get(verdict.rule)?.edit?.some(({ from }) => from === 'line') === true;
      return wholeLine && !isFinding(verdict) ? [`${verdict.rule} ${placeKey(verdict.location)}`] : [];
    }),
  );
  return ({ rule, location }, { from }) => from !== 'line' || !doubtful.has(`${rule} ${placeKey(location)}`);
}

/** The block shows a line as it is, so a line that would have to be escaped is not shown. A tab is no harm. */
function canShow(line: string): boolean {
  const text = line.replaceAll('\t', ' ');
  return line.length <= LONGEST_LINE && visible(text) === text && !text.includes('##[');
}

function placeKey({ file, startLine }: Location): string {
  return JSON.stringify([file, startLine]);
}

function placeOf({ file, line }: Suggestion): Location {
  return { file, startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
}

function worst({ findings: [first] }: Suggestion): number {
  return first === undefined ? 0 : rank(first.severity);
}
