// Opens an engine for running containers: every call with a limit of its own, streams on connections of their own.
import type { CallOptions, ContainerEngine } from '../model/container-engine.ts';
import { readLabelled, readState } from './container-state.ts';
import { showEndpoint } from './endpoint.ts';
import { openEvents } from './events.ts';
import { readHost } from './host.ts';
import { loadArchive, pullReference, readStoredImage, removeReference } from './image-store.ts';
import { readChanges, readProcesses } from './inside.ts';
import { createContainer, killContainer, removeContainer, startContainer, stopContainer } from './lifecycle.ts';
import { openLogs } from './logs.ts';
import { connectEngine, type EngineOptions } from './open.ts';
import { type TimedTransport, within } from './patience.ts';
import { openSamples } from './samples.ts';

/** A run holds three streams open and asks beside them. */
const CONNECTIONS = 64;

/** Milliseconds that a call may take where the caller names no time. */
const ASKING = 10_000;
const CREATING = 30_000;
const STOPPING = 30_000;
/** An engine under load takes long to unmount. */
const REMOVING = 90_000;
const LOADING = 600_000;
const PULLING = 1_800_000;

/** Opens an engine for running containers. Throws InputError that says what to start or to set when there is none. */
export async function openContainerEngine(options: EngineOptions): Promise<ContainerEngine> {
  const { transport, version } = await connectEngine({ connections: CONNECTIONS, ...options });
  const timed = ({ patience, signal }: CallOptions = {}, usual = ASKING): TimedTransport =>
    within(transport, patience ?? usual, signal);
  return {
    name: version.name,
    endpoint: showEndpoint(transport.endpoint),
    host: (call) => readHost(timed(call), version),
    create: (name, request, call) => createContainer(timed(call, CREATING), version, name, request, call?.platform),
    start: (id, call) => startContainer(timed(call, CREATING), version, id),
    stop: (id, seconds, call) => stopContainer(timed(call, seconds * 1000 + STOPPING), version, id, seconds),
    kill: (id, signal, call) => killContainer(timed(call), version, id, signal),
    remove: (id, call) => removeContainer(timed(call, REMOVING), version, id),
    state: (id, call) => readState(timed(call), version, id),
    labelled: (label, call) => readLabelled(timed(call), version, label),
    events: (id, signal) => openEvents(transport, version, id, signal),
    samples: (id, signal) => openSamples(transport, version, id, signal),
    logs: (id, streaming) => openLogs(transport, version, id, streaming),
    top: (id, call) => readProcesses(timed(call), version, id),
    changes: (id, call) => readChanges(timed(call), version, id),
    image: (reference, call) => readStoredImage(timed(call), version, reference),
    loadImage: (archive, call) => loadArchive(timed(call, LOADING), version, archive),
    pullImage: (reference, call = {}) => pullReference(timed(call, PULLING), version, reference, call),
    removeImage: (reference, call) => removeReference(timed(call, REMOVING), version, reference),
    close: () => transport.close(),
  };
}
