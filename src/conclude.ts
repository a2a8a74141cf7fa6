// From the verdicts of a scan to its result: waivers, baseline, controls, decision and the numbers that reports show.
import type { SourceFiles } from './inputs/files.ts';
import type { Baseline } from './model/baseline.ts';
import type { ControlResult } from './model/control.ts';
import type { SubjectEvidence } from './model/risk.ts';
import type { NotRead, Run, TargetError, TargetFacts, TargetResult } from './model/run.ts';
import type { Subject } from './model/subject.ts';
import type { Verdict } from './model/verdict.ts';
import { chooseFrameworks, type Policies, type Profiles } from './policies.ts';
import { waive } from './rules/waive.ts';
import { compareBaseline } from './score/baseline.ts';
import { judgeControls } from './score/controls.ts';
import { decide, findBlocking, type Gate } from './score/decide.ts';
import { recommend } from './score/recommend.ts';
import { compareRisks, openScorer } from './score/risk.ts';
import { summarise } from './score/summarise.ts';
import { whatIf } from './score/what-if.ts';
import type { Settings } from './settings.ts';

export interface Conclusion {
  readonly settings: Settings;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly tool: Run['tool'];
  readonly policies: Policies;
  readonly profiles: Profiles;
  readonly files: SourceFiles;
  readonly notRead: readonly NotRead[];
  readonly baseline: Baseline | undefined;
  /** Whoever wrote the files may not grant waivers in them. */
  readonly untrusted: boolean;
  /** What the threat model asked of every container and image. */
  readonly evidence: readonly SubjectEvidence[];
  /** Names to be taken for mended. */
  readonly whatIf: readonly string[];
  /** Told when a phase ends. */
  readonly onPhase: ((phase: string) => void) | undefined;
}

/** Everything after the judging is a pure function of the verdicts. */
export function concludeRun(read: readonly TargetFacts[], judged: readonly Verdict[], context: Conclusion): Run {
  const { settings, today, policies, profiles, files, untrusted } = context;
  const { texts } = files;
  const waived = waive(judged, { texts, waivers: settings.waivers, rules: policies.rules, today, untrusted });
  const targets = addProblems(read, waived.problems);
  const compared = compare(waived.verdicts, targets, context);
  const { verdicts } = compared;
  const frameworks = chooseFrameworks(settings, policies);
  const off = new Set(
    profiles.all.flatMap(({ rules }) => Object.keys(rules).filter((id) => rules[id]?.enabled === false)),
  );
  const disabledRules = policies.rules.map((rule) => rule.id).filter((id) => off.has(id));
  const controlsOf = (own: readonly Verdict[], incomplete: boolean) =>
    judgeControls(frameworks, { verdicts: own, disabledRules, incomplete });

  const byTarget = new Map<string, Verdict[]>(targets.map(({ id }) => [id, []]));
  for (const verdict of verdicts) byTarget.get(verdict.target)?.push(verdict);
  const results = targets.map((target) =>
    describeTarget(target, profiles, () => controlsOf(byTarget.get(target.id) ?? [], target.errors.length > 0)),
  );
  const controls = controlsOf(
    verdicts,
    targets.some((target) => target.errors.length > 0),
  );
  const gates = gatesOf(results, profiles);
  const summary = summarise(results, verdicts, frameworks, controls);
  context.onPhase?.('rules');
  const risks = scoreRisks(context);
  context.onPhase?.('recommendations');
  return {
    tool: context.tool,
    profile: profiles.main,
    rules: policies.rules.filter((rule) => !disabledRules.includes(rule.id)),
    disabledRules,
    frameworks,
    targets: results,
    notRead: context.notRead,
    verdicts,
    controls,
    waivers: waived.reports,
    ...risks,
    ...(compared.comparison === undefined ? {} : { baseline: compared.comparison }),
    blocking: findBlocking(verdicts, gates),
    decision: decide(verdicts, { ...gates, errors: summary.errors }),
    summary,
    sources: files.texts,
  };
}

/** Risks and what would remove them, where there is a model of threats. */
function scoreRisks({
  policies,
  evidence,
  whatIf: names,
  onPhase,
}: Conclusion): Pick<Run, 'risks' | 'recommendations' | 'whatIf'> {
  const model = policies.threatModel;
  if (model === undefined) return {};
  const scorer = openScorer(model);
  const risks = evidence.map(scorer.score);
  onPhase?.('risk');
  const asked = names.length === 0 ? {} : { whatIf: { names, subjects: whatIf(model, evidence, risks, names) } };
  const recommendations = recommend(model, evidence, risks, policies.rules, scorer);
  return { risks: [...risks].sort(compareRisks), recommendations, ...asked };
}

/** The gate of the run and those of targets with a profile of their own. */
function gatesOf(
  targets: readonly Pick<TargetResult, 'id' | 'profile'>[],
  { main, all }: Profiles,
): { readonly gate: Gate; readonly byTarget: ReadonlyMap<string, Gate> } {
  const byTarget = new Map<string, Gate>();
  for (const { id, profile } of targets) {
    const own = all.find((known) => known.id === profile);
    if (own !== undefined) byTarget.set(id, gateOf(own));
  }
  return { gate: gateOf(main), byTarget };
}

function gateOf({ id, enforcement, failOn }: Profiles['main']): Gate {
  return { profile: id, enforcement, failOn };
}

function compare(verdicts: readonly Verdict[], targets: readonly TargetFacts[], { baseline, files }: Conclusion) {
  if (baseline === undefined) return { verdicts, comparison: undefined };
  const examined = new Set(targets.filter(({ errors }) => errors.length === 0).map(({ id }) => id));
  const isGone = (target: string) => !files.exists(target.slice(target.indexOf(':') + 1));
  return compareBaseline({ verdicts, examined, isGone }, baseline);
}

/** A waiver that cannot be honoured as written is an error of the target in whose file it stands, else of the first. */
function addProblems(targets: readonly TargetFacts[], problems: readonly TargetError[]): readonly TargetFacts[] {
  const owner = (problem: TargetError) => {
    const file = problem.location?.file;
    const holds = (target: TargetFacts) =>
      target.file === file || target.subjects.some((subject) => subject.declared.file === file);
    return targets.find(holds) ?? targets[0];
  };
  if (problems.length === 0) return targets;
  return targets.map((target) => {
    const own = problems.filter((problem) => owner(problem) === target);
    return own.length === 0 ? target : { ...target, errors: [...target.errors, ...own] };
  });
}

/** Describes a target. Its controls are judged when they are asked for: most reports show those of the run. */
function describeTarget(target: TargetFacts, profiles: Profiles, judge: () => readonly ControlResult[]): TargetResult {
  const { subjects, ...rest } = target;
  const profile = profiles.of(target.file ?? target.name);
  let controls: TargetResult['controls'] | undefined;
  return {
    ...rest,
    ...(profile === profiles.main ? {} : { profile: profile.id }),
    subjects: subjects.map((subject) => ({
      kind: subject.kind,
      id: subject.id,
      name: subject.name,
      ...(subject.owner === undefined ? {} : { owner: subject.owner }),
      ...imageOf(subject),
      declared: subject.declared,
    })),
    get controls() {
      controls ??= judge().map(({ framework, id, status }) => ({ framework, id, status }));
      return controls;
    },
  };
}

/** The image that a subject starts from, where it is known. */
function imageOf(subject: Subject): { readonly image?: string } {
  const image = nameOfImage(subject);
  return image === undefined ? {} : { image };
}

function nameOfImage(subject: Subject): string | undefined {
  switch (subject.kind) {
    case 'container':
      return subject.facts.image;
    case 'stage':
      return subject.facts.base;
    case 'smoke':
      // A run that is no service is called by its image.
      return subject.facts.image === subject.name ? undefined : subject.facts.image;
    default:
      return undefined;
  }
}
