// Walks every stage from its FROM to its end and states what is there: instructions, commands, the image at the end.
import { LimitError } from '../../model/errors.ts';
import type { Subject } from '../../model/subject.ts';
import { isPlain } from '../../parse/dockerfile/expand.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { commandSubject, unreadCommandSubject } from '../commands.ts';
import { noteAccounts } from './accounts.ts';
import { applyInstruction, resolveWords, shellOf } from './apply.ts';
import type { BuildArguments } from './arguments.ts';
import { instructionSubject } from './instruction-subject.ts';
import type { Scope, Source } from './scope.ts';
import { type InstructionCommands, readInstruction, shellVariables } from './script-commands.ts';
import { stageSubject } from './stage-subject.ts';
import type { FilePlan, StagePlan } from './stages.ts';
import { startCommands } from './start-commands.ts';
import { beginStage, type StageState, scopeOf, triggerScope } from './state.ts';
import type { Targets } from './targets.ts';

export interface WalkContext {
  readonly source: Source;
  readonly plan: FilePlan;
  readonly targets: Targets;
  readonly given: BuildArguments;
}

/** Most ports (ranges expanded), variables, labels and volumes of all stages together. */
const MAX_VALUES = 200_000;
/** Most instructions behind ONBUILD that run in the stages of one file. */
const MAX_TRIGGERS = 50_000;

/** Every subject of a Dockerfile: the stages, then what stands in them, in the order of the file. */
export function walkStages(context: WalkContext): Subject[] {
  const { source, plan, targets } = context;
  const head = beginStage(undefined);
  const parts: Subject[] = [];
  for (const instruction of plan.head) {
    describe(instruction, head, undefined, context, parts);
    if (plan.stages.length === 0)
      applyInstruction(head, instruction, { source, given: context.given, global: plan.global, stage: undefined });
  }
  const states = new Map<StagePlan, StageState>();
  const stages: Subject<'stage'>[] = [];
  let values = 0;
  let triggers = 0;
  for (const stage of plan.stages) {
    triggers += stage.parent === undefined ? 0 : (states.get(stage.parent)?.triggers.length ?? 0);
    if (triggers > MAX_TRIGGERS)
      throw new LimitError(`ONBUILD runs more than the limit of ${MAX_TRIGGERS} instructions`);
    const state = walkStage(stage, states, context, (instruction, at) =>
      describe(instruction, at, stage, context, parts),
    );
    states.set(stage, state);
    const subject = stageSubject(stage, state, { source, targets });
    values += Math.max(subject.facts.ports?.length ?? 0, state.ports.length) + countValues(state);
    if (values > MAX_VALUES)
      throw new LimitError(`the stages hold more than the limit of ${MAX_VALUES} ports, variables and labels`);
    stages.push(subject);
  }
  return [...stages, ...parts, ...startCommands(states, context)];
}

function countValues({ env, args, labels, volumes, accounts }: StageState): number {
  return env.size + args.size + labels.size + volumes.length + accounts.size;
}

/** The image at the end of one stage, with the stages before it that it starts from. Of scripts only those are read that bear on it. */
export function walkToStage(wanted: StagePlan, context: WalkContext): Subject<'stage'> {
  const chain: StagePlan[] = [];
  for (let stage: StagePlan | undefined = wanted; stage !== undefined; stage = stage.parent) chain.unshift(stage);
  const states = new Map<StagePlan, StageState>();
  let state = beginStage(undefined);
  for (const stage of chain) {
    state = walkStage(stage, states, context, (instruction, at) => {
      const isRead = instruction.keyword === 'RUN' && mayChangeAccounts(instruction, context.source);
      const run = isRead ? readRun(instruction, at, stage, context) : undefined;
      noteAccountChanges(instruction, run, at, context);
    });
    states.set(stage, state);
  }
  return stageSubject(wanted, state, context);
}

/** Takes the state from one instruction to the next; `visit` sees each before it is applied. */
function walkStage(
  stage: StagePlan,
  states: ReadonlyMap<StagePlan, StageState>,
  { source, given, plan }: WalkContext,
  visit: (instruction: DockerfileInstruction, state: StageState) => void,
): StageState {
  const parent = stage.parent === undefined ? undefined : states.get(stage.parent);
  const state = beginStage(parent);
  const setting = { source, given, global: plan.global, stage };
  visit(stage.from, state);
  for (const trigger of parent?.triggers ?? []) applyInstruction(state, trigger, setting);
  for (const instruction of stage.instructions) {
    visit(instruction, state);
    applyInstruction(state, instruction, setting);
  }
  return state;
}

/** Adds the subjects of one instruction; notes what it does to the accounts. */
function describe(
  outer: DockerfileInstruction,
  state: StageState,
  stage: StagePlan | undefined,
  context: WalkContext,
  into: Subject[],
): void {
  const { source, plan, targets, given } = context;
  const discarded = stage !== undefined && !targets.kept.has(stage);
  const run = (outer.trigger ?? outer).keyword === 'RUN' ? readRun(outer, state, stage, context) : undefined;
  const subject = instructionSubject(outer, {
    source,
    scope: scopeOfInstruction(outer, state, stage, context),
    global: plan.global,
    given,
    stage,
    stages: plan.stages,
    discarded,
    workingDir: state.workingDir,
    commands: run?.reading.commands.map((reading) => reading.facts) ?? [],
  });
  noteAccountChanges(outer, run, state, context);
  into.push(subject);
  if (run === undefined) return;
  const isTrigger = outer.trigger !== undefined;
  const setting = { phase: 'build', origin: 'RUN', stage: stage?.name ?? '', discarded, onbuild: isTrigger };
  const { owner } = subject;
  for (const reading of run.reading.commands) into.push(commandSubject(reading, setting, run.place, owner));
  for (const problem of run.reading.problems) into.push(unreadCommandSubject(problem, setting, run.place, owner));
}

function scopeOfInstruction(
  outer: DockerfileInstruction,
  state: StageState,
  stage: StagePlan | undefined,
  { plan }: WalkContext,
): Scope {
  const { keyword } = outer.trigger ?? outer;
  if (keyword === 'FROM' || (stage === undefined && plan.stages.length > 0)) return plan.global;
  return (outer.trigger === undefined ? scopeOf : triggerScope)(state, stage, plan.global);
}

/** Reads the commands of a RUN. */
function readRun(
  outer: DockerfileInstruction,
  state: StageState,
  stage: StagePlan | undefined,
  context: WalkContext,
): InstructionCommands {
  const { source } = context;
  const instruction = outer.trigger ?? outer;
  const scope = scopeOfInstruction(outer, state, stage, context);
  const variables = shellVariables(instruction, scope, source);
  return readInstruction(instruction, { source, shell: shellOf(state, stage), variables });
}

/** Notes what an instruction does to the accounts of its stage. What stands behind ONBUILD does nothing here. */
function noteAccountChanges(
  instruction: DockerfileInstruction,
  run: InstructionCommands | undefined,
  state: StageState,
  context: WalkContext,
): void {
  if (instruction.trigger !== undefined) return;
  if (run !== undefined && mayChangeAccounts(instruction, context.source))
    for (const { facts } of run.reading.commands) noteAccounts(state.accounts, facts);
  noteCopiedAccounts(instruction, state, context);
}

/** Most scripts have nothing to do with accounts, and need not be looked at for them. */
function mayChangeAccounts({ start, end }: DockerfileInstruction, { tree }: Source): boolean {
  return /user|group|passwd/.test(tree.text.slice(start, end));
}

/** A copied /etc/passwd may give any name any number. */
function noteCopiedAccounts(
  instruction: DockerfileInstruction,
  state: StageState,
  { source, plan }: WalkContext,
): void {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return;
  // A plain word that does not name the directory names nothing in it.
  const written = source.tree.text.slice(instruction.rest.start, instruction.rest.end);
  if (isPlain(written) && !written.includes('etc')) return;
  const words = resolveWords(
    instruction,
    { env: state.env, args: state.args, undeclared: () => ({ reason: '' }) },
    source,
  );
  const destination = words.pop()?.text ?? '';
  const named = words.some(({ text }) => /(?:^|\/)passwd$/.test(text));
  const covers = destination === '/etc/passwd' || (named && /^\/etc\/?$/.test(destination));
  if (!covers || plan.stages.length === 0) return;
  state.accounts.clear();
  state.accounts.set('', { reason: '/etc/passwd is copied into the image' });
}
