// The pipeline, readable as a table of contents: inputs -> facts -> rules -> verdicts -> controls -> decision.
import { type SourceFiles, sourceFiles } from './inputs/files.ts';
import type { ControlResult } from './model/control.ts';
import type { Logger } from './model/log.ts';
import type { Profile } from './model/policy.ts';
import type { NotRead, Run, TargetError, TargetFacts, TargetResult } from './model/run.ts';
import type { Subject } from './model/subject.ts';
import type { Verdict } from './model/verdict.ts';
import { chooseFrameworks, chooseProfile, loadPolicies, type Policies } from './policies.ts';
import { type ReadOptions, readTargets } from './read-targets.ts';
import { openJudge } from './rules/judge.ts';
import { waive } from './rules/waive.ts';
import { judgeControls } from './score/controls.ts';
import { decide } from './score/decide.ts';
import { summarise } from './score/summarise.ts';
import type { Settings } from './settings.ts';
import { resolveTargets } from './target.ts';

/** What a shell lends to a scan: nothing below reads the process. */
export interface World {
  readonly cwd: string;
  /** Folder that holds policies/. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  /** YYYY-MM-DD, for waivers. */
  readonly today: string;
  /** What reports say of this tool. */
  readonly tool: Run['tool'];
  readonly log: Logger;
  /** Told when a phase ends. */
  readonly onPhase?: (phase: string) => void;
}

/** Scans every target of the settings and judges what it finds. */
export async function scan(settings: Settings, world: World): Promise<Run> {
  const files = sourceFiles(world.cwd);
  const unreadable: TargetFacts[] = [];
  const notRead: NotRead[] = [];
  const targets = resolveTargets(settings.targets, {
    cwd: world.cwd,
    onNotRead: (found) => notRead.push(...found),
    exclude: settings.exclude,
    files,
    onUnreadable: (directory, reason) => unreadable.push(describeUnreadable(directory, reason)),
  });
  world.onPhase?.('search');
  const policies = await loadPolicies(settings, world);
  const profile = await chooseProfile(settings, policies, world.cwd);
  world.onPhase?.('policies');
  const judgeTarget = openJudge(policies.rules, { profile, compiler: policies.compiler });
  const verdicts = new Map<TargetFacts['subjects'], readonly Verdict[]>();
  // A target is judged as soon as it has been read, so that the facts of one need not be kept for the others.
  const settle = (facts: TargetFacts): TargetFacts => {
    world.onPhase?.('inputs');
    const subjects = facts.subjects.map(nameSubject);
    verdicts.set(subjects, judgeTarget(facts));
    world.onPhase?.('rules');
    return { ...facts, subjects };
  };
  const read = [...unreadable, ...(await readTargets(targets, { ...readOptions(settings, world, files), settle }))];
  world.onPhase?.('inputs');
  const judged = [...read]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .flatMap(({ subjects }) => verdicts.get(subjects) ?? []);
  const run = concludeRun(read, judged, { settings, world, policies, profile, files, notRead });
  world.onPhase?.('rules');
  return run;
}

/** What inputs are told of the settings and of the world. */
export function readOptions(
  settings: Settings,
  world: Pick<World, 'cwd' | 'environment' | 'log'>,
  files: SourceFiles,
): ReadOptions {
  return {
    cwd: world.cwd,
    files,
    environment: settings.lendEnvironment ? world.environment : {},
    envFiles: settings.envFiles,
    composeProfiles: settings.composeProfiles,
    buildArgs: settings.buildArgs,
    buildTarget: settings.buildTarget,
    exclude: settings.exclude,
    log: world.log,
  };
}

/** A directory that may not be searched is a target with an error: what it holds was not examined. */
function describeUnreadable(directory: string, reason: string): TargetFacts {
  const errors = [{ message: `${directory} cannot be searched: ${reason}` }];
  return { id: `directory:${directory}`, kind: 'directory', name: directory, subjects: [], errors, notices: [] };
}

interface JudgeContext {
  readonly settings: Settings;
  readonly world: World;
  readonly policies: Policies;
  readonly profile: Profile;
  readonly files: SourceFiles;
  readonly notRead: readonly NotRead[];
}

/** Everything after the judging is a pure function of the verdicts. */
function concludeRun(
  read: readonly TargetFacts[],
  judged: readonly Verdict[],
  { settings, world, policies, profile, files, notRead }: JudgeContext,
): Run {
  const waived = waive(judged, {
    texts: files.texts,
    waivers: settings.waivers,
    rules: policies.rules,
    today: world.today,
  });
  const targets = addProblems(read, waived.problems);
  const frameworks = chooseFrameworks(settings, policies);
  const disabledRules = policies.rules.map((rule) => rule.id).filter((id) => profile.rules[id]?.enabled === false);
  const controlsOf = (verdicts: readonly Verdict[], incomplete: boolean) =>
    judgeControls(frameworks, { verdicts, disabledRules, incomplete });

  const byTarget = new Map<string, Verdict[]>(targets.map(({ id }) => [id, []]));
  for (const verdict of waived.verdicts) byTarget.get(verdict.target)?.push(verdict);
  const results = targets.map((target) =>
    describeTarget(target, controlsOf(byTarget.get(target.id) ?? [], target.errors.length > 0)),
  );
  const controls = controlsOf(
    waived.verdicts,
    targets.some((target) => target.errors.length > 0),
  );
  const summary = summarise(results, waived.verdicts, frameworks, controls);
  const { id, enforcement, failOn } = profile;
  return {
    tool: world.tool,
    profile,
    rules: policies.rules.filter((rule) => !disabledRules.includes(rule.id)),
    disabledRules,
    frameworks,
    targets: results,
    notRead,
    verdicts: waived.verdicts,
    controls,
    waivers: waived.reports,
    decision: decide(waived.verdicts, { profile: id, enforcement, failOn, errors: summary.errors }),
    summary,
    sources: files.texts,
  };
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

function describeTarget(target: TargetFacts, controls: readonly ControlResult[]): TargetResult {
  const { subjects, ...rest } = target;
  return {
    ...rest,
    subjects: subjects.map((subject) => ({
      kind: subject.kind,
      id: subject.id,
      name: subject.name,
      ...(subject.owner === undefined ? {} : { owner: subject.owner }),
      ...imageOf(subject),
      declared: subject.declared,
    })),
    controls: controls.map(({ framework, id, status }) => ({ framework, id, status })),
  };
}

/** What is kept of a subject once it has been judged: its name, its place, and the image it starts from. */
function nameSubject(subject: Subject): Subject {
  const { id, name, declared, owner } = subject;
  const kept = { id, name, declared, ...(owner === undefined ? {} : { owner }), origins: {}, absences: {} };
  switch (subject.kind) {
    case 'container': {
      const { image } = subject.facts;
      return { ...kept, kind: 'container', facts: image === undefined ? {} : { image } };
    }
    case 'stage': {
      const { base } = subject.facts;
      return { ...kept, kind: 'stage', facts: base === undefined ? {} : { base } };
    }
    default:
      return { ...kept, kind: subject.kind, facts: {} };
  }
}

/** The image that a subject starts from, where it is known. */
function imageOf(subject: Subject): { readonly image?: string } {
  const image =
    subject.kind === 'container' ? subject.facts.image : subject.kind === 'stage' ? subject.facts.base : undefined;
  return image === undefined ? {} : { image };
}
