// Opens the engine that the environment names, or the first one found where engines usually listen.
import type { Engine } from '../model/connections.ts';
import type { InputError } from '../model/errors.ts';
import { type Endpoint, showEndpoint } from './endpoint.ts';
import { NoEngineError } from './explain.ts';
import { type EnginePlace, locateEngine } from './locate.ts';
import { listContainers, listImages, readContainer, readHistory, readImage, saveImage } from './reading.ts';
import { openTransport, type Transport, type TransportOptions } from './transport.ts';
import { type EngineVersion, negotiate } from './version.ts';

/** Where to look, and how to speak; an answer is expected within a minute where no other time is given. */
export interface EngineOptions extends EnginePlace, Partial<TransportOptions> {}

/** An engine that answers, and how to speak to it. */
export interface OpenedEngine {
  readonly transport: Transport;
  readonly version: EngineVersion;
}

const PATIENCE = 60_000;

/** Opens an engine for reading. Throws InputError that says what to start or to set when there is none. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  return readingEngine(await connectEngine(options));
}

/** Finds the engine and settles on a version of its API. */
export async function connectEngine(options: EngineOptions): Promise<OpenedEngine> {
  const endpoints = locateEngine(options);
  const failures: { readonly endpoint: Endpoint; readonly error: InputError }[] = [];
  for (const endpoint of endpoints) {
    const transport = openTransport(endpoint, { patience: PATIENCE, ...options });
    try {
      return { transport, version: await negotiate(transport) };
    } catch (error) {
      await transport.close();
      if (endpoint.namedBy !== '' || !(error instanceof NoEngineError)) throw error;
      failures.push({ endpoint, error });
    }
  }
  throw explainNone(failures);
}

/** A socket that is there and refuses says more than those that are not. */
function explainNone(failures: readonly { readonly endpoint: Endpoint; readonly error: InputError }[]): InputError {
  const isMissing = ({ error }: { readonly error: InputError }) =>
    error instanceof NoEngineError && ['ENOENT', 'ENOTDIR'].includes(error.code);
  const told = failures.find((failure) => !isMissing(failure));
  if (told !== undefined) return told.error;
  const places = failures.map(({ endpoint }) => showEndpoint(endpoint)).join(', ');
  return new NoEngineError(
    `no Docker engine: there is no socket at ${places}. Start the engine (\`sudo systemctl start docker\`), or set DOCKER_HOST to where it listens`,
    'ENOENT',
  );
}

function readingEngine({ transport, version }: OpenedEngine): Engine {
  return {
    name: version.name,
    containers: () => listContainers(transport, version),
    inspectContainer: (id) => readContainer(transport, version, id),
    images: () => listImages(transport, version),
    inspectImage: (reference) => readImage(transport, version, reference),
    history: (reference) => readHistory(transport, version, reference),
    save: (reference) => saveImage(transport, version, reference),
    close: () => transport.close(),
  };
}
