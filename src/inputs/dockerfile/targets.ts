// Where the build ends: the stage that is asked for, those that containers name, else the last one.
import type { Build, TargetError } from '../../model/run.ts';
import { HOLE } from '../../parse/hole.ts';
import { nearest } from '../../parse/nearest.ts';
import type { BuildArguments } from './arguments.ts';
import { findStage, type StagePlan } from './stages.ts';

export interface BuildRequest {
  /** Stage asked for; empty for what the containers name and the last one. */
  readonly target: string;
  /** Arguments given on the command line. */
  readonly args: BuildArguments;
  /** Containers that are built from this file. */
  readonly builds: readonly Build[];
}

export interface Targets {
  readonly targets: ReadonlySet<StagePlan>;
  /** On the way from FROM to FROM of a target. */
  readonly kept: ReadonlySet<StagePlan>;
  readonly containers: ReadonlyMap<StagePlan, readonly string[]>;
  readonly errors: readonly TargetError[];
}

/** Finds the stages in which the build ends. */
export function findTargets(stages: readonly StagePlan[], { target, builds }: BuildRequest, label: string): Targets {
  const errors: TargetError[] = [];
  const targets = new Set<StagePlan>();
  const containers = new Map<StagePlan, string[]>();
  const find = (wanted: string, who: string): StagePlan | undefined => {
    const stage = wanted === '' ? stages.at(-1) : findStage(stages, wanted);
    if (stage === undefined && stages.length > 0)
      errors.push({ message: `${who} ${explainMissing(wanted, stages, label)}` });
    return stage;
  };
  for (const build of builds) {
    const stage = find(build.target, `the container ${build.container} is built from`);
    if (stage === undefined) continue;
    if (target === '') targets.add(stage);
    containers.set(stage, [...new Set([...(containers.get(stage) ?? []), build.container])]);
  }
  const asked = find(target, '--target names');
  if (asked !== undefined) targets.add(asked);
  const kept = new Set<StagePlan>();
  for (const stage of targets) {
    for (let at: StagePlan | undefined = stage; at !== undefined && !kept.has(at); at = at.parent) kept.add(at);
  }
  return { targets, kept, containers, errors };
}

/** The arguments of the build: those of the command line, else those that all containers agree on. One on which they differ is a hole. */
export function agreeOnArguments({ args, builds }: BuildRequest): BuildArguments {
  const agreed = new Map<string, string>();
  const names = new Set(builds.flatMap((build) => Object.keys(build.args)));
  for (const name of names) {
    const values = builds.map((build) => (Object.hasOwn(build.args, name) ? build.args[name] : undefined));
    const [first] = values;
    agreed.set(name, first !== undefined && values.every((value) => value === first) ? first : HOLE);
  }
  for (const [name, value] of Object.entries(args)) agreed.set(name, value);
  return Object.assign(Object.create(null), Object.fromEntries(agreed));
}

/** Says that a stage does not exist, with the nearest that does. */
export function explainMissing(wanted: string, stages: readonly StagePlan[], label: string): string {
  const names = stages.filter(({ alias }) => alias !== '').map(({ name }) => name);
  const near = nearest(wanted, names);
  const known = names.length === 0 ? 'no stage there has a name' : `its stages are ${names.slice(0, 20).join(', ')}`;
  return `the stage \`${wanted.slice(0, 100)}\`, which ${label} does not have; ${near === undefined ? known : `did you mean ${near}?`}`;
}
