// The state of containers, from their inspect documents.
import type { ContainerState } from '../model/container-engine.ts';
import { InputError } from '../model/errors.ts';
import { isObject } from '../parse/json-object.ts';
import { askDocument, RefusalError } from './answer.ts';
import { containerPath } from './container-path.ts';
import { countOf, fieldOf, flagOf, itemsOf, listOf, textOf } from './field.ts';
import { printable } from './printable.ts';
import type { Transport } from './transport.ts';
import type { EngineVersion } from './version.ts';

/** Reads the state of a container; undefined when there is none of that name or id. */
export async function readState(
  transport: Transport,
  version: EngineVersion,
  id: string,
): Promise<ContainerState | undefined> {
  try {
    return stateOf(await askDocument(transport, { path: containerPath(version, id, '/json') }));
  } catch (error) {
    if (error instanceof RefusalError && error.status === 404) return undefined;
    throw error;
  }
}

/** Reads the state of every container with a label. One that vanishes meanwhile is left out. */
export async function readLabelled(
  transport: Transport,
  version: EngineVersion,
  label: string,
): Promise<readonly ContainerState[]> {
  const query = { all: 'true', filters: JSON.stringify({ label: [label] }) };
  const document = await askDocument(transport, { path: `/v${version.api}/containers/json`, query });
  const ids = itemsOf(document, 'containers').map((item) => textOf(item, 'Id'));
  const states = await Promise.all(ids.filter((id) => id !== '').map((id) => readState(transport, version, id)));
  return states.filter((state) => state !== undefined);
}

function stateOf(document: unknown): ContainerState {
  const id = textOf(document, 'Id');
  const state = fieldOf(document, 'State');
  const status = textOf(state, 'Status');
  if (id === '' || status === '') throw new InputError('the engine describes a container without its id or state');
  const health = healthOf(state);
  return {
    id,
    name: textOf(document, 'Name').replace(/^\//, ''),
    status,
    running: flagOf(state, 'Running'),
    pid: countOf(state, 'Pid') ?? 0,
    exitCode: exitCodeOf(state),
    oomKilled: flagOf(state, 'OOMKilled'),
    error: printable(textOf(state, 'Error')),
    startedAt: textOf(state, 'StartedAt'),
    finishedAt: textOf(state, 'FinishedAt'),
    restarts: countOf(document, 'RestartCount') ?? 0,
    ...(health === undefined ? {} : { health }),
    labels: labelsOf(document),
    mounts: listOf(document, 'Mounts').map((mount) => ({
      type: textOf(mount, 'Type'),
      name: textOf(mount, 'Name'),
      destination: textOf(mount, 'Destination'),
      writable: flagOf(mount, 'RW'),
    })),
  };
}

/** Engines of Windows know negative codes. */
function exitCodeOf(state: unknown): number {
  const code = fieldOf(state, 'ExitCode');
  return typeof code === 'number' && Number.isInteger(code) ? code : 0;
}

/** A container without a health check has none, or one whose status is `none` or empty. */
function healthOf(state: unknown): ContainerState['health'] {
  const status = printable(textOf(state, 'Health', 'Status'));
  if (status === '' || status === 'none') return undefined;
  return {
    status,
    failingStreak: countOf(state, 'Health', 'FailingStreak') ?? 0,
    lastOutput: printable(textOf(listOf(state, 'Health', 'Log').at(-1), 'Output')),
  };
}

function labelsOf(document: unknown): Readonly<Record<string, string>> {
  const labels = fieldOf(document, 'Config', 'Labels');
  if (!isObject(labels)) return {};
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
