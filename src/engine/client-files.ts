// The files of the Docker client that say where its engine is: the current context, its address, and certificates. They are only read.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../model/errors.ts';
import type { Certificates } from './endpoint.ts';

/** What a context of the client says of its engine. */
export interface ClientContext {
  readonly host: string;
  readonly certificates?: Certificates;
}

const MAX_BYTES = 4 * 1024 * 1024;

/** Name of the context that the client would use by its own configuration; empty for the default one. A broken configuration names none. */
export function readCurrentContext(configFolder: string): string {
  try {
    const config = readJson(join(configFolder, 'config.json'));
    return isRecord(config) && typeof config.currentContext === 'string' ? config.currentContext : '';
  } catch {
    return '';
  }
}

/** Reads a context by name. `namedBy` says who wants it, for messages. */
export function readContext(configFolder: string, name: string, namedBy: string): ClientContext {
  if (configFolder === '')
    throw new InputError(
      `${namedBy} names the Docker context ${JSON.stringify(name)}, and there is no home folder to find it in: set DOCKER_CONFIG or DOCKER_HOST`,
    );
  // The client names folders by the digest of the name, so that no name can lead elsewhere.
  const digest = createHash('sha256').update(name).digest('hex');
  const file = join(configFolder, 'contexts', 'meta', digest, 'meta.json');
  let document: unknown;
  try {
    document = readJson(file);
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
    const problem = missing ? 'there is none of that name' : `${file} cannot be read`;
    throw new InputError(
      `${namedBy} names the Docker context ${JSON.stringify(name)}, and ${problem}. See \`docker context ls\`, or set DOCKER_HOST`,
      undefined,
      { cause: error },
    );
  }
  const endpoints = isRecord(document) ? document.Endpoints : undefined;
  const docker = isRecord(endpoints) ? endpoints.docker : undefined;
  const host = isRecord(docker) && typeof docker.Host === 'string' ? docker.Host : '';
  if (host === '') throw new InputError(`${file} names no engine: the context has no Endpoints.docker.Host`);
  const pem = readCertificates(join(configFolder, 'contexts', 'tls', digest, 'docker'));
  const verify = !(isRecord(docker) && docker.SkipTLSVerify === true);
  const hasTls = Object.keys(pem).length > 0 || !verify;
  return { host, ...(hasTls ? { certificates: { ...pem, verify } } : {}) };
}

/** Reads ca.pem, cert.pem and key.pem of a folder, as far as they are there. */
export function readCertificates(folder: string): Omit<Certificates, 'verify'> {
  const ca = readPem(join(folder, 'ca.pem'));
  const cert = readPem(join(folder, 'cert.pem'));
  const key = readPem(join(folder, 'key.pem'));
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

function readPem(file: string): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new InputError(`${file} cannot be read (${code}): it is a certificate or key for the engine`, undefined, {
      cause: error,
    });
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readText(file));
}

function readText(file: string): string {
  const { size } = statSync(file);
  if (size > MAX_BYTES) throw new InputError(`${file} is larger than the limit of ${MAX_BYTES} bytes`);
  return readFileSync(file, 'utf8');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
