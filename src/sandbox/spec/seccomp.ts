// The seccomp profile of the sandbox: data under policies/sandbox, read once and opened where a relaxation says so.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenPolicyError, UsageError } from '../../model/errors.ts';
import type { Relaxation } from '../../model/sandbox.ts';
import { isObject } from '../../parse/json-object.ts';
import { nearest } from '../../parse/nearest.ts';

/** One rule in the form of the engine; of its keys only the names are looked at. */
interface SeccompRule {
  readonly names: readonly string[];
  readonly [key: string]: unknown;
}

/** A profile in the form of the engine. */
export interface SandboxSeccomp {
  readonly profile: { readonly syscalls: readonly SeccompRule[]; readonly [key: string]: unknown };
  /** System calls by the name under which a user may open them. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

const FOLDER = 'policies/sandbox';
const PROFILE = 'seccomp.json';
const GROUPS = 'seccomp-groups.json';

/** Reads the profile and what of it may be opened from the folder of the product. */
export function readSeccomp(root: string): SandboxSeccomp {
  const profile = readJson(root, PROFILE);
  const { syscalls } = profile;
  if (!Array.isArray(syscalls) || !syscalls.every(isRule)) return refuse(PROFILE, 'syscalls is no list of rules');
  const groups = Object.entries(readJson(root, GROUPS)).map(([name, group]) => {
    const calls = isObject(group) ? group.syscalls : undefined;
    return [name, isTexts(calls) ? calls : refuse(GROUPS, `${name} has no list of system calls`)] as const;
  });
  return { profile: { ...profile, syscalls }, groups: new Map(groups) };
}

/** The profile with these groups or single system calls allowed. Throws UsageError on a name that cannot be opened. */
export function relaxSeccomp({ profile, groups }: SandboxSeccomp, names: readonly string[]): SandboxSeccomp['profile'] {
  if (names.length === 0) return profile;
  const opened = new Set(names.flatMap((name) => callsOf(name, groups)));
  // A name stands in one place alone: libraries of old differ in what they make of two rules for one call.
  const syscalls = profile.syscalls.flatMap((rule) => {
    const kept = rule.names.filter((name) => !opened.has(name));
    return kept.length === 0 ? [] : [{ ...rule, names: kept }];
  });
  return { ...profile, syscalls: [...syscalls, { names: [...opened].sort(), action: 'SCMP_ACT_ALLOW' }] };
}

/** Throws UsageError on a system call that cannot be opened, before anything is run. */
export function checkCalls(seccomp: SandboxSeccomp, allow: readonly Relaxation[]): void {
  relaxSeccomp(
    seccomp,
    allow.flatMap((one) => (one.kind === 'syscall' ? [one.name] : [])),
  );
}

function callsOf(name: string, groups: SandboxSeccomp['groups']): readonly string[] {
  const group = groups.get(name);
  if (group !== undefined) return group;
  const single = [...groups.values()].flat();
  if (single.includes(name)) return [name];
  const near = nearest(name, [...groups.keys(), ...single]);
  throw new UsageError(
    `--allow syscall:${name}: the sandbox does not close it, or never opens it; it opens ${[...groups.keys()].join(', ')}${near === undefined ? '' : `. Did you mean ${near}?`}`,
  );
}

function readJson(root: string, file: string): Readonly<Record<string, unknown>> {
  const document: unknown = JSON.parse(readFileSync(join(root, FOLDER, file), 'utf8'));
  return isObject(document) ? document : refuse(file, 'it is no object');
}

function isRule(value: unknown): value is SeccompRule {
  return isObject(value) && isTexts(value.names);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function refuse(file: string, message: string): never {
  throw new BrokenPolicyError(`${FOLDER}/${file}: ${message}`);
}
