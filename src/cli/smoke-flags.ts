// The flags of `seaworthy smoke`, and how their words become what is asked of the sandbox.
import { InputError, UsageError } from '../model/errors.ts';
import type { RiskLevel } from '../model/risk.ts';
import type { SandboxLimits } from '../model/sandbox.ts';
import { nearest } from '../parse/nearest.ts';
import { parseSize } from '../parse/size.ts';
import { limitsOf } from '../sandbox/spec/limits.ts';
import { parseRelaxation } from '../sandbox/spec/relaxation.ts';
import { chooseUser } from '../sandbox/spec/user.ts';
import { riskLevels } from '../smoke/gate.ts';
import { choiceOf } from '../smoke/settings-choice.ts';
import { runtimeNames, type SmokeSettings } from '../smoke/settings-shape.ts';
import { pullChoices } from '../smoke/target.ts';
import type { SmokeRequest } from '../smoke.ts';
import type { CommonFlags } from './flags.ts';

export interface SmokeFlags extends CommonFlags {
  readonly format?: readonly string[];
  readonly auditLog?: string;
  readonly service?: string;
  readonly for?: string;
  readonly deadline?: string;
  readonly memory?: string;
  readonly cpus?: string;
  readonly pids?: string;
  readonly user?: string;
  readonly runtime?: string;
  readonly allow?: readonly string[];
  readonly allowRisk?: string;
  readonly pull?: string;
  readonly record?: string;
  readonly expect?: string;
  readonly anyImage?: boolean;
}

/** Joins the flags with the settings, over which they win. Throws UsageError that says what to type. */
export function readSmokeFlags(target: string, flags: SmokeFlags, settings: SmokeSettings = {}): SmokeRequest {
  const { service, user, allow, allowRisk, runtime } = flags;
  const written = choiceOf(settings);
  const limits = { ...written.limits, ...readLimits(flags) };
  // Refused before anything is looked at, whatever the policy says of ceilings.
  limitsOf({}, limits);
  if (user !== undefined && user !== 'image') chooseUser({ reference: target, user: '', runAs: user });
  return {
    target,
    ...(service === undefined ? {} : { service }),
    ...written,
    pull: choose('--pull', flags.pull ?? settings.pull ?? 'never', pullChoices),
    limits,
    ...(user === undefined ? {} : { runAs: user }),
    ...(runtime === undefined ? {} : { runtime: choose('--runtime', runtime, runtimeNames) }),
    ...(allow === undefined ? {} : { allow: allow.map(parseRelaxation), allowedBy: '--allow' }),
    ...(allowRisk === undefined
      ? {}
      : {
          allowRisk: choose<RiskLevel>('--allow-risk', allowRisk.toUpperCase(), riskLevels),
          riskAllowedBy: '--allow-risk',
        }),
  };
}

function readLimits({ for: watch, deadline, memory, cpus, pids }: SmokeFlags): Partial<SandboxLimits> {
  return {
    ...(watch === undefined ? {} : { watchSeconds: readNumber('--for', watch, '10') }),
    ...(deadline === undefined ? {} : { deadlineSeconds: readNumber('--deadline', deadline, '60') }),
    ...(memory === undefined ? {} : { memoryBytes: readSize('--memory', memory) }),
    ...(cpus === undefined ? {} : { cpus: readNumber('--cpus', cpus, '0.5') }),
    ...(pids === undefined ? {} : { pids: readNumber('--pids', pids, '100') }),
  };
}

function readNumber(flag: string, text: string, example: string): number {
  const digits = /^(\d{1,9}(?:\.\d{1,6})?)s?$/.exec(text.trim())?.[1];
  if (digits === undefined) throw new UsageError(`${flag} ${text}: write a number, for example ${flag} ${example}`);
  return Number(digits);
}

function readSize(flag: string, text: string): number {
  try {
    return Number(parseSize(text));
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(`${flag} ${text}: ${error.message}`);
    throw error;
  }
}

function choose<T extends string>(flag: string, word: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === word);
  if (found !== undefined) return found;
  const near = nearest(word, choices);
  throw new UsageError(
    `${flag} takes ${choices.join(', ')}; "${word}" is none of them${near === undefined ? '' : `. Did you mean ${near}?`}`,
  );
}
