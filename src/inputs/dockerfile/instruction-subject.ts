// Turns one instruction into a subject.
import type { Subject } from '../../model/subject.ts';
import type { CommandFacts } from '../../parse/command/reading.ts';
import { joinText } from '../../parse/dockerfile/joined-text.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { hasHole } from '../../parse/hole.ts';
import { hideSecrets } from '../../parse/secrets/hide-secrets.ts';
import { healthCommand, resolveRest, resolveWords } from './apply.ts';
import { type BuildArguments, declareArguments, declarePairs } from './arguments.ts';
import { namedImage, originKind } from './image-references.ts';
import { finishDraft, forget, type InstructionDraft, locate, openDraft } from './instruction-draft.ts';
import { setCopied, setExposed, setImages, setText, setVariables } from './instruction-lists.ts';
import { keptIndexes } from './kept-indexes.ts';
import { readRunMount } from './run-mounts.ts';
import { absenceOf, knownText, type Resolved, resolveText, type Scope, type Source } from './scope.ts';
import type { StagePlan } from './stages.ts';
import { staleIndexes } from './stale-indexes.ts';
import { usedArguments } from './used-arguments.ts';
import { joinDirectory } from './working-directory.ts';

/** Longest text in an identity, and what is looked at of the text for credentials. */
const MAX_ID = 100;
const LOOKED_AT = 4096;

export interface InstructionContext {
  readonly source: Source;
  readonly scope: Scope;
  readonly global: Scope;
  readonly given: BuildArguments;
  readonly stage: StagePlan | undefined;
  readonly stages: readonly StagePlan[];
  readonly discarded: boolean;
  readonly workingDir: Resolved | undefined;
  /** Commands of a RUN. */
  readonly commands: readonly CommandFacts[];
}

/** The subject of an instruction; an ONBUILD stands for its trigger. */
export function instructionSubject(outer: DockerfileInstruction, context: InstructionContext): Subject<'instruction'> {
  const { source, stage, discarded } = context;
  const instruction = outer.trigger ?? outer;
  const { keyword } = instruction;
  const stageName = stage?.name ?? '';
  const text = showInstruction(outer, source);
  // Reports show ids. What is cut off is hidden before, since half of a token is not told from other text.
  const id = `${stageName}/${hideSecrets(text.slice(0, LOOKED_AT)).slice(0, MAX_ID).replaceAll(/\d/g, '0')}`;
  const draft = openDraft();
  const { facts } = draft;
  facts.keyword = keyword;
  locate(draft, 'keyword', { at: instruction.keywordSpan, trail: [] });
  facts.onbuild = outer.trigger !== undefined;
  facts.stage = stageName;
  facts.os = stage?.os ?? 'linux';
  facts.discarded = discarded;
  facts.text = text;
  facts.form = formOf(instruction, source);
  const flags = setFlags(draft, instruction, context);
  setOwn(draft, instruction, flags, context);
  const owner = stage === undefined ? undefined : ({ kind: 'stage', id: stage.name } as const);
  return finishDraft(draft, { id, name: keyword, owner, span: outer }, source);
}

/** The instruction in one line. */
export function showInstruction({ start, rest }: DockerfileInstruction, { tree }: Source): string {
  return joinText(tree, { start, end: rest.end }).text.replaceAll(/\s+/g, ' ').trim();
}

function formOf(instruction: DockerfileInstruction, source: Source): string {
  switch (instruction.keyword) {
    case 'RUN':
      return instruction.heredocs.length > 0 ? 'heredoc' : instruction.json === undefined ? 'shell' : 'exec';
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return instruction.json === undefined ? 'shell' : 'exec';
    case 'HEALTHCHECK': {
      const command = healthCommand(instruction, source);
      return command === undefined ? '' : command.json === undefined ? 'shell' : 'exec';
    }
    default:
      return '';
  }
}

interface FlagValue extends Resolved {
  readonly name: string;
}

function setFlags(
  draft: InstructionDraft,
  { flags }: DockerfileInstruction,
  { scope, source }: InstructionContext,
): readonly FlagValue[] {
  if (flags.length === 0) return [];
  const values = flags.map((flag) => ({ ...resolveText(flag.value, flag, scope, source), name: flag.name }));
  draft.facts.flags = values.map((flag) => {
    const value = knownText(flag);
    return value === undefined ? { name: flag.name } : { name: flag.name, value };
  });
  values.forEach((flag, index) => {
    locate(draft, 'flags', flag, index);
    if (hasHole(flag.text)) draft.absences[`flags[${index}].value`] = absenceOf(flag, source);
  });
  for (const field of ['network', 'security', 'checksum'] as const) {
    const flag = values.findLast(({ name }) => name === field);
    if (flag === undefined) continue;
    if (hasHole(flag.text)) {
      forget(draft, field, absenceOf(flag, source));
      continue;
    }
    draft.facts[field] = flag.text;
    locate(draft, field, flag);
  }
  return values;
}

function setOwn(
  draft: InstructionDraft,
  instruction: DockerfileInstruction,
  flags: readonly FlagValue[],
  context: InstructionContext,
): void {
  const { source, scope, given, global, stage, stages } = context;
  switch (instruction.keyword) {
    case 'FROM':
      if (stage !== undefined && stage.parent === undefined && stage.base.text !== 'scratch' && stage.base.text !== '')
        setImages(draft, [namedImage(stage.base, source)]);
      break;
    case 'COPY':
    case 'ADD': {
      const from = flags.findLast(({ name }) => name === 'from');
      const origin = from === undefined ? undefined : originKind(from, stages.slice(0, stage?.index ?? 0));
      if (from !== undefined && origin !== 'stage') setImages(draft, [namedImage(from, source)]);
      setCopied(draft, instruction, { scope, source, origin });
      break;
    }
    case 'RUN':
      setRun(draft, instruction, flags, context);
      break;
    case 'ARG':
      setVariables(draft, declareArguments(instruction, { scope, source, given, global }));
      break;
    case 'ENV':
    case 'LABEL':
      setVariables(draft, declarePairs(instruction, { scope, source }));
      break;
    case 'EXPOSE':
      setExposed(draft, resolveWords(instruction, scope, source), source);
      break;
    case 'WORKDIR':
      setText(draft, 'path', joinDirectory(context.workingDir, resolveRest(instruction, scope, source), stage), source);
      break;
    case 'USER':
      setText(draft, 'user', resolveRest(instruction, scope, source), source);
      break;
    default:
  }
}

function setRun(
  draft: InstructionDraft,
  instruction: DockerfileInstruction,
  flags: readonly FlagValue[],
  { source, scope, stage, stages, commands }: InstructionContext,
): void {
  const { facts } = draft;
  const written = flags.filter(({ name }) => name === 'mount');
  const mounts = written.map(({ text }) => readRunMount(text));
  facts.mounts = mounts;
  written.forEach((flag, index) => {
    locate(draft, 'mounts', flag, index);
    if (flag.absence !== undefined) draft.absences[`mounts[${index}]`] = flag.absence;
  });
  const images = mounts.flatMap(({ from = '' }, index) => {
    const flag = written[index];
    const named = flag === undefined || from === '' ? undefined : { ...flag, text: from };
    const isStage = named === undefined || originKind(named, stages.slice(0, stage?.index ?? 0)) === 'stage';
    return isStage ? [] : [namedImage(named, source)];
  });
  setImages(draft, images);
  facts.usedArguments = usedArguments(instruction, { scope, source, mounts });
  facts.keptIndexes = keptIndexes(commands, mounts);
  const stale = staleIndexes(commands, mounts);
  if ('reason' in stale) forget(draft, 'staleIndexes', stale);
  else facts.staleIndexes = stale;
}
