// The life of a container: made, started, ended, removed. What is so already is no error.
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../model/errors.ts';
import { askDocument, askStream, RefusalError, readText } from './answer.ts';
import { containerPath } from './container-path.ts';
import { readState } from './container-state.ts';
import { textOf, textsOf } from './field.ts';
import type { TimedTransport } from './patience.ts';
import { printable } from './printable.ts';
import type { EngineRequest, Transport } from './transport.ts';
import type { EngineVersion } from './version.ts';

/** Milliseconds between two tries to remove: the first pause, and the longest. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1000;
const MAX_WARNINGS = 20;

/** Makes a container. When this fails for want of an answer, there may be one of that name all the same. */
export async function createContainer(
  transport: Transport,
  { api }: EngineVersion,
  name: string,
  request: Readonly<Record<string, unknown>>,
  platform?: string,
): Promise<{ readonly id: string; readonly warnings: readonly string[] }> {
  const path = `/v${api}/containers/create`;
  const query = platform === undefined ? { name } : { name, platform };
  const document = await askDocument(transport, { method: 'POST', path, query, body: request });
  const id = textOf(document, 'Id');
  if (!/^[0-9a-f]{12,128}$/.test(id)) throw new InputError('the engine has made a container and does not say its id');
  const warnings = textsOf(document, 'Warnings').slice(0, MAX_WARNINGS);
  return { id, warnings: warnings.map((warning) => printable(warning)).filter((warning) => warning !== '') };
}

/** Starts a container; one that runs already is left alone. */
export async function startContainer(transport: Transport, version: EngineVersion, id: string): Promise<void> {
  await unless([304], tell(transport, { method: 'POST', path: containerPath(version, id, '/start') }));
}

/** Sends the signal that stops it, and SIGKILL after so many seconds. */
export async function stopContainer(
  transport: Transport,
  version: EngineVersion,
  id: string,
  seconds: number,
): Promise<void> {
  const query = { t: String(seconds) };
  await endContainer(transport, version, id, { method: 'POST', path: containerPath(version, id, '/stop'), query });
}

/** Sends a signal to the first process. */
export async function killContainer(
  transport: Transport,
  version: EngineVersion,
  id: string,
  signal: string,
): Promise<void> {
  const query = { signal };
  await endContainer(transport, version, id, { method: 'POST', path: containerPath(version, id, '/kill'), query });
}

/** Removes a container with its anonymous volumes, however long another removal takes, until the time of the call is over. */
export async function removeContainer(transport: TimedTransport, version: EngineVersion, id: string): Promise<void> {
  const query = { force: 'true', v: 'true' };
  const request: EngineRequest = { method: 'DELETE', path: containerPath(version, id), query };
  // Podman asks politely first, for ten seconds, even when it is to use force.
  if (version.libpod !== '') await refusalOf(killContainer(transport, version, id, 'KILL'));
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const refusal = await refusalOf(tell(transport, request));
    if (refusal === undefined || refusal.status === 404) return;
    if (!isPassing(refusal)) throw refusal;
    try {
      await sleep(pause, undefined, { signal: transport.signal });
    } catch {
      throw refusal;
    }
  }
}

/** Asks for an end, which one that has ended, or is gone, has come to already. Engines word that in many ways, so its state decides. */
async function endContainer(
  transport: Transport,
  version: EngineVersion,
  id: string,
  request: EngineRequest,
): Promise<void> {
  const refusal = await refusalOf(unless([304, 404], tell(transport, request)));
  if (refusal === undefined) return;
  const state = await readState(transport, version, id);
  if (state?.running === true) throw refusal;
}

/** Another removal is under way, or the kernel still holds what is to be removed. */
function isPassing({ status, message }: RefusalError): boolean {
  return (status === 409 && /in progress/i.test(message)) || (status === 500 && /resource busy/i.test(message));
}

async function tell(transport: Transport, request: EngineRequest): Promise<void> {
  await readText(await askStream(transport, request), request);
}

async function unless(statuses: readonly number[], told: Promise<void>): Promise<void> {
  const refusal = await refusalOf(told);
  if (refusal !== undefined && !statuses.includes(refusal.status)) throw refusal;
}

async function refusalOf(told: Promise<void>): Promise<RefusalError | undefined> {
  try {
    await told;
    return undefined;
  } catch (error) {
    if (error instanceof RefusalError) return error;
    throw error;
  }
}
