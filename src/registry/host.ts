// What the name of a registry says: its API host, and whether it is this machine.
import { UsageError } from '../model/errors.ts';

/** Where credentials of Docker Hub are kept by every client. */
export const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

/** The host that answers for a registry: that of docker.io has another name. */
export function apiHost(registry: string): string {
  return registry === 'docker.io' ? 'registry-1.docker.io' : registry;
}

/** What to type to sign in to a registry. */
export function loginCommand(registry: string): string {
  return registry === 'docker.io' ? '`docker login`' : `\`docker login ${registry}\``;
}

/** Tells whether a host name means this machine; other names that happen to lead to it do not count. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return host === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(host) || host === '[::1]' || host === '::1';
}

/**
 * Tells whether an address can only be meant for this machine or the link it is on, cloud metadata included. A registry elsewhere has no reason to send anybody
 * there.
 */
export function isLocalAddress(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  if (isLoopback(host) || host.endsWith('.localhost') || host === '::') return true;
  if (/^(?:0|127)\.|^169\.254\./.test(host)) return true;
  // ::ffff:127.0.0.1, which URL writes as ::ffff:7f00:1, and its like.
  return /^fe[89ab][0-9a-f]:/.test(host) || /^::ffff:(?:7f|0:|a9fe:)/.test(host);
}

/** Checks what was given as insecure registries; each is a host, or a host and a port. */
export function parseInsecureHosts(hosts: readonly string[]): ReadonlySet<string> {
  return new Set(
    hosts.map((written) => {
      const host = written.toLowerCase();
      if (!/^(?:\[[0-9a-f:]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/.test(host))
        throw new UsageError(
          `--insecure-registry ${JSON.stringify(written)} is not a host. Write HOST or HOST:PORT, without https:// and without a path.`,
        );
      return host;
    }),
  );
}

/** Tells whether a host may be spoken to without a checked certificate: this machine, and hosts that were named for it with or without their port. */
export function isInsecure(url: URL, insecure: ReadonlySet<string>): boolean {
  return isLoopback(url.hostname) || insecure.has(url.host) || insecure.has(url.hostname);
}
