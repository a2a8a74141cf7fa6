// Judges subjects by rules: every rule on every subject of its kind, one verdict each, or one per element of a list.
import type { Origin } from '../model/location.ts';
import type { Profile } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import type { TargetFacts } from '../model/run.ts';
import type { Subject, SubjectKind } from '../model/subject.ts';
import { subjects as kinds } from '../model/subjects.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Answer, Compiler } from './compiler.ts';
import { identify } from './fingerprint.ts';
import { type JudgedElement, JudgedVerdict, type Opinion } from './judged-verdict.ts';
import { missingFact } from './missing.ts';
import { elementPath, placeOf } from './place.ts';
import { answerOf, applies, makeReady, overrideOf, type ReadyRule, severityOf, together } from './ready-rule.ts';

export interface JudgeOptions {
  readonly profile: Profile;
  readonly compiler: Compiler;
}

/** A subject on its way through the rules. */
interface Case {
  readonly subject: Subject;
  /** The elements of its lists, named once for all rules. */
  elements?: Map<string, readonly JudgedElement[]>;
  readonly opinions: Opinion[];
}

/** Judges one target; the verdicts come by subject, rule and element. */
export type JudgeTarget = (target: Pick<TargetFacts, 'id' | 'subjects'>) => Verdict[];

/**
 * Judges every target by every rule that the profile leaves on. The verdicts come in a fixed order, by target, subject, rule and element,
 * whatever the order of rules and targets; a rule or a subject given twice counts once.
 */
export function judge(rules: readonly Rule[], targets: readonly TargetFacts[], options: JudgeOptions): Verdict[] {
  const judgeTarget = openJudge(rules, options);
  return [...targets].sort((a, b) => compare(a.id, b.id)).flatMap(judgeTarget);
}

/** Prepares the rules that the profile leaves on, for one target after another. Verdicts hold nothing of the facts. */
export function openJudge(rules: readonly Rule[], { profile, compiler }: JudgeOptions): JudgeTarget {
  const session = compiler.open(profile.policy);
  const inForce = uniqueById(rules).filter((rule) => overrideOf(profile, rule.id)?.enabled !== false);
  const ready = new Map<SubjectKind, (subject: Subject) => readonly ReadyRule[]>();
  const readyFor = (subject: Subject): readonly ReadyRule[] => {
    const { kind } = subject;
    const ofKind = () =>
      chooser(
        kind,
        inForce.filter((rule) => rule.subject === kind).map((rule) => makeReady(rule, profile, session)),
      );
    const choose = ready.get(kind) ?? ofKind();
    ready.set(kind, choose);
    return choose(subject);
  };
  const opinionsOf = rememberOpinions((subject) => {
    const one: Case = { subject, opinions: [] };
    for (const rule of readyFor(subject)) judgeSubject(rule, one);
    return one.opinions;
  });
  return ({ id: target, subjects }) => {
    const into: Verdict[] = [];
    let previous: Subject | undefined;
    let twin = 0;
    for (const subject of [...new Set(subjects)].sort(compareSubjects)) {
      twin = previous?.kind === subject.kind && previous.id === subject.id ? twin + 1 : 0;
      previous = subject;
      const opinions = opinionsOf(subject);
      if (opinions.length === 0) continue;
      const named = { kind: subject.kind, id: subject.id, name: subject.name };
      const judged = { target, named, identity: identify(target, named, twin) };
      const declared = { at: subject.declared };
      // Where a small part is clean, that it stands there is enough.
      const isPart = kinds[subject.kind].part === true;
      for (const opinion of opinions) {
        const place = isPart && opinion.answer === false ? undefined : placeOfOpinion(opinion, subject);
        into.push(new JudgedVerdict(opinion, judged, place ?? declared));
      }
    }
    return into;
  };
}

/** Subjects that occur again share their facts, and what the rules say of these is asked once; only the places differ. */
function rememberOpinions(ask: (subject: Subject) => readonly Opinion[]): (subject: Subject) => readonly Opinion[] {
  const known = new WeakMap<Subject['facts'], readonly Opinion[]>();
  return (subject) => {
    if (kinds[subject.kind].recurs !== true) return ask(subject);
    const opinions = known.get(subject.facts) ?? ask(subject);
    known.set(subject.facts, opinions);
    return opinions;
  };
}

/** Chooses the rules that may apply to a subject of a kind, in their order. */
function chooser(kind: SubjectKind, rules: readonly ReadyRule[]): (subject: Subject) => readonly ReadyRule[] {
  const { sortedBy } = kinds[kind];
  if (sortedBy === undefined) return () => rules;
  const keys = new Set(rules.flatMap((rule) => [...(rule.keys ?? [])]));
  const others = rules.filter((rule) => rule.keys === undefined);
  const byKey = new Map([...keys].map((key) => [key, rules.filter((rule) => rule.keys?.has(key) !== false)]));
  return ({ facts }) => {
    const key = (facts as Readonly<Record<string, unknown>>)[sortedBy];
    return typeof key === 'string' ? (byKey.get(key) ?? others) : rules;
  };
}

function judgeSubject(ready: ReadyRule, one: Case): void {
  const { list } = ready.rule;
  if (list !== undefined) {
    judgeElements(ready, list, one);
    return;
  }
  const answer = answerOf(ready, one.subject);
  if (answer !== undefined) addOpinion(ready, one, answer);
}

function judgeElements(ready: ReadyRule, list: string, one: Case): void {
  const { subject } = one;
  const elements = elementsOf(one, list);
  if (elements === undefined) {
    const answer = answerOf(ready, subject, 'any');
    // Even an element that is surely denied is not known to be there.
    if (answer === false) addOpinion(ready, one, false, undefined, list);
    else if (answer !== undefined)
      addOpinion(ready, one, together([missingFact(subject, list)], answer), undefined, list);
    return;
  }
  const isPart = kinds[subject.kind].part === true;
  if (isPart && elements.length === 0) return;
  let judged = 0;
  for (const element of elements) {
    const { path, index, value } = element;
    const answer = answerOf(ready, subject, value === undefined ? 'any' : index);
    if (answer === undefined) continue;
    judged += 1;
    addOpinion(ready, one, value === undefined ? nameElement(answer, subject, list, path) : answer, element);
  }
  // A subject without any such element is clean, unless the rule is not about subjects like it at all.
  if (judged === 0 && !isPart && applies(ready, subject, 'any') !== false) addOpinion(ready, one, false);
}

/** `list` is the path of a list that is absent. */
function addOpinion(ready: ReadyRule, one: Case, answer: Answer, element?: JudgedElement, list?: string): void {
  if (answer === false && element === undefined && list === undefined) {
    one.opinions.push(ready.clean);
    return;
  }
  const { subject } = one;
  const severity = answer === false ? ready.severity : severityOf(ready, subject, element?.index);
  const message = answer === true ? ready.message(subject, element?.value) : undefined;
  one.opinions.push({ rule: ready.rule, severity, answer, message, pointer: ready.pointer, element, list });
}

/** The place of a verdict, if it is another than the declaration of the subject. */
function placeOfOpinion({ pointer, element, list }: Opinion, subject: Subject): Origin | undefined {
  return placeOf(pointer, subject, element?.path ?? list);
}

/** An unknown element of a list that is known otherwise goes by its own path. */
function nameElement(answer: Answer, subject: Subject, list: string, path: string): Answer {
  if (typeof answer === 'boolean') return answer;
  return answer.map((missing) => (missing.fact === `${subject.kind}.${list}` ? missingFact(subject, path) : missing));
}

const NO_ELEMENTS: readonly JudgedElement[] = [];

function elementsOf(one: Case, list: string): readonly JudgedElement[] | undefined {
  const values: unknown = (one.subject.facts as Readonly<Record<string, unknown>>)[list];
  if (!Array.isArray(values)) return undefined;
  if (values.length === 0) return NO_ELEMENTS;
  one.elements ??= new Map();
  const known = one.elements.get(list);
  if (known !== undefined) return known;
  const named = values.map((value: unknown, index) => ({ path: elementPath(list, index), list, values, index, value }));
  one.elements.set(list, named);
  return named;
}

function uniqueById(rules: readonly Rule[]): Rule[] {
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()].sort((a, b) => compare(a.id, b.id));
}

function compareSubjects(a: Subject, b: Subject): number {
  return (
    compare(a.kind, b.kind) ||
    compare(a.id, b.id) ||
    compare(a.declared.file, b.declared.file) ||
    a.declared.startLine - b.declared.startLine
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
