// The pipeline, readable as a table of contents: inputs -> facts -> rules -> verdicts -> conclusion.
import { concludeRun, type SettledTarget } from './conclude.ts';
import { type SourceFiles, sourceFiles } from './inputs/files.ts';
import type { Baseline } from './model/baseline.ts';
import type { Connections } from './model/connections.ts';
import type { Logger } from './model/log.ts';
import type { Profile } from './model/policy.ts';
import type { JudgedTarget, NotRead, Run, TargetFacts } from './model/run.ts';
import type { Subject } from './model/subject.ts';
import { chooseProfiles, loadPolicies, type Policies, type Profiles } from './policies.ts';
import { type ReadOptions, settleTargets } from './read-targets.ts';
import { openAssessor } from './rules/assess.ts';
import { openJudge } from './rules/judge.ts';
import type { Settings } from './settings.ts';
import { resolveTargets } from './target.ts';
import { wantedFiles } from './wanted-files.ts';
import { checkWhatIf } from './what-if.ts';

/** What a shell lends to a scan: nothing below reads the process. */
export interface World {
  readonly cwd: string;
  /** Folder that holds policies/. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  /** YYYY-MM-DD, for waivers. */
  readonly today: string;
  /** Directory whose `.seaworthy` holds the organisation's policy; the working directory when absent. */
  readonly policyRoot?: string;
  /** Directory that no path of a scanned file may lead out of, and no waiver in one counts; absent where whoever wrote them is trusted. */
  readonly confinedTo?: string;
  /** What was found before; only what is not among it counts for the gate. */
  readonly baseline?: Baseline;
  /** Settings, rules and controls to be taken for mended: the run tells what the risk would be then. */
  readonly whatIf?: readonly string[];
  /** Engine, registries and cache, each opened only when a target needs it. */
  readonly connections: Connections;
  /** Told of the facts of every target before they are dropped. */
  readonly onFacts?: (facts: TargetFacts) => void;
  /** Lent the files of every image whose layers are read, by the id of the image. */
  readonly onTree?: ReadOptions['images']['onTree'];
  /** Asked once everything is judged: the targets it answers with are judged too, and belong to the same run. */
  readonly follow?: (judged: Run) => Promise<readonly TargetFacts[]>;
  /** What reports say of this tool. */
  readonly tool: Run['tool'];
  readonly log: Logger;
  /** Told when a phase ends. */
  readonly onPhase?: (phase: string) => void;
}

/** Loads the rules that the settings name, and the profiles by which they judge. */
export async function choosePolicies(
  settings: Settings,
  { root, cwd, policyRoot = cwd }: Pick<World, 'root' | 'cwd' | 'policyRoot'>,
): Promise<{ readonly policies: Policies; readonly profiles: Profiles }> {
  const policies = await loadPolicies({ ...settings, patternsLater: true }, { root, cwd: policyRoot });
  return { policies, profiles: await chooseProfiles(settings, policies, policyRoot) };
}

/** Scans every target of the settings and judges what it finds. */
export async function scan(settings: Settings, world: World): Promise<Run> {
  const { confinedTo } = world;
  const files = sourceFiles(world.cwd, confinedTo === undefined ? {} : { root: confinedTo, confined: true });
  const unreadable: SettledTarget[] = [];
  const notRead: NotRead[] = [];
  const targets = resolveTargets(settings.targets, {
    cwd: world.cwd,
    onNotRead: (found) => notRead.push(...found),
    exclude: settings.exclude,
    files,
    onUnreadable: (directory, reason) => unreadable.push(describeUnreadable(directory, reason)),
  });
  world.onPhase?.('search');
  const { policies, profiles } = await choosePolicies(settings, world);
  const whatIf = checkWhatIf(world.whatIf ?? [], policies);
  world.onPhase?.('policies');
  const judges = new Map(
    profiles.all.map((profile) => [profile, openJudge(policies.rules, { profile, compiler: policies.compiler })]),
  );
  const assessors = new Map(profiles.all.map((profile) => [profile, assessorOf(policies, profile)]));
  // A target is judged as soon as it has been read, so that the facts of one need not be kept for the others.
  const settle = async (facts: TargetFacts): Promise<SettledTarget> => {
    await policies.ready(facts.subjects.map(({ kind }) => kind));
    world.onPhase?.('inputs');
    world.onFacts?.(facts);
    const subjects = facts.subjects.map(nameSubject);
    const profile = profiles.of(facts.file ?? facts.name);
    const verdicts = judges.get(profile)?.(facts) ?? [];
    world.onPhase?.('rules');
    const evidence = assessors.get(profile)?.(facts, verdicts);
    world.onPhase?.('risk');
    return { ...facts, subjects, verdicts, evidence };
  };
  const options = readOptions(settings, world, files, wantedFiles(policies.rules));
  const read = [...unreadable, ...(await settleTargets(targets, options, settle))];
  world.onPhase?.('inputs');
  const { today, tool, baseline } = world;
  const conclude = (all: readonly SettledTarget[]): Run =>
    concludeRun(all, {
      ...{ settings, today, tool, policies, profiles, files, notRead, baseline, whatIf },
      untrusted: confinedTo !== undefined,
      onPhase: world.onPhase,
    });
  const run = conclude(read);
  world.onPhase?.('rules');
  if (world.follow === undefined) return run;
  const more: SettledTarget[] = [];
  for (const facts of await world.follow(run)) more.push(await settle(facts));
  return conclude([...read, ...more]);
}

/** Asks the threat model of a target, where there is one. */
function assessorOf({ threatModel, rules, compiler }: Policies, profile: Profile) {
  return threatModel === undefined ? undefined : openAssessor(threatModel, { rules, profile, compiler });
}

/** What inputs are told of the settings and of the world. */
export function readOptions(
  settings: Settings,
  world: Pick<World, 'cwd' | 'root' | 'environment' | 'today' | 'connections' | 'log' | 'onTree'>,
  files: SourceFiles,
  isWanted?: (path: string) => boolean,
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
    withImages: settings.withImages,
    images: {
      connections: world.connections,
      platforms: settings.platforms,
      configOnly: settings.configOnly,
      ...(isWanted === undefined ? {} : { isWanted }),
      dockerfiles: [],
      ...(world.onTree === undefined ? {} : { onTree: world.onTree }),
      ...(world.log.moved === undefined ? {} : { onBytes: world.log.moved }),
      today: world.today,
      root: world.root,
    },
    log: world.log,
  };
}

/** A directory that may not be searched is a target with an error: what it holds was not examined. */
function describeUnreadable(directory: string, reason: string): SettledTarget {
  const errors = [{ message: `${directory} cannot be searched: ${reason}` }];
  const nothing = { subjects: [], notices: [], verdicts: [], evidence: undefined };
  return { id: `directory:${directory}`, kind: 'directory', name: directory, errors, ...nothing };
}

/** What is kept of a subject once it has been judged. */
function nameSubject(subject: Subject): JudgedTarget['subjects'][number] {
  const { kind, id, name, owner, declared } = subject;
  return { kind, id, name, owner, image: imageOf(subject), declared };
}

/** The image that a subject starts from, where it is known. */
function imageOf(subject: Subject): string | undefined {
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
