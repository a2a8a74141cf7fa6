// How much a run may use: what was asked for, cut to what the organisation's policy allows.
import { UsageError } from '../../model/errors.ts';
import type { Policy } from '../../model/policy.ts';
import type { SandboxLimits } from '../../model/sandbox.ts';

const MIB = 1024 * 1024;

/** What a run gets when nobody asks for more: enough for most servers at rest, little enough for any machine. */
export const USUAL_LIMITS: SandboxLimits = {
  memoryBytes: 256 * MIB,
  cpus: 1,
  pids: 128,
  logBytes: 8 * MIB,
  watchSeconds: 10,
  deadlineSeconds: 60,
};

/** What engines refuse, or no program can start with; and beyond what a typed number is surely a mistake. */
const BOUNDS: {
  readonly [K in keyof SandboxLimits]: {
    readonly least: number;
    readonly most: number;
    readonly flag: string;
    readonly example: string;
  };
} = {
  memoryBytes: { least: 8 * MIB, most: 1024 * 1024 * MIB, flag: '--memory', example: '512m' },
  cpus: { least: 0.05, most: 1024, flag: '--cpus', example: '0.5' },
  pids: { least: 4, most: 32_768, flag: '--pids', example: '100' },
  logBytes: { least: 64 * 1024, most: 1024 * MIB, flag: 'the budget of log', example: '8m' },
  watchSeconds: { least: 1, most: 3600, flag: '--for', example: '10' },
  deadlineSeconds: { least: 1, most: 3600, flag: '--deadline', example: '60' },
};

/** Most that a service may ask for by its declaration alone; a flag may ask for more. */
const DECLARED_MOST = { memoryBytes: 1024 * MIB, cpus: 2, pids: 512 } as const;

/** Limits that a service declares for itself; 0 is none. */
export interface DeclaredLimits {
  readonly memoryBytes?: number;
  readonly cpus?: number;
  readonly pids?: number;
}

export interface ChosenLimits {
  readonly limits: SandboxLimits;
  /** What was cut, and why. */
  readonly notices: readonly string[];
}

/** The limits of a run: what a flag says, or the service, or the usual, and never more than the policy's ceilings. Throws UsageError on numbers that cannot be. */
export function limitsOf(
  policy: Pick<Policy, 'maxMemoryBytes' | 'maxCpus' | 'maxPids'>,
  given: Partial<SandboxLimits>,
  declared: DeclaredLimits = {},
): ChosenLimits {
  for (const [name, value] of entriesOf(given)) checkBounds(name, value);
  const notices: string[] = [];
  const ceilings = { memoryBytes: policy.maxMemoryBytes, cpus: policy.maxCpus, pids: policy.maxPids };
  const choose = (name: keyof typeof DECLARED_MOST): number => {
    const asked = given[name] ?? fromService(name, declared[name]) ?? USUAL_LIMITS[name];
    const ceiling = ceilings[name] ?? 0;
    if (ceiling <= 0 || asked <= ceiling) return asked;
    if (given[name] !== undefined)
      notices.push(`${BOUNDS[name].flag} was cut to ${show(name, ceiling)}, the most that the policy allows`);
    return Math.max(ceiling, BOUNDS[name].least);
  };
  const watchSeconds = given.watchSeconds ?? USUAL_LIMITS.watchSeconds;
  // A longer watch needs a later end; who names both is told when they disagree.
  const deadlineSeconds = given.deadlineSeconds ?? Math.max(USUAL_LIMITS.deadlineSeconds, watchSeconds + 10);
  if (given.watchSeconds !== undefined && watchSeconds > deadlineSeconds)
    throw new UsageError(
      `--for ${watchSeconds} is longer than --deadline ${deadlineSeconds}; write --deadline ${watchSeconds + 10} or more`,
    );
  const limits = {
    memoryBytes: choose('memoryBytes'),
    cpus: choose('cpus'),
    pids: choose('pids'),
    logBytes: given.logBytes ?? USUAL_LIMITS.logBytes,
    watchSeconds: Math.min(watchSeconds, deadlineSeconds),
    deadlineSeconds,
  };
  return { limits, notices };
}

function fromService(name: keyof typeof DECLARED_MOST, value: number | undefined): number | undefined {
  if (value === undefined || value <= 0) return undefined;
  return Math.min(Math.max(value, BOUNDS[name].least), DECLARED_MOST[name]);
}

function checkBounds(name: keyof SandboxLimits, value: number): void {
  const { least, most, flag, example } = BOUNDS[name];
  const whole = name === 'cpus' || Number.isInteger(value);
  if (whole && value >= least && value <= most) return;
  throw new UsageError(
    `${flag} ${value}: ${whole ? `it must lie between ${show(name, least)} and ${show(name, most)}` : 'it must be a whole number'}; write for example ${flag} ${example}`,
  );
}

function show(name: keyof SandboxLimits, value: number): string {
  if (!name.endsWith('Bytes')) return String(value);
  return value < MIB ? `${Math.floor(value / 1024)} KiB` : `${Math.floor(value / MIB)} MiB`;
}

function entriesOf(given: Partial<SandboxLimits>): [keyof SandboxLimits, number][] {
  const names = Object.keys(BOUNDS) as (keyof SandboxLimits)[];
  return names.flatMap((name) =>
    given[name] === undefined ? [] : [[name, given[name]] as [keyof SandboxLimits, number]],
  );
}
