// The stages of a Dockerfile: what each starts from, which of them the build ends in, and which it throws away.
import type { TargetError } from '../../model/run.ts';
import { joinText } from '../../parse/dockerfile/joined-text.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { splitAtBlanks } from '../../parse/dockerfile/words.ts';
import { hasHole } from '../../parse/hole.ts';
import { type BuildArguments, declareArguments, givenPlatform, undeclaredInFrom } from './arguments.ts';
import { isWindows } from './operating-system.ts';
import { type Resolved, resolveText, type Scope, type Source, shorten, type Value } from './scope.ts';

export interface StagePlan {
  /** Position in the file, from 0. */
  readonly index: number;
  /** Name for people; `final` or `stage-N` where none is written. */
  readonly name: string;
  /** Name after AS, lower case; empty when none is written. */
  readonly alias: string;
  readonly from: DockerfileInstruction;
  /** Those behind FROM. */
  readonly instructions: readonly DockerfileInstruction[];
  readonly base: Resolved;
  readonly parent?: StagePlan;
  /** The chain of stages starts from scratch. */
  readonly scratch: boolean;
  readonly platform?: Resolved;
  readonly os: 'linux' | 'windows';
}

export interface FilePlan {
  /** ARG and whatever else stands before the first FROM. */
  readonly head: readonly DockerfileInstruction[];
  /** The variables that FROM sees. */
  readonly global: Scope;
  readonly stages: readonly StagePlan[];
  readonly errors: readonly TargetError[];
}

/** Splits a file into stages and resolves what they start from. */
export function planStages(source: Source, given: BuildArguments): FilePlan {
  const { instructions } = source.tree;
  const firstFrom = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  const head = firstFrom === -1 ? instructions : instructions.slice(0, firstFrom);
  const global = globalScope(source, firstFrom === -1 ? [] : head, given);
  const groups: DockerfileInstruction[][] = [];
  for (const instruction of firstFrom === -1 ? [] : instructions.slice(firstFrom)) {
    if (instruction.keyword === 'FROM') groups.push([instruction]);
    else groups.at(-1)?.push(instruction);
  }
  const stages: StagePlan[] = [];
  const byAlias = new Map<string, StagePlan>();
  const taken = new Map<string, number>();
  const errors: TargetError[] = [];
  groups.forEach(([from, ...rest], index) => {
    if (from === undefined) return;
    const words = splitAtBlanks(joinText(source.tree, from.rest));
    const image = words[0] ?? { text: '', ...from.keywordSpan };
    const base = resolveText(image.text, image, global, source);
    if (base.text === '' && image.text !== '') {
      const location = source.place(image.start, image.end);
      errors.push({
        message: `FROM ${shorten(image.text)} names no image: no ARG before the first FROM sets it`,
        location,
      });
    }
    const flag = from.flags.find(({ name }) => name === 'platform');
    const platform = flag === undefined ? undefined : resolveText(flag.value, flag, global, source);
    const parent = byAlias.get(base.text.toLowerCase());
    const isScratch = parent === undefined && base.text === 'scratch';
    const written = words[1]?.text.toUpperCase() === 'AS' ? (words[2]?.text ?? '') : '';
    const stage: StagePlan = {
      index,
      name: freeName(written || (index === groups.length - 1 ? 'final' : `stage-${index}`), taken),
      alias: written.toLowerCase(),
      from,
      instructions: rest,
      base,
      scratch: parent?.scratch ?? isScratch,
      os: isWindows(source, { base: base.text, platform: platform?.text, parent: parent?.os }) ? 'windows' : 'linux',
      ...(parent === undefined ? {} : { parent }),
      ...(platform === undefined ? {} : { platform }),
    };
    stages.push(stage);
    if (stage.alias !== '') byAlias.set(stage.alias, stage);
  });
  return { head, global, stages, errors };
}

/** Finds a stage by name or index, as `--target` and `--from` do. */
export function findStage(stages: readonly StagePlan[], wanted: string): StagePlan | undefined {
  const alias = wanted.toLowerCase();
  return (
    stages.findLast((stage) => stage.alias === alias) ?? (/^\d{1,5}$/.test(wanted) ? stages[Number(wanted)] : undefined)
  );
}

function globalScope(source: Source, head: readonly DockerfileInstruction[], given: BuildArguments): Scope {
  const args = new Map<string, Value>(givenPlatform(given, { start: 0, end: 0 }));
  const scope: Scope = { env: new Map(), args, undeclared: undeclaredInFrom(given) };
  for (const instruction of head) {
    if (instruction.keyword !== 'ARG') continue;
    const declared = declareArguments(instruction, { scope, source, given });
    for (const { name, value } of declared) if (!hasHole(name)) args.set(name, value);
  }
  return scope;
}

function freeName(wanted: string, taken: Map<string, number>): string {
  let name = wanted;
  for (let count = taken.get(wanted.toLowerCase()) ?? 1; taken.has(name.toLowerCase()); count += 1) {
    name = `${wanted}-${count + 1}`;
    taken.set(wanted.toLowerCase(), count + 1);
  }
  taken.set(name.toLowerCase(), 1);
  return name;
}
