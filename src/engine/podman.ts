// What Podman leaves out when it answers in the form of Docker, taken from its own form.
import { isObject } from '../parse/json-object.ts';
import { askDocument } from './answer.ts';
import type { Transport } from './transport.ts';

/** Adds the health check of an image, and the type of its manifest, which tells whether it could carry one. `path` is that of Podman's own API. */
export async function completeImage(transport: Transport, path: string, document: unknown): Promise<unknown> {
  const own = await askDocument(transport, { path });
  if (!isObject(document) || !isObject(own)) return document;
  const config = isObject(document.Config) ? document.Config : {};
  const healthcheck = own.Healthcheck ?? own.HealthCheck;
  return {
    ...document,
    ...(own.ManifestType === undefined ? {} : { ManifestType: own.ManifestType }),
    Config: isObject(healthcheck) ? { Healthcheck: healthcheck, ...config } : config,
  };
}
