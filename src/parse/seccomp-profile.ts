// Seccomp profiles in the JSON form that the engine reads.
import { isObject } from './json-object.ts';

export interface SeccompProfile {
  /** For example `SCMP_ACT_ERRNO`. */
  readonly defaultAction: string;
  /** System calls allowed whatever the arguments and capabilities, sorted. */
  readonly allows: readonly string[];
}

/** The profile that stands for the filter of the engine: nothing is given. */
export const NO_PROFILE: SeccompProfile = { defaultAction: '', allows: [] };

const ALLOWING = new Set(['SCMP_ACT_ALLOW', 'SCMP_ACT_LOG']);

/** Reads a profile, or answers nothing where the text is none. */
export function parseSeccompProfile(text: string): SeccompProfile | undefined {
  const profile = parseObject(text);
  const defaultAction = profile?.defaultAction;
  if (profile === undefined || typeof defaultAction !== 'string') return undefined;
  const entries = Array.isArray(profile.syscalls) ? profile.syscalls.filter(isObject) : [];
  const allows = entries.filter(isUnconditional).flatMap(namesOf);
  return { defaultAction, allows: [...new Set(allows)].sort() };
}

function isUnconditional(entry: Readonly<Record<string, unknown>>): boolean {
  if (typeof entry.action !== 'string' || !ALLOWING.has(entry.action)) return false;
  const isEmpty = (list: unknown) => !Array.isArray(list) || list.length === 0;
  const includes = isObject(entry.includes) ? entry.includes : {};
  return isEmpty(entry.args) && isEmpty(includes.caps);
}

/** Older profiles name one call per entry. */
function namesOf({ names, name }: Readonly<Record<string, unknown>>): string[] {
  const list: readonly unknown[] = Array.isArray(names) ? names : [name];
  return list.filter((call) => typeof call === 'string');
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
