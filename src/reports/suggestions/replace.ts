// The exact replacement that mends a finding in its line. Whatever is not exactly as the rule says is left to people.
import type { Location } from '../../model/location.ts';
import type { Rule, RuleEdit } from '../../model/rule.ts';
import type { Verdict } from '../../model/verdict.ts';
import { groupBy } from '../ranking.ts';

/** What a word may go on with; anything else may follow a text that is replaced. */
const WORD = /[\w.:/@=-]/;

/** A part of a line, as indexes, and what to write there. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
  readonly from: RuleEdit['from'];
  readonly verdict: Verdict;
}

/** The first replacement of the rule that fits, or nothing. */
export function replacementOf(verdict: Verdict, rule: Rule | undefined, line: string): Replacement | undefined {
  for (const { was, write, from } of rule?.edit ?? []) {
    const start = from === 'line' ? line.length - line.trimStart().length : startOf(verdict.location, line);
    if (start === undefined || !line.startsWith(was, start)) continue;
    const end = start + was.length;
    if (WORD.test(line.charAt(end)) || (start > 0 && WORD.test(line.charAt(start - 1)) && line[start - 1] !== '='))
      continue;
    const fits = from === 'line' ? isWhole(line.slice(end)) : endOf(verdict.location, line) <= end;
    if (fits) return { start, end, by: write, from, verdict };
  }
  return undefined;
}

/** Index of the first character of a place in one line, behind an opening quote. */
function startOf({ startLine, endLine, startColumn, endColumn }: Location, line: string): number | undefined {
  if (startLine !== endLine || startColumn < 1 || endColumn <= startColumn || endColumn > line.length + 1)
    return undefined;
  return isQuoted(line, startColumn - 1, endColumn - 1) ? startColumn : startColumn - 1;
}

function endOf({ startColumn, endColumn }: Location, line: string): number {
  return isQuoted(line, startColumn - 1, endColumn - 1) ? endColumn - 2 : endColumn - 1;
}

function isQuoted(line: string, start: number, end: number): boolean {
  const quote = line[start];
  return (quote === '"' || quote === "'") && end - start >= 2 && line[end - 1] === quote;
}

/** The rest of an instruction that ends on its line. Options might mean something else to what is written in its place. */
function isWhole(rest: string): boolean {
  return /^[ \t]+[^ \t-]/.test(rest) && !/[\\`][ \t]*$/.test(rest);
}

/** Makes all replacements, or none where two that differ touch each other. */
export function replaceAll(line: string, replacements: readonly Replacement[]): string | undefined {
  const distinct = [...groupBy(replacements, ({ start, end, by }) => JSON.stringify([start, end, by]))]
    .flatMap(([, group]) => group.slice(0, 1))
    .sort((a, b) => a.start - b.start);
  if (distinct.length === 0) return undefined;
  let written = '';
  let done = 0;
  for (const { start, end, by } of distinct) {
    if (start < done) return undefined;
    written += line.slice(done, start) + by;
    done = end;
  }
  return written + line.slice(done);
}
