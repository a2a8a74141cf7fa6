// Containers of an engine, running or stopped, as the same facts that their inspect documents give.
import type { Connections } from '../../model/connections.ts';
import { LimitError } from '../../model/errors.ts';
import type { TargetFacts } from '../../model/run.ts';
import type { SourceFiles } from '../files.ts';
import { readInspect } from '../inspect/input.ts';
import { fieldOf, readAll, readOne } from './documents.ts';

/** The image that a container was made from. */
export interface ContainerImage {
  /** Id of the subject of the container. */
  readonly container: string;
  /** Id of the image in the engine, under which it can be read there even when no name leads to it any more. */
  readonly id: string;
  /** As it was named when the container was made. */
  readonly reference: string;
}

export interface EngineContainers {
  readonly facts: TargetFacts;
  readonly images: readonly ContainerImage[];
}

export interface ContainerContext {
  readonly files: SourceFiles;
  readonly connections: Pick<Connections, 'engine'>;
}

/** The word that means every container. */
export const ALL_CONTAINERS = 'all';

/** Reads the container of a name, an id or the beginning of an id; `all` for every one. Throws InputError when there is none. */
export async function readContainers(
  text: string,
  { files, connections }: ContainerContext,
): Promise<EngineContainers> {
  const wanted = text.trim();
  const engine = await connections.engine();
  const read = await (wanted === ALL_CONTAINERS ? readAll(engine) : readOne(engine, wanted));
  const name = wanted === ALL_CONTAINERS ? wanted : nameOf(read.documents[0], wanted);
  const label = `container:${name}`;
  const inspected = print(read.documents, label);
  files.remember(label, inspected);
  const subjects = readInspect(inspected, label).slice(0, read.wanted);
  return {
    facts: {
      id: label,
      kind: 'container',
      name,
      subjects,
      errors: read.problems.map((message) => ({ message })),
      notices: read.vanished.map((gone) => ({ message: `container ${gone} was gone before it could be looked at` })),
    },
    images: subjects.map((subject, index) => imageOf(subject.id, read.documents[index])),
  };
}

/** A stable name rather than the id, where the document has one. */
function nameOf(document: unknown, wanted: string): string {
  const name = fieldOf(document, 'Name');
  return typeof name === 'string' && name !== '' ? name.replace(/^\//, '') : wanted;
}

function imageOf(container: string, document: unknown): ContainerImage {
  // Podman leaves out the algorithm.
  const id = String(fieldOf(document, 'Image') ?? '').replace(/^(?=[0-9a-f]{64}$)/, 'sha256:');
  const named = fieldOf(document, 'ImageName') ?? fieldOf(fieldOf(document, 'Config'), 'Image');
  return { container, id, reference: typeof named === 'string' ? named : '' };
}

/** As `docker inspect` prints it, so that lines can be quoted and found again. */
function print(documents: readonly unknown[], label: string): string {
  try {
    return JSON.stringify(documents, null, 4);
  } catch (error) {
    // Text that is nested without end is read by the parser and cannot be written again.
    if (error instanceof RangeError) throw new LimitError(`${label}: the document of the engine is nested too deep`);
    throw error;
  }
}
