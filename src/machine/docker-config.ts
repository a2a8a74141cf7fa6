// Reads the configuration of the Docker client, as far as it says how to sign in to registries.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What `auths` holds for one registry; every field may be missing. */
export interface StoredLogin {
  /** Base64 of `user:password`. */
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
  readonly registrytoken?: string;
}

export interface DockerConfig {
  /** The file it was read from, for messages. */
  readonly path: string;
  /** By registry, spelled as in the file. */
  readonly auths: ReadonlyMap<string, StoredLogin>;
  /** Name of the helper that keeps every login; empty for none. */
  readonly credsStore: string;
  /** Names of helpers by registry, spelled as in the file. */
  readonly credHelpers: ReadonlyMap<string, string>;
  /** Why nothing could be read although the file is there; empty where all is well. */
  readonly problem: string;
}

export interface DockerConfigPlace {
  readonly environment: Readonly<Record<string, string>>;
  readonly home: string;
}

const MAX_BYTES = 4 * 1024 * 1024;
const LOGIN_FIELDS = ['auth', 'username', 'password', 'identitytoken', 'registrytoken'] as const;

/** Reads `$DOCKER_CONFIG/config.json`, or `~/.docker/config.json`. A missing file is an empty configuration; a broken one is described by `problem`. */
export async function readDockerConfig({ environment, home }: DockerConfigPlace): Promise<DockerConfig> {
  const path = join(environment.DOCKER_CONFIG || join(home, '.docker'), 'config.json');
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) return emptyConfig(path, `it is larger than ${MAX_BYTES} bytes`);
    return parseDockerConfig(path, await readFile(path, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unreadable';
    return emptyConfig(path, code === 'ENOENT' || code === 'ENOTDIR' ? '' : `it cannot be read (${String(code)})`);
  }
}

function parseDockerConfig(path: string, text: string): DockerConfig {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The message of the parser quotes the text, which holds passwords.
    return emptyConfig(path, 'it is not JSON');
  }
  if (!isRecord(document)) return emptyConfig(path, 'it is not a JSON object');
  const auths = entries(document.auths).flatMap(([key, login]): [string, StoredLogin][] =>
    isRecord(login) ? [[key, storedLogin(login)]] : [],
  );
  const helpers = entries(document.credHelpers).flatMap(([key, name]): [string, string][] =>
    typeof name === 'string' ? [[key, name]] : [],
  );
  const credsStore = typeof document.credsStore === 'string' ? document.credsStore : '';
  return { path, auths: new Map(auths), credsStore, credHelpers: new Map(helpers), problem: '' };
}

function storedLogin(login: Readonly<Record<string, unknown>>): StoredLogin {
  const fields = LOGIN_FIELDS.flatMap((field) => {
    const value = login[field];
    return typeof value === 'string' && value !== '' ? [[field, value] as const] : [];
  });
  return Object.fromEntries(fields);
}

function emptyConfig(path: string, problem: string): DockerConfig {
  return { path, auths: new Map(), credsStore: '', credHelpers: new Map(), problem };
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
