// Which engine answers, and the version of the API that both sides speak.
import { InputError } from '../model/errors.ts';
import { askDocument, askStream, RefusalError, readText } from './answer.ts';
import { showEndpoint } from './endpoint.ts';
import type { Transport } from './transport.ts';

export interface EngineVersion {
  /** What it is, for messages: `Docker 28.5.2 (API 1.51)`. */
  readonly name: string;
  /** Version of the API that requests name, `1.51`. */
  readonly api: string;
  /** Path of Podman's own API, `/v5.8.1/libpod`; empty for Docker. */
  readonly libpod: string;
}

/** The newest API that this was written for; an engine that speaks a newer one is asked in this one. */
const OUR_API = '1.51';
/** The oldest API that has what is asked for. */
const OLDEST_API = '1.24';

/** Asks who answers and settles on a version. Throws InputError when it is no engine, or none that can be spoken to. */
export async function negotiate(transport: Transport): Promise<EngineVersion> {
  const where = showEndpoint(transport.endpoint);
  const ping = { path: '/_ping', signal: AbortSignal.timeout(transport.patience) };
  const answer = await askStream(transport, ping);
  await readText(answer, ping);
  const theirs = answer.header('api-version');
  if (!isVersion(theirs))
    throw new InputError(`what answers at ${where} is no Docker engine: /_ping names no version of the API`);
  if (isOlder(theirs, OLDEST_API))
    throw new InputError(
      `the engine at ${where} speaks API ${theirs}; ${OLDEST_API} or newer is needed: update the engine`,
    );
  const server = answer.header('server');
  const about = await askVersion(transport);
  const oldest = textOf(about, 'MinAPIVersion');
  if (isVersion(oldest) && isOlder(OUR_API, oldest))
    throw new InputError(
      `the engine at ${where} speaks API ${oldest} and newer, and this version speaks ${OUR_API} at most: update Seaworthy`,
    );
  const api = isOlder(theirs, OUR_API) ? theirs : OUR_API;
  const libpodVersion = answer.header('libpod-api-version');
  const isPodman = libpodVersion !== '' || /libpod/i.test(server) || namesPodman(about);
  const release = textOf(about, 'Version') || (/\/(\S+)/.exec(server)?.[1] ?? '');
  return {
    name: `${isPodman ? 'Podman' : 'Docker'}${release === '' ? '' : ` ${release}`} (API ${api})`,
    api,
    libpod: isPodman && /^\d+\.\d+\.\d+/.test(libpodVersion) ? `/v${libpodVersion}/libpod` : '',
  };
}

/** What the engine says of its parts. A proxy before it may forbid this; then less is known. */
export async function askVersion(transport: Transport): Promise<unknown> {
  try {
    return await askDocument(transport, { path: '/version' });
  } catch (error) {
    if (error instanceof RefusalError) return undefined;
    throw error;
  }
}

function isVersion(text: string): boolean {
  return /^\d{1,4}\.\d{1,4}$/.test(text);
}

function isOlder(left: string, right: string): boolean {
  const [major = 0, minor = 0] = left.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = right.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

function namesPodman(about: unknown): boolean {
  const components =
    typeof about === 'object' && about !== null && 'Components' in about ? about.Components : undefined;
  return (
    Array.isArray(components) && components.some((component: unknown) => /podman/i.test(textOf(component, 'Name')))
  );
}

function textOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return '';
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found.replaceAll(/[^\w.+~:-]/g, '').slice(0, 80) : '';
}
