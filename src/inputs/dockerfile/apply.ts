// Applies one instruction to the image as it stands.
import { joinText } from '../../parse/dockerfile/joined-text.ts';
import { readJsonWords } from '../../parse/dockerfile/json-words.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { splitAtBlanks } from '../../parse/dockerfile/words.ts';
import { hasHole } from '../../parse/hole.ts';
import { type BuildArguments, declareArguments, declarePairs } from './arguments.ts';
import { type Resolved, resolveText, type Scope, type Source } from './scope.ts';
import type { StagePlan } from './stages.ts';
import { type StageState, scopeOf } from './state.ts';
import { joinDirectory } from './working-directory.ts';

export interface ApplyContext {
  readonly source: Source;
  readonly given: BuildArguments;
  readonly global: Scope;
  readonly stage: StagePlan | undefined;
}

/** Changes the state as the builder would; RUN, COPY and ADD leave it alone. */
export function applyInstruction(state: StageState, instruction: DockerfileInstruction, context: ApplyContext): void {
  const { source, given, global, stage } = context;
  const scope = scopeOf(state, stage, global);
  const whole = () => resolveRest(instruction, scope, source);
  switch (instruction.keyword) {
    case 'ARG':
      for (const { name, value } of declareArguments(instruction, { scope, source, given, global }))
        if (!hasHole(name)) state.args.set(name, value);
      break;
    case 'ENV':
      for (const { name, value } of declarePairs(instruction, { scope, source }))
        if (!hasHole(name)) state.env.set(name, value);
      break;
    case 'LABEL':
      for (const { name, value } of declarePairs(instruction, { scope, source }))
        if (!hasHole(name)) state.labels.set(name, value);
      break;
    case 'USER':
      state.user = whole();
      break;
    case 'WORKDIR':
      state.workingDir = joinDirectory(state.workingDir, whole(), stage);
      break;
    case 'STOPSIGNAL':
      state.stopSignal = whole();
      break;
    case 'EXPOSE':
      for (const word of resolveWords(instruction, scope, source)) state.ports.push(word);
      break;
    case 'VOLUME':
      for (const word of resolveWords(instruction, scope, source)) state.volumes.push(word);
      break;
    case 'SHELL':
      if (instruction.json !== undefined)
        state.shell = { words: instruction.json.map(({ text }) => text), instruction };
      break;
    case 'CMD':
      state.command = { words: commandWords(instruction, state, context), instruction };
      state.ownCommand = true;
      break;
    case 'ENTRYPOINT':
      state.entrypoint = { words: commandWords(instruction, state, context), instruction };
      // The builder drops an inherited CMD, which was meant for another program.
      if (!state.ownCommand) state.command = 'reset';
      break;
    case 'HEALTHCHECK':
      applyHealthcheck(state, instruction, source);
      break;
    case 'ONBUILD':
      if (instruction.trigger !== undefined) state.triggers.push(instruction.trigger);
      break;
    default:
  }
}

/** The words of the list form, or what the shell is given. */
export function commandWords(
  { json, rest }: DockerfileInstruction,
  state: StageState,
  { source, stage }: Pick<ApplyContext, 'source' | 'stage'>,
): string[] {
  if (json !== undefined) return json.map(({ text }) => text);
  const text = joinText(source.tree, rest).text.trim();
  return text === '' ? [] : [...shellOf(state, stage), text];
}

/** The shell that reads the shell form. */
export function shellOf(state: StageState, stage: Pick<StagePlan, 'os'> | undefined): readonly string[] {
  return state.shell?.words ?? (stage?.os === 'windows' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c']);
}

/** Everything behind the keyword as one text. */
export function resolveRest({ rest }: DockerfileInstruction, scope: Scope, source: Source): Resolved {
  return resolveText(joinText(source.tree, rest).text.trim(), rest, scope, source);
}

/** The words behind the keyword, each resolved. */
export function resolveWords(instruction: DockerfileInstruction, scope: Scope, source: Source): Resolved[] {
  const words = instruction.json ?? splitAtBlanks(joinText(source.tree, instruction.rest));
  return words.map((word) => resolveText(word.text, word, scope, source));
}

/** The command of a health check: its words, and the instruction as if it were a CMD. */
export function healthCommand(instruction: DockerfileInstruction, { tree }: Source): DockerfileInstruction | undefined {
  const joined = joinText(tree, instruction.rest);
  const [whole] = /^CMD\s+/i.exec(joined.text) ?? [];
  if (whole === undefined) return undefined;
  const start = joined.span(whole.length, joined.text.length).start;
  const text = instruction.rest.text.slice(start - instruction.rest.start);
  const json = readJsonWords(joined.text.slice(whole.length), 0)?.map((word) => ({
    text: word.text,
    ...joined.span(whole.length + word.start, whole.length + word.end),
  }));
  const { json: _, ...plain } = instruction;
  return { ...plain, rest: { start, end: instruction.rest.end, text }, ...(json === undefined ? {} : { json }) };
}

function applyHealthcheck(state: StageState, instruction: DockerfileInstruction, source: Source): void {
  const command = healthCommand(instruction, source);
  const isNone = /^NONE\s*$/i.test(instruction.rest.text);
  if (command === undefined && !isNone) return;
  const words =
    command === undefined
      ? ['NONE']
      : command.json === undefined
        ? ['CMD-SHELL', joinText(source.tree, command.rest).text.trim()]
        : ['CMD', ...command.json.map(({ text }) => text)];
  state.healthcheck = { state: isNone ? 'disabled' : 'defined', words, instruction };
}
