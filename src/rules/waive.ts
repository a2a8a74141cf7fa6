// Marks verdicts that a waiver covers, and says of every waiver whether it still does anything.
import type { Rule } from '../model/rule.ts';
import type { TargetError } from '../model/run.ts';
import { markVerdict, type Verdict, type WaiverMark } from '../model/verdict.ts';
import type { Waiver, WaiverReport } from '../model/waiver.ts';
import { globMatcher } from '../parse/glob.ts';
import { didYouMean } from './did-you-mean.ts';
import { findInlineWaivers, type InlineWaiver } from './inline-waivers.ts';

export interface WaiveOptions {
  /** Texts of the scanned files by the path shown, in which inline waivers stand. */
  readonly texts: ReadonlyMap<string, string>;
  /** Waivers of the settings. */
  readonly waivers: readonly Waiver[];
  readonly rules: readonly Pick<Rule, 'id'>[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Whoever wrote the texts may not grant waivers: those in them are only listed. */
  readonly untrusted?: boolean;
}

export interface Waived {
  readonly verdicts: readonly Verdict[];
  readonly reports: readonly WaiverReport[];
  /** Waivers that cannot be honoured as written. */
  readonly problems: readonly TargetError[];
}

interface Candidate {
  readonly waiver: Waiver;
  /** Why it marks nothing; absent where it may. */
  readonly void?: 'expired' | 'refused';
  readonly covers: (verdict: Verdict) => boolean;
}

/**
 * Marks failed and unknown verdicts with the first waiver that covers them: those of the settings in their order, then inline ones by place.
 * The day of `until` still counts. An expired waiver marks nothing, nor does one of code that is not trusted.
 */
export function waive(
  verdicts: readonly Verdict[],
  { texts, waivers, rules, today, untrusted = false }: WaiveOptions,
): Waived {
  const ruleIds = new Set(rules.map((rule) => rule.id));
  const inline = findInlineWaivers(texts, ruleIds);
  const problems = [...inline.problems, ...waivers.flatMap((waiver) => unknownRule(waiver, ruleIds))];
  const expired = ({ until }: Waiver) => (until !== undefined && until < today ? ({ void: 'expired' } as const) : {});
  const candidates: Candidate[] = [
    ...waivers.map((waiver) => ({ waiver, ...expired(waiver), covers: configMatcher(waiver) })),
    ...inline.waivers.map((waiver) => ({
      waiver,
      ...(untrusted ? ({ void: 'refused' } as const) : expired(waiver)),
      covers: inlineMatcher(waiver),
    })),
  ];
  if (candidates.length === 0) return { verdicts, reports: [], problems };

  const counts = new Map<Candidate, number>();
  const marked = verdicts.map((verdict) => {
    if (verdict.outcome === 'pass') return verdict;
    const covering = candidates.filter((candidate) => candidate.void === undefined && candidate.covers(verdict));
    for (const candidate of covering) counts.set(candidate, (counts.get(candidate) ?? 0) + 1);
    return covering[0] === undefined ? verdict : markVerdict(verdict, { waiver: markOf(covering[0].waiver) });
  });
  const reports = candidates.map((candidate) => reportOf(candidate, counts.get(candidate) ?? 0));
  return { verdicts: marked, reports, problems };
}

function configMatcher({ rule, subject }: Waiver): (verdict: Verdict) => boolean {
  const coversRule = nameMatcher(rule);
  const coversSubject = subject === undefined ? undefined : globMatcher(subject);
  return (verdict) => {
    if (!coversRule(verdict.rule)) return false;
    if (coversSubject === undefined) return true;
    const { id, name } = verdict.subject;
    return coversSubject(`${verdict.target}/${id}`) || coversSubject(id) || coversSubject(name);
  };
}

/** Rule names are compared whole, so that the waiver of a built-in rule does not cover a rule of an organisation that ends alike. */
function nameMatcher(glob: string): (name: string) => boolean {
  if (!/[*?]/.test(glob)) return (name) => name === glob;
  const matches = globMatcher(glob);
  return (name) => matches(name) && (glob.includes('/') || glob === '*' || !name.includes('/'));
}

function inlineMatcher({ rule, at, lines }: InlineWaiver): (verdict: Verdict) => boolean {
  return (verdict) =>
    verdict.rule === rule && verdict.location.file === at.file && lines.includes(verdict.location.startLine);
}

function markOf({ reason, owner, until }: Waiver): WaiverMark {
  return { reason, ...(owner === undefined ? {} : { owner }), ...(until === undefined ? {} : { until }) };
}

function reportOf({ waiver, void: fault }: Candidate, verdicts: number): WaiverReport {
  const { rule, subject, kind, at } = waiver;
  const status = fault ?? (verdicts > 0 ? 'active' : 'unused');
  return {
    rule,
    ...(subject === undefined ? {} : { subject }),
    ...markOf(waiver),
    kind,
    at,
    status,
    broad: isBroad(waiver),
    verdicts,
  };
}

/** A waiver should name a rule or a subject: one that names neither hides what nobody has looked at. */
function isBroad({ rule, subject, kind }: Waiver): boolean {
  const coversAll = /^[*?]+$/;
  if (kind === 'inline') return false;
  return coversAll.test(rule) || (/[*?]/.test(rule) && (subject === undefined || coversAll.test(subject)));
}

function unknownRule({ rule, at }: Waiver, ruleIds: ReadonlySet<string>): TargetError[] {
  const covers = nameMatcher(rule);
  if ([...ruleIds].some(covers)) return [];
  const message = `waiver for unknown rule \`${rule}\`${didYouMean(rule, ruleIds)}`;
  return [{ message, location: at }];
}
