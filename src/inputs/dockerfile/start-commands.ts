// The commands that a container of a target stage starts with, and that of its health check.
import type { Subject } from '../../model/subject.ts';
import type { CommandSetting, CommandsReading } from '../../parse/command/reading.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { commandSubject, unreadCommandSubject } from '../commands.ts';
import { healthCommand, shellOf } from './apply.ts';
import type { Source } from './scope.ts';
import { readInstruction, readWords, shellVariables } from './script-commands.ts';
import type { StagePlan } from './stages.ts';
import type { StageState } from './state.ts';
import type { Targets } from './targets.ts';

interface Context {
  readonly source: Source;
  readonly targets: Targets;
}

/** Of every target stage the ENTRYPOINT, the CMD and the HEALTHCHECK that are in force, wherever on its path they are written. */
export function startCommands(
  states: ReadonlyMap<StagePlan, StageState>,
  { source, targets }: Context,
): Subject<'command'>[] {
  const done = new Set<DockerfileInstruction>();
  const owners = new Map([...states.keys()].flatMap((stage) => stage.instructions.map((one) => [one, stage] as const)));
  return [...states].flatMap(([stage, state]) => {
    if (!targets.targets.has(stage)) return [];
    const found: Subject<'command'>[] = [];
    const add = (origin: string, outer: DockerfileInstruction, open: () => Reading) => {
      if (done.has(outer)) return;
      done.add(outer);
      const owner = owners.get(outer) ?? stage;
      const phase = origin === 'HEALTHCHECK' ? 'health' : 'start';
      found.push(...subjectsOf(open(), { phase, origin, stage: owner.name, discarded: false, onbuild: false }));
    };
    const read = (instruction: DockerfileInstruction, shell: readonly string[]) =>
      readInstruction(instruction, {
        source,
        shell,
        variables: shellVariables(instruction, { env: state.env, args: new Map() }, source),
      });
    const { entrypoint, healthcheck } = state;
    const command = state.command === 'reset' ? undefined : state.command;
    if (entrypoint !== undefined) {
      const { json } = entrypoint.instruction;
      // In the list form the words of CMD are arguments of the ENTRYPOINT.
      const words = json === undefined ? undefined : [...json, ...(command?.instruction.json ?? [])];
      add('ENTRYPOINT', entrypoint.instruction, () =>
        words === undefined ? read(entrypoint.instruction, entrypoint.words.slice(0, -1)) : readWords(words, source),
      );
    }
    const isIgnored = entrypoint !== undefined && entrypoint.instruction.json === undefined;
    const isOption = entrypoint !== undefined && command?.instruction.json?.[0]?.text.startsWith('-') === true;
    if (command !== undefined && !isIgnored && !isOption)
      add('CMD', command.instruction, () => read(command.instruction, command.words.slice(0, -1)));
    const health = healthcheck === undefined ? undefined : healthCommand(healthcheck.instruction, source);
    if (healthcheck !== undefined && health !== undefined)
      add('HEALTHCHECK', healthcheck.instruction, () => read(health, shellOf(state, stage)));
    return found;
  });
}

interface Reading {
  readonly reading: CommandsReading;
  readonly place: Source['place'];
}

function subjectsOf({ reading, place }: Reading, setting: CommandSetting): Subject<'command'>[] {
  const owner = { kind: 'stage', id: setting.stage } as const;
  return [
    ...reading.commands.map((one) => commandSubject(one, setting, place, owner)),
    ...reading.problems.map((problem) => unreadCommandSubject(problem, setting, place, owner)),
  ];
}
