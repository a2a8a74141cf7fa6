// Asks an engine for the inspect documents of one container or of all of them.
import type { Engine } from '../../model/connections.ts';
import { InputError } from '../../model/errors.ts';
import { eachAtOnce } from './at-once.ts';

export interface ContainerDocuments {
  /** Those asked for, then those whose namespaces they share. */
  readonly documents: readonly unknown[];
  /** How many of them were asked for. */
  readonly wanted: number;
  /** Containers that could not be read, and why. */
  readonly problems: readonly string[];
  /** Containers that were gone when they were looked at. */
  readonly vanished: readonly string[];
}

/** Requests under way at once. */
const AT_ONCE = 4;
/** Containers looked at only because another shares a namespace with them. */
const MAX_JOINED = 16;

/** Reads one container, and those it shares namespaces with, so that what they share is known. */
export async function readOne(engine: Engine, id: string): Promise<ContainerDocuments> {
  const documents = [await engine.inspectContainer(id)];
  const seen = new Set([idOf(documents[0])]);
  for (let at = 0; at < documents.length; at += 1)
    for (const joined of joinedIds(documents[at])) {
      if (seen.has(joined) || seen.size > MAX_JOINED) continue;
      seen.add(joined);
      const document = await readIfThere(engine, joined);
      if (document !== undefined) documents.push(document);
    }
  return { documents, wanted: 1, problems: [], vanished: [] };
}

/** Reads every container of the engine, by name. Throws InputError where there is none: nothing examined is not clean. */
export async function readAll(engine: Engine): Promise<ContainerDocuments> {
  const listed = await engine.containers();
  if (listed.length === 0) throw new InputError(`there is no container in ${engine.name}`);
  const read = await inspectEach(engine, listed);
  const failed = read.filter((one) => one.error !== undefined);
  // Containers come and go while a machine is swept.
  const left = failed.length === 0 ? [] : await engine.containers();
  const remains = ({ id }: { readonly id: string }) => left.some((container) => container.id === id);
  const documents = read.flatMap(({ document }) => (document === undefined ? [] : [document]));
  return {
    documents,
    wanted: documents.length,
    problems: failed.filter(remains).map(({ name, error }) => `${name}: ${error?.message}`),
    vanished: failed.filter((one) => !remains(one)).map(({ name }) => name),
  };
}

interface Inspected {
  readonly id: string;
  readonly name: string;
  readonly document?: unknown;
  readonly error?: InputError;
}

async function inspectEach(
  engine: Engine,
  listed: readonly { readonly id: string; readonly name: string }[],
): Promise<Inspected[]> {
  return await eachAtOnce(listed, AT_ONCE, async ({ id, name }): Promise<Inspected> => {
    try {
      return { id, name, document: await engine.inspectContainer(id) };
    } catch (error) {
      if (error instanceof InputError) return { id, name, error };
      throw error;
    }
  });
}

async function readIfThere(engine: Engine, id: string): Promise<unknown> {
  try {
    return await engine.inspectContainer(id);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Ids of the containers whose namespaces this one shares. */
function joinedIds(document: unknown): string[] {
  const host = fieldOf(document, 'HostConfig');
  return ['NetworkMode', 'PidMode', 'IpcMode'].flatMap((key) => {
    const mode = fieldOf(host, key);
    return typeof mode === 'string' && mode.startsWith('container:') ? [mode.slice('container:'.length)] : [];
  });
}

function idOf(document: unknown): string {
  const id = fieldOf(document, 'Id');
  return typeof id === 'string' ? id : '';
}

/** A field of a document of the engine; `undefined` where it is none. */
export function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
