// What could not be told, grouped by the evidence that is missing: a reason is said once, with every rule and subject it concerns.
import type { Verdict } from '../../model/verdict.ts';
import { compareNames, groupBy, rank, worstRank } from '../ranking.ts';
import { widest } from '../text-layout.ts';
import { clip, visible } from '../visible-text.ts';
import { controlText, type Page } from './page.ts';
import { layParagraph, layVerdict } from './rows.ts';
import { nameSubjects } from './subject-names.ts';

const LONGEST_REASON = 400;

/** The unknown verdicts that no waiver marks. */
export function unknownLines(page: Page): string[] {
  const unknown = page.run.verdicts.filter(({ outcome, waiver }) => outcome === 'unknown' && waiver === undefined);
  if (unknown.length === 0) return [];
  const groups = [
    ...groupBy(unknown, ({ missing = [] }) =>
      missing.length === 1 ? (missing[0]?.reason ?? '') : join(missing.map(({ reason }) => reason)),
    ),
  ];
  const sorted = groups.sort(([a, x], [b, y]) => worstRank(x) - worstRank(y) || compareNames(a, b));
  return [
    page.paint('bold', `Cannot tell (${unknown.length})`),
    ...sorted.flatMap(([reason, verdicts]) => reasonLines(page, reason, verdicts)),
  ];
}

function reasonLines(page: Page, reason: string, verdicts: readonly Verdict[]): string[] {
  const said = reason === '' ? (verdicts[0]?.message ?? '') : reason;
  const hints = new Set<string>();
  for (const { missing = [] } of verdicts) for (const { hint } of missing) if (hint !== undefined) hints.add(hint);
  const hint = [...hints].join('; ');
  const byRule = [...groupBy(verdicts, ({ rule }) => rule)].sort(
    ([a, x], [b, y]) => worstRank(x) - worstRank(y) || compareNames(a, b),
  );
  const ruleWidth = widest(byRule.map(([rule]) => visible(rule)));
  return [
    ...layParagraph(shown(said), { indent: 2, hang: 2, width: page.width }),
    ...byRule.flatMap(([rule, own]) => ruleLines(page, rule, own, ruleWidth)),
    ...(hint === '' ? [] : layHint(page, hint)),
  ];
}

function ruleLines(page: Page, rule: string, verdicts: readonly Verdict[], ruleWidth: number): string[] {
  const worst = worstRank(verdicts);
  const first = verdicts.find(({ severity }) => rank(severity) === worst);
  if (first === undefined) return [];
  return layVerdict(page, {
    severity: first.severity,
    rule,
    ruleWidth,
    names: nameSubjects(page, verdicts),
    right: controlText(page, first),
  });
}

function layHint(page: Page, hint: string): string[] {
  return layParagraph(`${page.paint('green', 'to know:')} ${shown(hint)}`, { indent: 4, hang: 2, width: page.width });
}

function join(texts: readonly string[]): string {
  return [...new Set(texts)].join('; ');
}

function shown(text: string): string {
  return clip(visible(clip(text, 2 * LONGEST_REASON)), LONGEST_REASON);
}
