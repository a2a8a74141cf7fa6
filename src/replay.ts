// Replays the examples inside rules through the real inputs, and names every one that does not come out as written.
import { EXAMPLE_DIRECTORY, exampleFiles } from './example-files.ts';
import { writeExampleRun } from './example-smoke.ts';
import type { SourceFiles } from './inputs/files.ts';
import { inputs } from './inputs/index.ts';
import { InputError } from './model/errors.ts';
import { silent } from './model/log.ts';
import type { Profile } from './model/policy.ts';
import type { Example, Rule } from './model/rule.ts';
import type { TargetFacts } from './model/run.ts';
import { variableOf } from './model/subjects.ts';
import type { Verdict } from './model/verdict.ts';
import { refuseConnections } from './offline.ts';
import { packageRoot } from './package-info.ts';
import { type ReadOptions, readTargets } from './read-targets.ts';
import { judge } from './rules/judge.ts';
import type { Policies } from './rules/load.ts';
import type { TargetRequest } from './target.ts';
import { wantedFiles } from './wanted-files.ts';

export interface ReplayFailure {
  readonly rule: string;
  readonly file: string;
  /** Number of the example in its rule, from 1; 0 when the examples as a whole lack something. */
  readonly example: number;
  readonly expected: string;
  readonly got: string;
}

interface Outcome {
  readonly denied: readonly string[];
  readonly unknown: readonly string[];
  readonly clean: readonly string[];
  readonly lines: readonly number[];
  /** Facts that are absent in some subject, without positions: `container.mounts.[*].source`. */
  readonly absent: ReadonlySet<string>;
}

/**
 * Replays every example. The subjects denied and unknown must be exactly those written, and every other subject clean. A rule must show a
 * denied and a clean subject, and one that is unknown where a fact that it reads is absent in any example of any rule.
 */
export async function replay(rules: readonly Rule[], policies: Policies): Promise<ReplayFailure[]> {
  const failures: ReplayFailure[] = [];
  const outcomes = new Map<Rule, Outcome[]>();
  for (const rule of rules) {
    const own: Outcome[] = [];
    for (const [index, example] of rule.examples.entries()) {
      const result = await replayExample(rule, example, policies);
      if (typeof result !== 'string') own.push(result);
      const expected = describe(expectation(example));
      const got = typeof result === 'string' ? result : describe(result, example);
      if (got !== expected) failures.push({ rule: rule.id, file: rule.file, example: index + 1, expected, got });
    }
    outcomes.set(rule, own);
  }
  return [...failures, ...findGaps(outcomes, policies)];
}

async function replayExample(rule: Rule, example: Example, policies: Policies): Promise<Outcome | string> {
  const profile = profileOf(example, policies);
  if (typeof profile === 'string') return profile;
  try {
    const targets = await readExample(example, rule);
    const errors = targets.flatMap((target) => target.errors.map((error) => `${target.name}: ${error.message}`));
    const empty = targets.every((target) => target.subjects.length === 0);
    if (errors.length > 0) return `${empty ? 'cannot be read: ' : ''}${errors.join('; ')}`;
    if (empty) return 'no subject at all';
    return outcomeOf(judge([rule], targets, { profile, compiler: policies.compiler }), targets);
  } catch (error) {
    if (error instanceof InputError) return `cannot be read: ${error.message}`;
    throw error;
  }
}

/** The profile of an example with its changes; the rule itself is always on and keeps its severity. */
function profileOf(example: Example, policies: Policies): Profile | string {
  const id = example.profile ?? 'default';
  const profile = policies.profiles.get(id);
  if (profile === undefined) return `no profile ${id}; known: ${[...policies.profiles.keys()].join(', ')}`;
  return { ...profile, policy: { ...profile.policy, ...example.policy }, rules: {} };
}

/** The file that the text of an example stands in, by its key. */
const EXAMPLE_FILES = {
  compose: 'compose.yaml',
  dockerfile: 'Dockerfile',
  workflow: '.github/workflows/workflow.yaml',
  devcontainer: '.devcontainer/devcontainer.json',
  script: 'script.sh',
  inspect: 'inspect.json',
} as const satisfies Partial<Record<keyof Example, string>>;

/** The file that the run of an example is written to. */
const RUN_FILE = 'smoke.json';

/** The day on which examples are judged, so that an age or an end of life comes out the same for ever. */
const EXAMPLE_DAY = '2026-09-01';

/** Reads the input of an example as a scan of its folder would. */
async function readExample(example: Example, rule: Rule): Promise<TargetFacts[]> {
  const texts = new Map(Object.entries(example.files ?? {}));
  for (const [key, file] of Object.entries(EXAMPLE_FILES)) {
    const text = example[key as keyof typeof EXAMPLE_FILES];
    if (text !== undefined) texts.set(file, text);
  }
  if (example.smoke !== undefined) texts.set(RUN_FILE, writeExampleRun(example.smoke));
  const files = exampleFiles(texts);
  const options: ReadOptions = {
    cwd: EXAMPLE_DIRECTORY,
    files,
    environment: {},
    envFiles: [],
    composeProfiles: ['*'],
    buildArgs: {},
    buildTarget: '',
    exclude: [],
    withImages: 'none',
    images: {
      connections: refuseConnections('an example stands for itself'),
      platforms: [],
      configOnly: false,
      dockerfiles: [],
      today: EXAMPLE_DAY,
      root: packageRoot,
    },
    log: silent,
  };
  if (example.image !== undefined) {
    const { readExampleImages } = await import('./example-image.ts');
    const isWanted = wantedFiles([rule]);
    return readExampleImages(example.image, { ...options.images, ...(isWanted === undefined ? {} : { isWanted }) });
  }
  return readTargets(requestsOf(example, [...texts.keys()], files), options);
}

/** A command line, a run and an inspect document are named; everything else is found. */
function requestsOf(example: Example, paths: readonly string[], files: SourceFiles): TargetRequest[] {
  const named = (kind: string, text: string) =>
    inputs.flatMap((input) => (input.kind === kind ? [{ input, text, found: false }] : []));
  if (example.run !== undefined) return named('run', example.run);
  if (example.inspect !== undefined) return named('inspect', EXAMPLE_FILES.inspect);
  if (example.smoke !== undefined) return named('smoke', RUN_FILE);
  return inputs.flatMap((input) => {
    const own = paths.filter((path) => input.matchesName(path.slice(path.lastIndexOf('/') + 1), path));
    return own.length === 0 ? [] : input.group(own, files).map((text) => ({ input, text, found: true }));
  });
}

function outcomeOf(verdicts: readonly Verdict[], targets: readonly TargetFacts[]): Outcome {
  const named = (outcome: Verdict['outcome']) =>
    verdicts.filter((verdict) => verdict.outcome === outcome).map(({ subject }) => subject.name);
  const denied = new Set(named('fail'));
  const unknown = new Set(named('unknown').filter((name) => !denied.has(name)));
  const clean = new Set(named('pass').filter((name) => !denied.has(name) && !unknown.has(name)));
  const lines = verdicts.filter(({ outcome }) => outcome === 'fail').map(({ location }) => location.startLine);
  const absences = targets.flatMap(({ subjects }) =>
    subjects.flatMap(({ kind, absences }) => Object.keys(absences).map((path) => `${kind}.${path}`)),
  );
  const absent = new Set(absences.map((path) => path.replace(/\[\d+\]/g, '.[*]')));
  return { denied: [...denied], unknown: [...unknown], clean: [...clean], lines, absent };
}

function expectation(example: Example): Pick<Outcome, 'denied' | 'unknown'> & { readonly lines?: readonly number[] } {
  const lines = example.lines === undefined ? {} : { lines: example.lines };
  return { denied: example.denies ?? [], unknown: example.unknown ?? [], ...lines };
}

/** Lines take part only where the example gives some. */
function describe({ denied, unknown, lines }: ReturnType<typeof expectation>, example?: Example): string {
  const shown =
    lines === undefined || (example !== undefined && example.lines === undefined)
      ? []
      : [`lines ${[...lines].sort((a, b) => a - b).join(', ')}`];
  return [`denied ${names(denied)}`, `unknown ${names(unknown)}`, ...shown].join(', ');
}

function names(list: readonly string[]): string {
  return list.length === 0 ? 'none' : [...list].sort().join(' ');
}

function findGaps(outcomes: ReadonlyMap<Rule, readonly Outcome[]>, policies: Policies): ReplayFailure[] {
  const absent = new Set([...outcomes.values()].flat().flatMap((outcome) => [...outcome.absent]));
  const gaps: ReplayFailure[] = [];
  for (const [rule, own] of outcomes) {
    const lack = (expected: string) => gaps.push({ rule: rule.id, file: rule.file, example: 0, expected, got: 'none' });
    // A rule that asks its own condition can only be unknown: it says where evidence is missing.
    const asksOnly = rule.where === rule.deny;
    if (!asksOnly && !own.some(({ denied }) => denied.length > 0)) lack('an example with a denied subject');
    if (!asksOnly && !own.some(({ clean }) => clean.length > 0)) lack('an example with a clean subject');
    const open = readFacts(rule, policies).find((path) => absent.has(path));
    if (open !== undefined && !own.some(({ unknown }) => unknown.length > 0)) {
      lack(`an example with an unknown subject, since ${open.replaceAll('.[*]', '')} can be absent`);
    }
  }
  return gaps;
}

/** Paths of the facts of the subject that the rule reads, its list included. */
function readFacts(rule: Rule, policies: Policies): string[] {
  const scope = { subject: rule.subject, ...(rule.list === undefined ? {} : { list: rule.list }) };
  const reads = policies.compiler.open({}).compile(rule.deny, scope).reads();
  const paths = reads.flatMap(({ root, steps }) => {
    if (root === variableOf(rule.subject)) return [steps.join('.')];
    return root === 'it' && rule.list !== undefined ? [[rule.list, '[*]', ...steps].join('.')] : [];
  });
  const read = rule.list === undefined ? paths : [rule.list, ...paths];
  return read.map((path) => `${rule.subject}.${path}`);
}
