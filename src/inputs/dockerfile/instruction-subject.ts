// Turns one instruction into a subject.
import type { Subject } from '../../model/subject.ts';
import type { CommandFacts } from '../../parse/command/reading.ts';
import { joinText } from '../../parse/dockerfile/joined-text.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { hasHole } from '../../parse/hole.ts';
import { hideSecrets } from '../../parse/secrets/hide-secrets.ts';
import { type SubjectBuilder, subjectBuilder } from '../subject-builder.ts';
import { healthCommand, resolveRest, resolveWords } from './apply.ts';
import { type BuildArguments, declareArguments, declarePairs } from './arguments.ts';
import { namedImage, originKind } from './image-references.ts';
import { NO_INSTRUCTION } from './instruction-defaults.ts';
import { setCopied, setExposed, setImages, setText, setVariables } from './instruction-lists.ts';
import { keptIndexes } from './kept-indexes.ts';
import { readRunMount } from './run-mounts.ts';
import { absenceOf, knownText, originOf, type Resolved, resolveText, type Scope, type Source } from './scope.ts';
import type { StagePlan } from './stages.ts';
import { staleIndexes } from './stale-indexes.ts';
import { usedArguments } from './used-arguments.ts';
import { joinDirectory } from './working-directory.ts';

type Builder = SubjectBuilder<'instruction'>;

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
  const builder = subjectBuilder('instruction', id, keyword, source.place(outer.start, outer.end), NO_INSTRUCTION);
  builder.set('keyword', keyword, { at: source.place(instruction.keywordSpan.start, instruction.keywordSpan.end) });
  builder.set('onbuild', outer.trigger !== undefined);
  builder.set('stage', stageName);
  builder.set('os', stage?.os ?? 'linux');
  builder.set('discarded', discarded);
  builder.set('text', text);
  builder.set('form', formOf(instruction, source));
  const flags = setFlags(builder, instruction, context);
  setOwn(builder, instruction, { ...context, flags });
  const subject = builder.build();
  return stage === undefined ? subject : { ...subject, owner: { kind: 'stage', id: stage.name } };
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
  builder: Builder,
  { flags }: DockerfileInstruction,
  { scope, source }: InstructionContext,
): FlagValue[] {
  const values = flags.map((flag) => ({ ...resolveText(flag.value, flag, scope, source), name: flag.name }));
  builder.set(
    'flags',
    values.map((flag) => {
      const value = knownText(flag);
      return value === undefined ? { name: flag.name } : { name: flag.name, value };
    }),
  );
  values.forEach((flag, index) => {
    builder.locate(`flags[${index}]`, originOf(flag, source));
    if (hasHole(flag.text)) builder.unknown(`flags[${index}].value`, absenceOf(flag, source));
  });
  for (const field of ['network', 'security', 'checksum'] as const) {
    const flag = values.findLast(({ name }) => name === field);
    if (flag === undefined) builder.set(field, '');
    else if (hasHole(flag.text)) builder.unknown(field, absenceOf(flag, source));
    else builder.set(field, flag.text, originOf(flag, source));
  }
  return values;
}

type OwnContext = InstructionContext & { readonly flags: readonly FlagValue[] };

function setOwn(builder: Builder, instruction: DockerfileInstruction, context: OwnContext): void {
  const { source, scope, given, global, stage, stages, flags } = context;
  switch (instruction.keyword) {
    case 'FROM':
      if (stage !== undefined && stage.parent === undefined && stage.base.text !== 'scratch' && stage.base.text !== '')
        setImages(builder, [namedImage(stage.base, source)], source);
      break;
    case 'COPY':
    case 'ADD': {
      const from = flags.findLast(({ name }) => name === 'from');
      const origin = from === undefined ? undefined : originKind(from, stages.slice(0, stage?.index ?? 0));
      if (from !== undefined && origin !== 'stage') setImages(builder, [namedImage(from, source)], source);
      setCopied(builder, instruction, { scope, source, origin });
      break;
    }
    case 'RUN': {
      const written = flags.filter(({ name }) => name === 'mount');
      const mounts = written.map(({ text }) => readRunMount(text));
      builder.set('mounts', mounts);
      written.forEach((flag, index) => {
        builder.locate(`mounts[${index}]`, originOf(flag, source));
        if (flag.absence !== undefined) builder.unknown(`mounts[${index}]`, flag.absence);
      });
      const images = mounts.flatMap(({ from = '' }, index) => {
        const flag = written[index];
        const named = flag === undefined || from === '' ? undefined : { ...flag, text: from };
        const isStage = named === undefined || originKind(named, stages.slice(0, stage?.index ?? 0)) === 'stage';
        return isStage ? [] : [namedImage(named, source)];
      });
      setImages(builder, images, source);
      builder.set('usedArguments', usedArguments(instruction, { scope, source, mounts }));
      builder.set('keptIndexes', keptIndexes(context.commands, mounts));
      const stale = staleIndexes(context.commands, mounts);
      if ('reason' in stale) builder.unknown('staleIndexes', stale);
      else builder.set('staleIndexes', stale);
      break;
    }
    case 'ARG':
      setVariables(builder, declareArguments(instruction, { scope, source, given, global }), source);
      break;
    case 'ENV':
    case 'LABEL':
      setVariables(builder, declarePairs(instruction, { scope, source }), source);
      break;
    case 'EXPOSE':
      setExposed(builder, resolveWords(instruction, scope, source), source);
      break;
    case 'WORKDIR':
      setText(
        builder,
        'path',
        joinDirectory(context.workingDir, resolveRest(instruction, scope, source), stage),
        source,
      );
      break;
    case 'USER':
      setText(builder, 'user', resolveRest(instruction, scope, source), source);
      break;
    default:
  }
}
