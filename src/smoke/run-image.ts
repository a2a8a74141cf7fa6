// One image, examined before: through the gate, into the sandbox, and out of it as a target of the same run.
import { smokeTarget } from '../inputs/smoke/target.ts';
import { InputError } from '../model/errors.ts';
import type { Policy } from '../model/policy.ts';
import type { RiskLevel } from '../model/risk.ts';
import type { Run, TargetFacts } from '../model/run.ts';
import type { AllowedRelaxation, Relaxation, SandboxLimits, SandboxRuntime, ShippedBelow } from '../model/sandbox.ts';
import { type SmokeDeps, smokeRun } from '../sandbox/smoke-run.ts';
import { readDeclaration } from '../sandbox/spec/declared.ts';
import { judgeRelaxations } from '../sandbox/spec/judge-relaxations.ts';
import { limitsOf } from '../sandbox/spec/limits.ts';
import { wishOf } from '../sandbox/spec/wish.ts';
import { tellBlocked } from './blocked.ts';
import { askScan, type Examined, type Placed } from './examined.ts';
import { checkExpectation, type Expectation, holdAgainst } from './expect-behaviour.ts';
import { type GateAnswer, judgeGate } from './gate.ts';
import type { SuppliedImage } from './supply-image.ts';

/** How images are run, as the user says. */
export interface RunChoice {
  readonly limits: Partial<SandboxLimits>;
  /** `UID:GID` or `image`. */
  readonly runAs?: string;
  readonly runtime: SandboxRuntime;
  readonly allow: readonly Relaxation[];
  /** Who asks for them; `--allow` where it is left out. */
  readonly allowedBy?: string;
  readonly allowRisk?: RiskLevel;
  /** Who lets it pass; `--allow-risk` where it is left out. */
  readonly riskAllowedBy?: string;
  readonly expected?: Expectation;
}

/** What is to be run, as the scan has read it. */
export interface Candidate {
  /** As the user named it. */
  readonly name: string;
  readonly image: Placed<'image'> | undefined;
  readonly container?: Placed<'container'>;
  readonly dependsOn: readonly string[];
  /** Hands over the image for as long as it is needed. */
  readonly supply: (use: (supplied: SuppliedImage) => Promise<TargetFacts>) => Promise<TargetFacts>;
}

/** What came of one candidate. */
export interface Tried {
  readonly facts: TargetFacts;
  /** Why nothing was started; empty where something was. */
  readonly blocked: readonly string[];
}

/** Runs a candidate unless the gate is closed. What cannot be run is a target with an error; only an interruption is thrown. */
export async function tryCandidate(
  candidate: Candidate,
  choice: RunChoice,
  { run, examined, deps }: { readonly run: Run; readonly examined: Examined; readonly deps: SmokeDeps },
): Promise<Tried> {
  const { name, image, container } = candidate;
  const { policy } = run.profile;
  const asked = judgeRelaxations(askedFor(choice), policy);
  const gate = judgeGate({
    ...askScan(run, examined, image, container),
    policy,
    ...imageName(image),
    root: wouldBeRoot(choice.runAs, image, container),
    refused: asked.refused.map(({ reason }) => reason),
    ...(choice.allowRisk === undefined ? {} : { allowRisk: choice.allowRisk }),
    ...(choice.riskAllowedBy === undefined ? {} : { allowedBy: choice.riskAllowedBy }),
  });
  if (image === undefined || gate.blocked.length > 0) return block(name, gate, deps);
  const shippedBelow = examined.shippedBelow(image);
  try {
    const facts = await candidate.supply((supplied) =>
      runExamined({ ...candidate, image }, supplied, {
        choice,
        policy,
        allowed: asked.allowed,
        gate,
        shippedBelow,
        deps,
      }),
    );
    return { facts, blocked: [] };
  } catch (error) {
    if (!(error instanceof InputError) || deps.signal.aborted) throw error;
    const location = error.at === undefined ? {} : { location: error.at };
    return { facts: { ...emptyTarget(name), errors: [{ message: error.message, ...location }] }, blocked: [] };
  }
}

interface RunOptions {
  readonly choice: RunChoice;
  readonly policy: Policy;
  readonly allowed: readonly AllowedRelaxation[];
  readonly gate: GateAnswer;
  readonly shippedBelow: ShippedBelow | undefined;
  readonly deps: SmokeDeps;
}

async function runExamined(
  { image, container, dependsOn }: Candidate & { readonly image: Placed<'image'> },
  { id, document }: SuppliedImage,
  { choice, policy, allowed, gate, shippedBelow, deps }: RunOptions,
): Promise<TargetFacts> {
  if (choice.expected !== undefined) checkExpectation(choice.expected, image.subject.facts.reference ?? '');
  const declaration = container === undefined ? undefined : readDeclaration(container.subject, shippedBelow);
  const declared = judgeRelaxations(declaration?.relaxations ?? [], policy);
  const { limits, notices } = limitsOf(policy, choice.limits, declaration?.limits);
  const wish = wishOf({
    image: image.subject,
    imageId: id,
    document,
    ...(container === undefined ? {} : { container: container.subject }),
    dependsOn,
    ...(choice.runAs === undefined ? {} : { runAs: choice.runAs }),
    ...(shippedBelow === undefined ? {} : { shippedBelow }),
    runtime: choice.runtime,
    limits,
    relaxations: [...allowed, ...declared.allowed],
    notices: [
      ...gate.opened,
      ...gate.lifted,
      ...notices,
      ...(declaration?.notices ?? []),
      ...declared.refused.map(({ reason }) => reason),
    ],
  });
  deps.log.progress(`running ${wish.reference} in the sandbox`);
  const { record, error } = holdAgainst(await smokeRun(wish, deps), choice.expected);
  const facts = smokeTarget(record);
  return error === undefined ? facts : { ...facts, errors: [...facts.errors, { message: error }] };
}

function askedFor({ allow, allowedBy = '--allow' }: RunChoice): AllowedRelaxation[] {
  return allow.map((relaxation) => ({ relaxation, by: allowedBy }));
}

function imageName(image: Placed<'image'> | undefined) {
  const named = image?.subject.facts.imageReference;
  return named === undefined ? {} : { image: named };
}

/** Only who asks for another user than the usual one of the sandbox can be root in it. */
function wouldBeRoot(
  runAs: string | undefined,
  image: Placed<'image'> | undefined,
  container: Placed<'container'> | undefined,
): 'yes' | 'no' | 'unknown' {
  if (runAs === undefined) return 'no';
  if (runAs !== 'image') return /^0+(?::|$)/.test(runAs) ? 'yes' : 'no';
  const uid = (container ?? image)?.subject.facts.uid;
  return uid === undefined ? 'unknown' : uid === 0 ? 'yes' : 'no';
}

function block(name: string, { blocked }: GateAnswer, deps: SmokeDeps): Tried {
  tellBlocked(name, blocked, deps);
  const notices = blocked.map((reason) => ({ message: `not run: ${reason}` }));
  return {
    facts: { ...emptyTarget(name), notices },
    blocked: blocked.map((reason) => `${name} was not run: ${reason}`),
  };
}

function emptyTarget(name: string): TargetFacts {
  return { id: `smoke:${name}`, kind: 'smoke', name, subjects: [], errors: [], notices: [] };
}
