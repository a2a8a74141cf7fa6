// Turns a stage and the image at its end into a subject.
import type { Origin } from '../../model/location.ts';
import type { Stage } from '../../model/stage.ts';
import type { Absence, Subject } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import { knownImageParts } from '../../parse/image-reference-parts.ts';
import { type SubjectBuilder, subjectBuilder } from '../subject-builder.ts';
import { shellOf } from './apply.ts';
import { expandPorts, readPortRange } from './exposed-ports.ts';
import { absenceOf, knownText, originOf, type Resolved, type Source, shorten } from './scope.ts';
import type { StagePlan } from './stages.ts';
import type { StageState, Words } from './state.ts';
import type { Targets } from './targets.ts';
import { resolveUser } from './users.ts';

type Builder = SubjectBuilder<'stage'>;

interface StageContext {
  readonly source: Source;
  readonly targets: Targets;
}

/** The subject of one stage. */
export function stageSubject(stage: StagePlan, state: StageState, { source, targets }: StageContext): Subject<'stage'> {
  const { from } = stage;
  const builder = subjectBuilder('stage', stage.name, stage.name, source.place(from.start, from.rest.end));
  builder.set('name', stage.name);
  builder.set('index', stage.index);
  builder.set('os', stage.os);
  builder.set('target', targets.targets.has(stage));
  builder.set('discarded', !targets.kept.has(stage));
  builder.set('containers', targets.containers.get(stage) ?? []);
  setBase(builder, stage, source);
  setUser(builder, stage, state, source);
  setProcess(builder, stage, state, source);
  setLists(builder, state, source);
  return builder.build();
}

/** The text after the FROM that the chain of stages begins with, as written. */
export function baseText(stage: StagePlan, { tree }: Source): string {
  let first = stage;
  while (first.parent !== undefined) first = first.parent;
  const { text, at } = first.base;
  return shorten(hasHole(text) ? tree.text.slice(at.start, at.end) : text);
}

function setBase(builder: Builder, stage: StagePlan, source: Source): void {
  let first = stage;
  while (first.parent !== undefined) first = first.parent;
  setText(builder, 'base', stage.base, source);
  if (hasHole(stage.base.text)) builder.unknown('baseStage', absenceOf(stage.base, source));
  else builder.set('baseStage', stage.parent?.name ?? '');
  builder.set('scratch', stage.scratch);
  if (stage.platform === undefined) builder.set('platform', '');
  else setText(builder, 'platform', stage.platform, source);
  const origin = originOf(first.base, source);
  const reference = stage.scratch
    ? { registry: '', repository: '', tag: '', digest: '' }
    : knownImageParts(first.base.text);
  if (reference !== undefined && Object.keys(reference).length > 0) builder.set('baseReference', reference, origin);
  if (reference === undefined) {
    const reason = `\`${baseText(stage, source)}\` is no image reference that the builder takes`;
    builder.unknown('baseReference', { reason, at: origin.at });
  } else if (Object.keys(reference).length === 0) builder.unknown('baseReference', absenceOf(first.base, source));
  for (const part of ['registry', 'repository', 'tag', 'digest'] as const) {
    if (reference !== undefined && reference[part] === undefined)
      builder.unknown(`baseReference.${part}`, absenceOf(first.base, source));
  }
}

function setUser(builder: Builder, stage: StagePlan, { user, accounts }: StageState, source: Source): void {
  if (user === undefined && stage.scratch) {
    builder.set('user', '');
    builder.set('uid', 0);
    builder.set('gid', 0);
    return;
  }
  if (user === undefined) {
    const absence = inherited('the user', stage, source, 'end the Dockerfile with USER 10001, or scan the image');
    for (const field of ['user', 'uid', 'gid'] as const) builder.unknown(field, absence);
    return;
  }
  setText(builder, 'user', user, source);
  const windows = { reason: 'the users of Windows have no number' };
  const numbers =
    stage.os === 'windows' ? { uid: windows, gid: windows } : resolveUser(user.text, accounts, absenceOf(user, source));
  const origin = originOf(user, source);
  for (const field of ['uid', 'gid'] as const) {
    const value = numbers[field];
    if (typeof value === 'number') builder.set(field, value, origin);
    else builder.unknown(field, { at: origin.at, ...value });
  }
}

function setProcess(builder: Builder, stage: StagePlan, state: StageState, source: Source): void {
  const fromBase = (field: keyof Stage & string, what: string, hint: string) =>
    builder.unknown(field, inherited(what, stage, source, hint));
  const { healthcheck, entrypoint, command, workingDir, stopSignal, shell } = state;
  if (healthcheck !== undefined) {
    const origin = wordsOrigin(healthcheck, source);
    builder.set('healthcheck', healthcheck.state, origin);
    builder.set('healthcheckTest', healthcheck.words, origin);
  } else if (stage.scratch) {
    builder.set('healthcheck', 'none');
    builder.set('healthcheckTest', []);
  } else {
    for (const field of ['healthcheck', 'healthcheckTest'] as const)
      fromBase(field, 'the health check', 'write a HEALTHCHECK, or scan the image');
  }
  if (entrypoint !== undefined) builder.set('entrypoint', entrypoint.words, wordsOrigin(entrypoint, source));
  else if (stage.scratch) builder.set('entrypoint', []);
  else fromBase('entrypoint', 'the entrypoint', 'write an ENTRYPOINT, or scan the image');
  if (command === 'reset') builder.set('command', []);
  else if (command !== undefined) builder.set('command', command.words, wordsOrigin(command, source));
  else if (stage.scratch) builder.set('command', []);
  else fromBase('command', 'the command', 'write a CMD, or scan the image');
  if (workingDir !== undefined) setText(builder, 'workingDir', workingDir, source);
  else if (stage.scratch) builder.set('workingDir', '/');
  else fromBase('workingDir', 'the working directory', 'write a WORKDIR, or scan the image');
  if (stopSignal !== undefined) setText(builder, 'stopSignal', stopSignal, source);
  else if (stage.scratch) builder.set('stopSignal', '');
  else fromBase('stopSignal', 'the stop signal', 'write a STOPSIGNAL, or scan the image');
  builder.set('shell', shellOf(state, stage), shell === undefined ? undefined : wordsOrigin(shell, source));
}

function setLists(builder: Builder, state: StageState, source: Source): void {
  const variables = [...state.env];
  builder.set(
    'environment',
    variables.map(([name, value]) => {
      const text = knownText(value);
      const known = text === undefined ? {} : { value: text };
      return { name, ...known, literal: text !== undefined, fromFile: false };
    }),
  );
  variables.forEach(([, value], index) => {
    builder.locate(`environment[${index}]`, originOf(value, source));
    if (value.absence !== undefined) builder.unknown(`environment[${index}].value`, value.absence);
  });
  const expanded = expandPorts(state.ports.map(({ text }) => readPortRange(text)));
  builder.set(
    'ports',
    expanded.map(({ port }) => port),
  );
  expanded.forEach(({ index: range }, index) => {
    const written = state.ports[range];
    if (written !== undefined) builder.locate(`ports[${index}]`, originOf(written, source));
  });
  // A label that is not known is spelled as written: to leave it out would say that it is not set.
  const labels = [...state.labels].map(([name, value]) => [
    name,
    knownText(value) ?? source.tree.text.slice(value.at.start, value.at.end),
  ]);
  builder.set('labels', Object.fromEntries(labels));
  builder.set('volumes', state.volumes.map(knownText));
  state.volumes.forEach((volume, index) => {
    builder.locate(`volumes[${index}]`, originOf(volume, source));
    if (volume.absence !== undefined) builder.unknown(`volumes[${index}]`, volume.absence);
  });
}

function setText(
  builder: Builder,
  field: 'base' | 'platform' | 'user' | 'workingDir' | 'stopSignal',
  resolved: Resolved,
  source: Source,
): void {
  const text = knownText(resolved);
  if (text === undefined) builder.unknown(field, absenceOf(resolved, source));
  else builder.set(field, text, originOf(resolved, source));
}

function wordsOrigin({ instruction }: Words, { place }: Source): Origin {
  return { at: place(instruction.start, instruction.rest.end) };
}

function inherited(what: string, stage: StagePlan, source: Source, hint: string): Absence {
  return { reason: `inherits ${what} of ${baseText(stage, source)}`, hint };
}
