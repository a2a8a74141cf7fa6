// From the verdicts of a scan to its result: waivers, baseline, controls, decision and the numbers that reports show.
import type { SourceFiles } from './inputs/files.ts';
import type { Baseline } from './model/baseline.ts';
import type { ControlResult } from './model/control.ts';
import type { SubjectEvidence } from './model/risk.ts';
import type { JudgedTarget, NotRead, Run, TargetError, TargetResult } from './model/run.ts';
import type { Verdict } from './model/verdict.ts';
import { chooseFrameworks, type Policies, type Profiles } from './policies.ts';
import { joinEvidence, type TargetEvidence } from './rules/assessed.ts';
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
  /** Names to be taken for mended. */
  readonly whatIf: readonly string[];
  /** Told when a phase ends. */
  readonly onPhase: ((phase: string) => void) | undefined;
}

/** A target with what its rules and the threat model found out about it. */
export interface SettledTarget extends JudgedTarget {
  readonly verdicts: readonly Verdict[];
  /** What the threat model asked of its containers and images, where there is a model. */
  readonly evidence: TargetEvidence | undefined;
}

/** Everything after the judging is a pure function of the verdicts. */
export function concludeRun(read: readonly SettledTarget[], context: Conclusion): Run {
  const sorted = [...read].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const judged = sorted.flatMap((target) => target.verdicts);
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

  let byTarget: ReadonlyMap<string, readonly Verdict[]> | undefined;
  const results = targets.map((target) =>
    describeTarget(target, profiles, () => {
      byTarget ??= groupByTarget(verdicts);
      return controlsOf(byTarget.get(target.id) ?? [], target.errors.length > 0);
    }),
  );
  const controls = controlsOf(
    verdicts,
    targets.some((target) => target.errors.length > 0),
  );
  const gates = gatesOf(results, profiles);
  const summary = summarise(results, verdicts, frameworks, controls);
  context.onPhase?.('rules');
  const risks = scoreRisks(joinEvidence(sorted.flatMap(({ evidence }) => evidence ?? [])), context);
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
function scoreRisks(
  evidence: readonly SubjectEvidence[],
  { policies, whatIf: names, onPhase }: Conclusion,
): Pick<Run, 'risks' | 'recommendations' | 'whatIf'> {
  const model = policies.threatModel;
  if (model === undefined) return {};
  const scorer = openScorer(model);
  const risks = evidence.map(scorer.score);
  onPhase?.('risk');
  const asked = names.length === 0 ? {} : { whatIf: { names, subjects: whatIf(model, evidence, risks, names) } };
  const recommendations = recommend(model, evidence, risks, policies.rules, scorer);
  return { risks: [...risks].sort(compareRisks), recommendations, ...asked };
}

function groupByTarget(verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const group = groups.get(verdict.target);
    if (group === undefined) groups.set(verdict.target, [verdict]);
    else group.push(verdict);
  }
  return groups;
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

function compare(verdicts: readonly Verdict[], targets: readonly SettledTarget[], { baseline, files }: Conclusion) {
  if (baseline === undefined) return { verdicts, comparison: undefined };
  const examined = new Set(targets.filter(({ errors }) => errors.length === 0).map(({ id }) => id));
  const isGone = (target: string) => !files.exists(target.slice(target.indexOf(':') + 1));
  return compareBaseline({ verdicts, examined, isGone }, baseline);
}

/** A waiver that cannot be honoured as written is an error of the target in whose file it stands, else of the first. */
function addProblems(targets: readonly SettledTarget[], problems: readonly TargetError[]): readonly SettledTarget[] {
  const owner = (problem: TargetError) => {
    const file = problem.location?.file;
    const holds = (target: SettledTarget) =>
      target.file === file || target.subjects.some((subject) => subject.declared?.file === file);
    return targets.find(holds) ?? targets[0];
  };
  if (problems.length === 0) return targets;
  return targets.map((target) => {
    const own = problems.filter((problem) => owner(problem) === target);
    return own.length === 0 ? target : { ...target, errors: [...target.errors, ...own] };
  });
}

/** Describes a target. Its controls are judged when they are asked for: most reports show those of the run. */
function describeTarget(
  { verdicts: _verdicts, evidence: _evidence, ...rest }: SettledTarget,
  profiles: Profiles,
  judge: () => readonly ControlResult[],
): TargetResult {
  const profile = profiles.of(rest.file ?? rest.name);
  let controls: TargetResult['controls'] | undefined;
  return {
    ...rest,
    ...(profile === profiles.main ? {} : { profile: profile.id }),
    get controls() {
      controls ??= judge().map(({ framework, id, status }) => ({ framework, id, status }));
      return controls;
    },
  };
}
