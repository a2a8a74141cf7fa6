// Registries by the OCI distribution API: opened once, asked for images by their references.
import type { Registries } from '../model/connections.ts';
import { openCredentials } from './credentials.ts';
import { openHttp } from './http.ts';
import { openImageSource } from './image-source.ts';
import type { RegistryOptions } from './options.ts';
import { readReference } from './reference.ts';
import { openRegistryHost, type RegistryHost } from './registry-host.ts';
import { patienceOf } from './retry.ts';

/** Opens the registries of a run. Connections, logins and tokens are shared between references; nothing is asked before the first image is. */
export function openRegistries(options: RegistryOptions): Registries {
  const http = openHttp(options);
  const find = openCredentials(options);
  const patience = patienceOf(options);
  const hosts = new Map<string, RegistryHost>();
  const hostOf = (registry: string): RegistryHost => {
    const host = hosts.get(registry) ?? openRegistryHost(registry, { http, patience, find });
    hosts.set(registry, host);
    return host;
  };
  return {
    open: (written) => {
      const reference = readReference(written);
      const { registry, repository: path } = reference;
      const repository = { host: hostOf(registry), path, name: `${registry}/${path}` };
      return openImageSource({ repository, reference, written, onBytes: options.onBytes });
    },
    close: () => http.close(),
  };
}
