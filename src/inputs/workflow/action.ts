// An action: the container that a docker action is, or the steps of a composite one.
import { posix } from 'node:path';
import type { Build } from '../../model/run.ts';
import { BUILT_IMAGE, joinDockerfile } from '../built-here.ts';
import { childOf } from '../compose/build-node.ts';
import type { Entry, MapNode, Node } from '../compose/node.ts';
import { type DeclaredWord, stateDeclared } from '../declared-line.ts';
import { explainExpression } from './expression.ts';
import { fillWord } from './fill.ts';
import type { MatrixRow } from './matrix.ts';
import type { WorkflowReading } from './reading.ts';
import { readSteps } from './steps.ts';

const NO_MATRIX: MatrixRow = { label: '', values: new Map(), complete: false };

/** Reads the `runs:` of an action. `folder` is that of its file. Answers what it builds. */
export async function readAction(
  runs: MapNode,
  root: Node,
  folder: string,
  reading: WorkflowReading,
): Promise<Build | undefined> {
  const using = reading.read(runs.entries.get('using')?.node, '`using` of the action')?.text.toLowerCase();
  const image = runs.entries.get('image');
  if (using === 'docker' && image !== undefined) return readDockerAction(runs, image, folder, reading);
  if (using === 'composite')
    readSteps(
      { id: 'action', steps: childOf(runs, 'steps'), scopes: [root], hasContainer: false, hasNetwork: false },
      reading,
    );
  return undefined;
}

/** The runner starts the container of an action by `docker run --rm`. */
async function readDockerAction(
  runs: MapNode,
  image: Entry,
  folder: string,
  reading: WorkflowReading,
): Promise<Build | undefined> {
  const source = reading.read(image.node, '`image` of the action');
  if (source === undefined) return undefined;
  const isImage = source.text.startsWith('docker://');
  const id = reading.freeId('action');
  const words = (node: Node | undefined, what: string): DeclaredWord[] =>
    (node?.kind === 'list' ? node.items : node === undefined ? [] : [node]).flatMap((item) => {
      const text = reading.read(item, what);
      return text === undefined ? [] : [fillWord(text, NO_MATRIX, reading.expansions)];
    });
  const environment = childOf(runs, 'env');
  const variables = environment?.kind === 'map' ? [...environment.entries] : [];
  const answer = stateDeclared(
    {
      subcommand: 'run',
      words: [
        { text: '--rm', at: source.at },
        ...variables.flatMap(([name, { node }]) => [
          { text: '-e', at: node.origin.at },
          ...words(node, `the variable \`${name}\``).map((word) => ({ ...word, text: `${name}=${word.text}` })),
        ]),
        ...words(childOf(runs, 'entrypoint'), '`entrypoint` of the action').flatMap((word) => [
          { ...word, text: '--entrypoint' },
          word,
        ]),
        { text: isImage ? source.text.slice('docker://'.length) : BUILT_IMAGE, at: source.at },
        ...words(childOf(runs, 'args'), 'an argument of the action'),
      ],
      expansions: reading.expansions,
      explain: explainExpression,
      readFile: () => ({ unknown: 'the file lies on the runner' }),
      texts: reading.context.files.texts,
      runner: 'the runner',
    },
    { kind: 'workflow', id, name: id, declared: image.key },
  );
  if ('error' in answer) {
    reading.errors.push(answer.error);
    return undefined;
  }
  if (isImage) {
    reading.subjects.push(answer.subject);
    return undefined;
  }
  const built = { dockerfile: posix.join(folder, source.text), target: '', args: [], origin: { at: source.at } };
  const explain = () => ({ reason: 'it is decided when the action runs' });
  const { subject, build } = await joinDockerfile(answer.subject, { ...built, explain }, reading.context.files);
  reading.subjects.push(subject);
  return build;
}
