// Which relaxations the organisation's policy allows, and why it refuses the others.
import type { Policy } from '../../model/policy.ts';
import type { AllowedRelaxation } from '../../model/sandbox.ts';
import { ALL_CAPABILITIES, DEFAULT_CAPABILITIES } from '../../parse/capabilities.ts';
import { describeRelaxation } from './relaxation.ts';

/** Capabilities that reach beyond a container: never given unless the policy names them. */
const DANGEROUS = new Set(
  'AUDIT_CONTROL BPF CHECKPOINT_RESTORE DAC_READ_SEARCH LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN PERFMON SYSLOG SYS_ADMIN SYS_BOOT SYS_MODULE SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME'.split(
    ' ',
  ),
);

export interface RefusedRelaxation extends AllowedRelaxation {
  /** Whole sentence without a full stop: what, by whom, and why not. */
  readonly reason: string;
}

export interface JudgedRelaxations {
  readonly allowed: readonly AllowedRelaxation[];
  readonly refused: readonly RefusedRelaxation[];
}

/** Parts relaxations by the policy. What the policy leaves open is allowed, but for capabilities that reach beyond the container. */
export function judgeRelaxations(
  relaxations: readonly AllowedRelaxation[],
  policy: Pick<Policy, 'allowedCapabilities' | 'allowDefaultCapabilities' | 'allowNetworking' | 'allowFileSystem'>,
): JudgedRelaxations {
  const judged = relaxations.map((one) => ({ one, why: refusalOf(one, policy) }));
  return {
    allowed: judged.flatMap(({ one, why }) => (why === undefined ? [one] : [])),
    refused: judged.flatMap(({ one, why }) =>
      why === undefined
        ? []
        : [{ ...one, reason: `${describeRelaxation(one.relaxation)}, asked for by ${one.by}, is not given: ${why}` }],
    ),
  };
}

function refusalOf(
  { relaxation }: AllowedRelaxation,
  policy: Parameters<typeof judgeRelaxations>[1],
): string | undefined {
  if (relaxation.kind === 'capability') return capabilityRefusal(relaxation.name, policy);
  if (relaxation.kind === 'network' && policy.allowNetworking === false) return 'the policy has allowNetworking: false';
  if (relaxation.kind === 'write' && policy.allowFileSystem === false)
    return 'the policy has allowFileSystem: false; give the paths it writes to with --allow tmpfs:PATH';
  return undefined;
}

function capabilityRefusal(
  name: string,
  { allowedCapabilities, allowDefaultCapabilities }: Parameters<typeof judgeRelaxations>[1],
): string | undefined {
  if (!ALL_CAPABILITIES.includes(name))
    return name === 'ALL' ? 'the sandbox never gives all of them; name those it needs' : 'Linux has no such capability';
  if (allowedCapabilities?.includes(name) === true) return undefined;
  if (DANGEROUS.has(name))
    return 'it reaches beyond the container, and the policy does not name it in allowedCapabilities';
  if (allowedCapabilities === undefined) return undefined;
  if (allowDefaultCapabilities === true && DEFAULT_CAPABILITIES.includes(name)) return undefined;
  return `the policy allows ${allowedCapabilities.length === 0 ? 'none' : allowedCapabilities.join(', ')} (allowedCapabilities)`;
}
