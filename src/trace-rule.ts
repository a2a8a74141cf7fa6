// How a rule comes to its verdict about one subject: each of its expressions with the value of every part.
import type { Profile } from './model/policy.ts';
import type { Rule } from './model/rule.ts';
import type { Subject } from './model/subject.ts';
import type { Verdict } from './model/verdict.ts';
import type { Policies } from './policies.ts';
import { type TracedPart, traceExpression } from './rules/trace.ts';

export type { TracedPart } from './rules/trace.ts';

export interface TracedExpression {
  readonly key: 'where' | 'deny' | 'milder';
  readonly text: string;
  readonly parts: readonly TracedPart[];
}

export interface TraceContext {
  readonly subject: Subject;
  readonly verdict: Pick<Verdict, 'element'>;
  readonly profile: Profile;
  readonly policies: Policies;
}

/** Traces the expressions of a rule. What a rule about secrets reads is not shown. */
export async function traceRule(
  rule: Rule,
  { subject, verdict, profile, policies: { compiler } }: TraceContext,
): Promise<TracedExpression[]> {
  if (rule.secret === true) return [];
  const session = compiler.open(profile.policy);
  const scope = { subject: rule.subject, ...(rule.list === undefined ? {} : { list: rule.list }) };
  const place = /\[(\d+)\]$/.exec(verdict.element ?? '')?.[1];
  const around = { compiler, session, ...(place === undefined ? {} : { index: Number(place) }) };
  const traced: TracedExpression[] = [];
  for (const key of ['where', 'deny', 'milder'] as const) {
    const text = rule[key];
    if (text !== undefined) traced.push({ key, text, parts: await traceExpression({ text, scope }, subject, around) });
  }
  return traced;
}
