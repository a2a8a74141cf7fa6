// The steps of a job: containers they start, and commands they run.
import { childOf } from '../compose/build-node.ts';
import type { Node } from '../compose/node.ts';
import { type DeclaredWord, stateDeclared } from '../declared-line.ts';
import { followSharedNamespaces, type NamedContainer } from '../engine/shared-namespaces.ts';
import { jobConstants, stepConstants } from './environment.ts';
import { explainExpression } from './expression.ts';
import { fillWord, splitOptions } from './fill.ts';
import { imageName } from './image-name.ts';
import { type MatrixRow, matrixRows } from './matrix.ts';
import type { PlacedText, StepsPlace, WorkflowReading } from './reading.ts';
import { onRunnerNetwork } from './runner-network.ts';
import { readScript, shellOf } from './script.ts';

/** Reads the steps in order. */
export function readSteps(place: StepsPlace, reading: WorkflowReading): void {
  const { steps, id } = place;
  if (steps === undefined || (steps.kind === 'scalar' && steps.value === null)) return;
  if (steps.kind !== 'list') {
    reading.errors.push({ message: `\`steps\` of \`${id}\` is a list`, location: steps.origin.at });
    return;
  }
  const started: NamedContainer[] = [];
  const constants = jobConstants(place, steps);
  for (const step of steps.items) {
    if (step.kind !== 'map') continue;
    const uses = reading.read(childOf(step, 'uses'), `\`uses\` of a step of \`${id}\``);
    if (uses?.text.startsWith('docker://')) readContainerStep(step, uses, place, reading);
    const run = reading.read(childOf(step, 'run'), `\`run\` of a step of \`${id}\``);
    if (run === undefined) continue;
    const shell = { ...shellOf(step, place, reading), constants: stepConstants(constants, step) };
    started.push(...readScript(run, shell, place, reading));
  }
  followInJob(started, reading);
}

/** Steps of one job share an engine, so that their containers may join each other. */
function followInJob(started: readonly NamedContainer[], { subjects }: WorkflowReading): void {
  for (const [index, followed] of followSharedNamespaces(started).entries()) {
    const before = started[index]?.subject;
    const at = before === undefined ? -1 : subjects.indexOf(before);
    if (at !== -1) subjects[at] = followed;
  }
}

/** A step that runs an image: the runner starts it by `docker run --rm`. */
function readContainerStep(step: Node, uses: PlacedText, place: StepsPlace, reading: WorkflowReading): void {
  const rows = place.scopes[0] === undefined ? [] : matrixRows(place.scopes[0], step);
  for (const row of rows) {
    const image = fillWord(uses, row, reading.expansions).text.slice('docker://'.length);
    const label = row.label === '' ? '' : ` (${row.label})`;
    const given = nameOf(childOf(step, 'id'), reading) ?? nameOf(childOf(step, 'name'), reading);
    const base = given ?? imageName(image, reading.expansions);
    const id = reading.freeId(`${place.id}/${base}${label}`);
    const answer = stateDeclared(
      {
        subcommand: 'run',
        words: [
          { text: '--rm', at: uses.at },
          ...entrypointWords(childOf(step, 'with'), row, reading),
          { text: image, at: uses.at },
          ...argumentWords(childOf(step, 'with'), row, reading),
        ],
        expansions: reading.expansions,
        explain: explainExpression,
        readFile: () => ({ unknown: 'the file lies on the runner' }),
        texts: reading.context.files.texts,
        runner: 'the runner',
      },
      { kind: 'workflow', id, name: id, declared: uses.at },
    );
    if ('error' in answer) reading.errors.push(answer.error);
    else reading.subjects.push(place.hasNetwork ? onRunnerNetwork(answer.subject) : answer.subject);
  }
}

/** A name without expressions, by which people know the step. */
function nameOf(node: Node | undefined, reading: WorkflowReading): string | undefined {
  const text = node?.kind === 'scalar' ? reading.read(node, 'the name of a step')?.text.trim() : undefined;
  return text === undefined || text === '' || text.includes('${{') ? undefined : text;
}

function entrypointWords(given: Node | undefined, row: MatrixRow, reading: WorkflowReading): DeclaredWord[] {
  const entrypoint = reading.read(childOf(given, 'entrypoint'), '`entrypoint` of a step');
  if (entrypoint === undefined) return [];
  return [{ text: '--entrypoint', at: entrypoint.at }, fillWord(entrypoint, row, reading.expansions)];
}

function argumentWords(given: Node | undefined, row: MatrixRow, reading: WorkflowReading): DeclaredWord[] {
  const args = reading.read(childOf(given, 'args'), '`args` of a step');
  return args === undefined ? [] : splitOptions(args, row, reading.expansions);
}
