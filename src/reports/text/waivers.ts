// The exceptions in force, those that need a look, and the rules that are switched off: nothing is passed over in silence.
import type { Verdict, WaiverMark } from '../../model/verdict.ts';
import type { WaiverReport } from '../../model/waiver.ts';
import { compareNames, groupBy, worstRank } from '../ranking.ts';
import { widest } from '../text-layout.ts';
import { clip, visible } from '../visible-text.ts';
import { controlText, type Page, place, type Style, shownName } from './page.ts';
import { INDENT, layList, layParagraph, layVerdict } from './rows.ts';
import { nameSubjects } from './subject-names.ts';

const LONGEST_REASON = 400;

/** A waiver that somebody should look at. */
export function isDoubtful({ status, broad }: WaiverReport): boolean {
  return status !== 'active' || broad;
}

/** The verdicts that a waiver marks, with who granted it, why, and until when. */
export function waivedLines(page: Page): string[] {
  const waived = page.run.verdicts.filter(({ waiver }) => waiver !== undefined);
  if (waived.length === 0) return [];
  const groups = [
    ...groupBy(waived, ({ rule, waiver }) => JSON.stringify([rule, waiver?.reason, waiver?.owner, waiver?.until])),
  ];
  const sorted = groups
    .map(([, group]) => group)
    .sort((a, b) => worstRank(a) - worstRank(b) || compareNames(a[0]?.rule ?? '', b[0]?.rule ?? ''));
  const ruleWidth = widest(waived.map(({ rule }) => visible(rule)));
  return [
    page.paint('bold', `Waived (${waived.length})`),
    ...sorted.flatMap((group) => groupLines(page, group, ruleWidth)),
  ];
}

function groupLines(page: Page, verdicts: readonly Verdict[], ruleWidth: number): string[] {
  const [first] = verdicts;
  if (first?.waiver === undefined) return [];
  const row = {
    severity: first.severity,
    rule: first.rule,
    ruleWidth,
    names: nameSubjects(page, verdicts),
    right: controlText(page, first),
  };
  return [
    ...layVerdict(page, row),
    ...layParagraph(grant(first.waiver), { indent: INDENT, hang: 2, width: page.width }),
  ];
}

/** The waivers that are expired, mark nothing or cover too much. */
export function waiverLines(page: Page): string[] {
  const doubtful = page.run.waivers.filter(isDoubtful);
  if (doubtful.length === 0) return [];
  return [
    page.paint('bold', 'Waivers to renew, narrow or remove'),
    ...doubtful.flatMap((waiver) => stateLines(page, waiver)),
  ];
}

/** Every waiver with what became of it. */
export function allWaiverLines(page: Page): string[] {
  return page.run.waivers.flatMap((waiver) => stateLines(page, waiver));
}

function stateLines(page: Page, waiver: WaiverReport): string[] {
  const word = waiver.status === 'active' && waiver.broad ? 'broad' : waiver.status;
  const style = STYLES[word];
  const state = page.paint(style, word.padEnd(8));
  const subject = waiver.subject === undefined ? '' : ` for ${shownName(waiver.subject)}`;
  const effect = [
    EFFECTS[waiver.status](waiver.verdicts),
    ...(waiver.broad ? ['covers whatever comes: name the rule or the subject'] : []),
  ].join('; ');
  return [
    ...layParagraph(`${state}  ${page.paint('bold', visible(waiver.rule))}${subject}  ${place(waiver.at)}: ${effect}`, {
      indent: 4,
      hang: 10,
      width: page.width,
    }),
    ...layParagraph(grant(waiver), { indent: INDENT, hang: 2, width: page.width }),
  ];
}

/** The rules that the policy switched off. */
export function disabledLines(page: Page): string[] {
  const { disabledRules, profile } = page.run;
  if (disabledRules.length === 0) return [];
  const heading = page.paint('bold', `Switched off by the policy (profile ${shownName(profile.id)})`);
  return [
    ...layParagraph(heading, { indent: 0, hang: 4, width: page.width }),
    ...layList(disabledRules.map(visible), { indent: 4, width: page.width }),
  ];
}

const STYLES: Readonly<Record<WaiverReport['status'] | 'broad', Style>> = {
  active: 'green',
  expired: ['bold', 'red'],
  unused: 'yellow',
  refused: 'yellow',
  broad: 'yellow',
};

const EFFECTS: Readonly<Record<WaiverReport['status'], (verdicts: number) => string>> = {
  active: (verdicts) => `marks ${verdicts} verdict${verdicts === 1 ? '' : 's'}`,
  expired: () => 'no longer holds, what it covered counts again',
  unused: () => 'marks nothing in this run',
  refused: () => 'stands in code that is not trusted, so it marks nothing',
};

function grant({ reason, owner, until }: WaiverMark): string {
  const parts = [
    visible(clip(reason, LONGEST_REASON)),
    owner === undefined ? 'no owner' : `owner ${shownName(owner)}`,
    until === undefined ? 'no end date' : `until ${visible(until)}`,
  ];
  return parts.join('; ');
}
