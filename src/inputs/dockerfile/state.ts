// The image as it stands at one point of a stage: what the instructions so far have set.
import type { Absence } from '../../model/subject.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import type { Accounts } from './accounts.ts';
import type { Resolved, Scope, Value } from './scope.ts';
import type { StagePlan } from './stages.ts';

/** Words of a command, of which some may not be known. */
export interface Words {
  readonly words: readonly string[];
  readonly instruction: DockerfileInstruction;
}

export interface HealthcheckState extends Words {
  readonly state: 'defined' | 'disabled';
}

export interface StageState {
  readonly env: Map<string, Value>;
  readonly args: Map<string, Value>;
  readonly labels: Map<string, Value>;
  readonly ports: Resolved[];
  readonly volumes: Resolved[];
  readonly accounts: Accounts;
  /** Instructions behind ONBUILD, which run in the stages that start from this one. */
  readonly triggers: DockerfileInstruction[];
  user?: Resolved;
  workingDir?: Resolved;
  stopSignal?: Resolved;
  shell?: Words;
  healthcheck?: HealthcheckState;
  entrypoint?: Words;
  /** `reset` by an ENTRYPOINT after the one of the base. */
  command?: Words | 'reset';
  /** This very stage has a CMD, which an ENTRYPOINT leaves alone. */
  ownCommand: boolean;
}

/** The state in which a stage begins: that of the stage it starts from, or nothing. */
export function beginStage(parent: StageState | undefined): StageState {
  return {
    ...parent,
    env: new Map(parent?.env),
    args: new Map(parent?.args),
    labels: new Map(parent?.labels),
    ports: [...(parent?.ports ?? [])],
    volumes: [...(parent?.volumes ?? [])],
    accounts: new Map(parent?.accounts),
    triggers: [],
    ownCommand: false,
  };
}

/** The variables that an instruction sees at this point. */
export function scopeOf(state: StageState, stage: StagePlan | undefined, global: Scope): Scope {
  return { env: state.env, args: state.args, undeclared: undeclaredIn(stage, global) };
}

/** The variables that a trigger sees: those of the environment, while the arguments are those of another build. */
export function triggerScope(state: StageState, stage: StagePlan | undefined, global: Scope): Scope {
  return { env: state.env, args: new Map(), undeclared: undeclaredIn(stage, global) };
}

function undeclaredIn(stage: StagePlan | undefined, global: Scope): (name: string) => Absence | undefined {
  return (name) => {
    if (global.args.has(name)) {
      const reason = `\`$${name}\` is an ARG before the first FROM only, so this stage does not see it`;
      return { reason, hint: `repeat ARG ${name} in the stage` };
    }
    if (stage?.scratch === true && name !== 'PATH') return undefined;
    return {
      reason: `\`$${name}\` is set by no ARG or ENV of this Dockerfile`,
      hint: `declare it with ARG ${name}=... or ENV ${name}=..., unless the base image sets it`,
    };
  };
}
