// The gate before a run: what must not be started, and what the user may let pass.
import type { Container } from '../model/container.ts';
import type { Policy } from '../model/policy.ts';
import type { RiskLevel } from '../model/risk.ts';
import type { Severity } from '../model/severity.ts';
import { wholeGlobMatcher } from '../parse/glob.ts';

export const riskLevels: readonly RiskLevel[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

const FLAG = '--allow-risk';

/** Highest level that runs when the user says nothing. */
const USUAL: RiskLevel = 'MEDIUM';

/** Everything that the gate looks at. */
export interface GateQuestion {
  /** Risk of the image; absent where none was scored. */
  readonly risk?: { readonly level: RiskLevel; readonly score: number; readonly threat: string };
  /** Findings about commands that are started with the container. */
  readonly commands: readonly { readonly rule: string; readonly severity: Severity; readonly message: string }[];
  /** Why the image, or what declares the container, was not examined. */
  readonly errors: readonly string[];
  readonly policy: Policy;
  /** Absent where the image has no name of a registry: an archive. */
  readonly image?: Partial<NonNullable<Container['imageReference']>>;
  /** Programs that would be started, by their base name; an empty one is not known. */
  readonly programs: readonly string[];
  /** The process would be root: `unknown` where nobody can tell. Never of the usual user of the sandbox. */
  readonly root: 'yes' | 'no' | 'unknown';
  /** Loosenings that the user asked for and that the policy refuses, each with why. */
  readonly refused: readonly string[];
  readonly allowRisk?: RiskLevel;
  /** Who says so; `--allow-risk` where it is left out. */
  readonly allowedBy?: string;
}

export interface GateAnswer {
  /** Why nothing is started; empty where it may be. */
  readonly blocked: readonly string[];
  /** What would have blocked, had the user not let it pass. */
  readonly lifted: readonly string[];
  /** That the gate stands open further than usual by a file, which nobody typed for this run. */
  readonly opened: readonly string[];
}

/** Decides whether an image may be started. What the policy forbids, and what nobody examined, no flag lets pass. */
export function judgeGate(question: GateQuestion): GateAnswer {
  const { allowRisk: allowed = USUAL, allowedBy = FLAG } = question;
  const blocked: string[] = [];
  const lifted: string[] = [];
  for (const { level, reason } of dangers(question)) {
    if (isAbove(level, allowed)) blocked.push(`${reason}; --allow-risk ${level} runs it all the same`);
    else if (isAbove(level, USUAL)) lifted.push(`${reason}; allowed by ${allowedBy} ${allowed}`);
  }
  const opened =
    allowedBy !== FLAG && isAbove(allowed, USUAL) ? [`${allowedBy} lets images of a risk up to ${allowed} run`] : [];
  return { blocked: [...blocked, ...forbidden(question)], lifted, opened };
}

interface Danger {
  readonly level: RiskLevel;
  readonly reason: string;
}

function dangers({ risk, commands }: GateQuestion): Danger[] {
  const ofImage: Danger[] =
    risk === undefined
      ? []
      : [
          {
            level: risk.level,
            reason: `the risk of the image is ${risk.level} (${risk.score.toFixed(1)}, ${risk.threat})`,
          },
        ];
  const ofCommands = commands.flatMap(({ rule, severity, message }): Danger[] => {
    const reason = `it would start what ${rule} finds ${severity}: ${message}`;
    if (severity === 'critical') return [{ level: 'CRITICAL', reason }];
    return severity === 'high' ? [{ level: 'HIGH', reason }] : [];
  });
  return [...ofImage, ...ofCommands];
}

function isAbove(level: RiskLevel, limit: RiskLevel): boolean {
  return riskLevels.indexOf(level) > riskLevels.indexOf(limit);
}

/** What no flag lets pass. */
function forbidden({ errors, policy, image, programs, root, refused }: GateQuestion): string[] {
  return [
    ...errors.map((error) => `it was not examined: ${error}`),
    ...registryReasons(policy, image),
    ...commandReasons(policy, programs),
    ...rootReasons(policy, root),
    ...refused,
  ];
}

/** Why an image does not come from where the policy trusts; empty where it does, or where the policy names nothing. */
export function registryReasons({ trustedRegistries }: Policy, image: GateQuestion['image']): string[] {
  if (trustedRegistries === undefined) return [];
  const { registry, repository = '' } = image ?? {};
  if (registry === undefined || repository === '')
    return ['the policy names trusted registries, and the image has no name of one'];
  const name = `${registry}/${repository}`;
  return matchesAny(name, trustedRegistries) ? [] : [`${name} is outside the trusted registries of the policy`];
}

function commandReasons({ allowedCommands }: Policy, programs: readonly string[]): string[] {
  if (allowedCommands === undefined) return [];
  return [...new Set(programs)]
    .filter((program) => !matchesAny(program, allowedCommands))
    .map((program) =>
      program === ''
        ? 'the policy names allowed commands, and it cannot be told what the image starts'
        : `it would start ${program}, which is not among the allowed commands of the policy`,
    );
}

/** An entry that could not be read matches nothing. */
function matchesAny(text: string, globs: readonly (string | undefined)[]): boolean {
  return globs.some((glob) => glob !== undefined && wholeGlobMatcher(glob)(text));
}

function rootReasons({ requireNonRoot }: Policy, root: GateQuestion['root']): string[] {
  if (requireNonRoot !== true || root === 'no') return [];
  return [
    root === 'yes'
      ? 'it would run as root, which the policy forbids; leave --user out, or name another user'
      : 'the policy forbids root, and it cannot be told which user the image has; leave --user out, or write --user UID:GID',
  ];
}
