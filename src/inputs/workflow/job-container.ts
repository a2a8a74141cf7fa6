// The container of a job and those of its services: the line that the runner gives to docker for each, and its facts.
import type { Location } from '../../model/location.ts';
import type { Absence, Subject } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import type { Entry, Node } from '../compose/node.ts';
import type { DeclaredWord } from '../declared-line.ts';
import { stateDeclared } from '../declared-line.ts';
import { explainExpression, findExpressions, isWholeExpression } from './expression.ts';
import { boundNode, fillWord, splitOptions } from './fill.ts';
import { type MatrixRow, matrixRows } from './matrix.ts';
import type { PlacedText, WorkflowReading } from './reading.ts';
import { onRunnerNetwork } from './runner-network.ts';

export interface ContainerPlace {
  readonly job: Node;
  /** `job/container`, `job/redis`. */
  readonly id: string;
  readonly entry: Entry;
  /** The container that the steps of the job run in: the runner keeps it open with a command of its own. */
  readonly isJob: boolean;
}

/** States a container for each row of the matrix that gives it one. Answers their ids. */
export function readJobContainer(place: ContainerPlace, reading: WorkflowReading): string[] {
  return matrixRows(place.job, place.entry.node).flatMap((row) => readRow(place, row, reading));
}

function readRow(place: ContainerPlace, row: MatrixRow, reading: WorkflowReading): string[] {
  const node = follow(place.entry.node, row);
  const words = node.kind === 'scalar' ? shortForm(node, row, reading) : longForm(node, place, row, reading);
  // An image that is empty means that there is no container.
  if (words === undefined) return [];
  const id = reading.freeId(row.label === '' ? place.id : `${place.id} (${row.label})`);
  const answer = stateDeclared(
    {
      subcommand: 'create',
      words: place.isJob ? keptOpen(words, place.entry.key) : words,
      expansions: reading.expansions,
      explain: explainExpression,
      readFile: () => ({ unknown: 'the file lies on the runner' }),
      texts: reading.context.files.texts,
      runner: 'the runner',
    },
    { kind: 'workflow', id, name: id, declared: place.entry.key },
  );
  if ('error' in answer) {
    reading.errors.push(answer.error);
    return [];
  }
  const onNetwork = onRunnerNetwork(answer.subject);
  reading.subjects.push(place.isJob ? asJobContainer(onNetwork) : onNetwork);
  return [id];
}

/** The value that a whole expression names in the matrix, which may be a mapping. */
function follow(node: Node, row: MatrixRow): Node {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || !isWholeExpression(node.value)) return node;
  const [expression] = findExpressions(node.value);
  return expression === undefined ? node : (boundNode(expression.code, row) ?? node);
}

function shortForm(node: Node, row: MatrixRow, reading: WorkflowReading): DeclaredWord[] | undefined {
  const image = reading.read(node, 'the container');
  if (image === undefined) return undefined;
  const word = fillWord(image, row, reading.expansions);
  if (word.text === '') return undefined;
  // What an expression stands for as a whole may be a mapping with options in it.
  return isWholeExpression(image.text) && hasHole(word.text) ? [{ ...word, loose: true }, word] : [word];
}

function longForm(
  node: Node,
  { id, isJob }: ContainerPlace,
  row: MatrixRow,
  reading: WorkflowReading,
): DeclaredWord[] | undefined {
  if (node.kind !== 'map') {
    reading.errors.push({
      message: `\`${id}\` is an image or a mapping with an image, not a list`,
      location: node.origin.at,
    });
    return undefined;
  }
  const child = (key: string): Node | undefined => node.entries.get(key)?.node;
  const image = reading.read(child('image'), `the image of \`${id}\``);
  const name = image === undefined ? undefined : fillWord(image, row, reading.expansions);
  if (name === undefined || name.text === '') {
    if (!node.entries.has('image'))
      reading.errors.push({
        message: `\`${id}\` names no image; write for example image: node:24`,
        location: node.origin.at,
      });
    return undefined;
  }
  const options = reading.read(child('options'), `\`options\` of \`${id}\``);
  // Only a service starts what these say.
  const entrypoint = isJob ? undefined : reading.read(child('entrypoint'), `\`entrypoint\` of \`${id}\``);
  const command = isJob ? undefined : reading.read(child('command'), `\`command\` of \`${id}\``);
  return [
    ...listWords(child('ports'), '-p', `a port of \`${id}\``, row, reading, ({ text }) => text),
    ...(options === undefined ? [] : splitOptions(options, row, reading.expansions)),
    ...environmentWords(child('env'), id, row, reading),
    ...listWords(child('volumes'), '-v', `a volume of \`${id}\``, row, reading, ({ text }) => volumeOf(text)),
    ...(entrypoint === undefined
      ? []
      : [{ text: '--entrypoint', at: entrypoint.at }, fillWord(entrypoint, row, reading.expansions)]),
    name,
    ...(command === undefined ? [] : splitOptions(command, row, reading.expansions)),
  ];
}

function listWords(
  node: Node | undefined,
  flag: string,
  what: string,
  row: MatrixRow,
  reading: WorkflowReading,
  convert: (word: DeclaredWord) => string,
): DeclaredWord[] {
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => {
    const source = reading.read(item, what);
    if (source === undefined) return [];
    const word = fillWord(source, row, reading.expansions);
    return [
      { text: flag, at: source.at },
      { ...word, text: convert(word) },
    ];
  });
}

/** The runner takes a volume apart by itself and knows no option but `ro`. */
function volumeOf(text: string): string {
  const [first = '', second = '', third, ...more] = text.split(':');
  if (more.length > 0 || second === '') return text;
  const isReadOnly = (option: string) => option.toLowerCase() === 'ro';
  if (third !== undefined) return `${first}:${second}${isReadOnly(third) ? ':ro' : ''}`;
  return isReadOnly(second) ? first : text;
}

function environmentWords(
  node: Node | undefined,
  id: string,
  row: MatrixRow,
  reading: WorkflowReading,
): DeclaredWord[] {
  if (node === undefined) return [];
  if (node.kind !== 'map') {
    // One expression for all of it hides which variables there are.
    const source = reading.read(node, `\`env\` of \`${id}\``);
    if (source === undefined) return [];
    return [{ text: '--env-file', at: source.at }, fillWord(source, row, reading.expansions)];
  }
  return [...node.entries].flatMap(([name, { node: value }]) => {
    const at = value.origin.at;
    const source: PlacedText | undefined = reading.read(value, `the variable \`${name}\` of \`${id}\``);
    const word = source === undefined ? { text: '', at } : fillWord(source, row, reading.expansions);
    return [
      { text: '-e', at },
      { ...word, text: `${name}=${word.text}` },
    ];
  });
}

/** The runner replaces what the image starts, so that the container waits for the steps. */
function keptOpen(words: readonly DeclaredWord[], at: Location): DeclaredWord[] {
  const image = words.at(-1);
  const before = words.slice(0, -1);
  if (image === undefined) return [];
  return [
    ...before,
    { text: '--entrypoint', at },
    { text: 'tail', at },
    image,
    { text: '-f', at },
    { text: '/dev/null', at },
  ];
}

/**
 * What the runner adds to the container of every job is not stated as if the workflow had written it: its work folders, and the socket of the
 * engine, which it mounts into each of them.
 */
function asJobContainer(subject: Subject<'container'>): Subject<'container'> {
  const { workingDir: _, ...facts } = subject.facts;
  const origins = Object.fromEntries(
    Object.entries(subject.origins).filter(([path]) => !/^(?:entrypoint|command)(?:\[|$)/.test(path)),
  );
  const reason = 'the runner sets the directory of the repository that it checked out';
  const absences: Record<string, Absence> = { ...subject.absences, workingDir: { reason } };
  return { ...subject, facts, origins, absences };
}
