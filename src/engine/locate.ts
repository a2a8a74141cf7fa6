// Decides where the engine is, as the Docker client does: DOCKER_HOST, then the context, then the sockets that are usual.
import { join } from 'node:path';
import { readCertificates, readContext, readCurrentContext } from './client-files.ts';
import { type Certificates, DEFAULT_SOCKET, type Endpoint, parseEndpoint } from './endpoint.ts';

export interface EnginePlace {
  /** Of which DOCKER_HOST, DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, DOCKER_CONTEXT, DOCKER_CONFIG and XDG_RUNTIME_DIR are read. */
  readonly environment: Readonly<Record<string, string>>;
  /** Home folder of the user, absolute; empty where there is none. */
  readonly home: string;
}

/** The places to try, in order. A place that somebody named is the only one. Throws InputError where what was named cannot be used. */
export function locateEngine({ environment, home }: EnginePlace): readonly Endpoint[] {
  // Without a home nothing is read: a relative path would lead into the folder that is scanned.
  const configFolder = environment.DOCKER_CONFIG || (home === '' ? '' : join(home, '.docker'));
  const host = environment.DOCKER_HOST ?? '';
  if (host !== '') return [parseEndpoint(host, 'DOCKER_HOST', certificatesOf(environment, configFolder))];
  const wanted = environment.DOCKER_CONTEXT ?? '';
  const context = wanted === '' && configFolder !== '' ? readCurrentContext(configFolder) : wanted;
  if (context !== '' && context !== 'default') {
    const namedBy = wanted === '' ? join(configFolder, 'config.json') : 'DOCKER_CONTEXT';
    const { host, certificates } = readContext(configFolder, context, namedBy);
    return [parseEndpoint(host, `the Docker context ${context}`, certificates)];
  }
  return usualSockets(environment, home).map((path) => ({ kind: 'unix', path, namedBy: '' }));
}

/** As the client has it: certificates lie beside its configuration unless a folder is named, and are used only when TLS is asked for. */
function certificatesOf(environment: Readonly<Record<string, string>>, configFolder: string): Certificates | undefined {
  const verify = (environment.DOCKER_TLS_VERIFY ?? '') !== '';
  if (!verify && (environment.DOCKER_TLS ?? '') === '') return undefined;
  const folder = environment.DOCKER_CERT_PATH || configFolder;
  return { ...(folder === '' ? {} : readCertificates(folder)), verify };
}

/** Docker as root, Docker without root, Docker Desktop, then Podman. */
function usualSockets(environment: Readonly<Record<string, string>>, home: string): string[] {
  const runtime = environment.XDG_RUNTIME_DIR ?? '';
  const below = (folder: string, path: string): string[] => (folder.startsWith('/') ? [join(folder, path)] : []);
  return [
    DEFAULT_SOCKET,
    ...below(runtime, 'docker.sock'),
    ...below(home, '.docker/run/docker.sock'),
    ...below(home, '.docker/desktop/docker.sock'),
    ...below(runtime, 'podman/podman.sock'),
    '/run/podman/podman.sock',
  ];
}
