// Finds the credentials of a registry where the Docker client keeps them: helper programs first, then its configuration file.
import { type DockerConfig, readDockerConfig, type StoredLogin } from '../machine/docker-config.ts';
import { askHelper } from './credential-helper.ts';
import { apiHost, DOCKER_HUB_KEY } from './host.ts';
import type { RegistryOptions } from './options.ts';

/** How to sign in. `from` says where it was found; nothing else of it may be shown. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string; readonly from: string }
  /** A long-lived token that buys short ones. */
  | { readonly kind: 'identity'; readonly token: string; readonly from: string }
  /** A token that is sent as it is. */
  | { readonly kind: 'bearer'; readonly token: string; readonly from: string };

/** Answers the credentials of a registry, or `undefined` for none. */
export type FindCredentials = (registry: string) => Promise<Credentials | undefined>;

/** Opens the place of credentials; the configuration is read once, at the first question. */
export function openCredentials(options: Pick<RegistryOptions, 'environment' | 'home' | 'log'>): FindCredentials {
  let reading: Promise<DockerConfig> | undefined;
  return async (registry) => {
    reading ??= readDockerConfig(options).then((config) => {
      if (config.problem !== '') options.log.warning(`${config.path} is left out, ${config.problem}.`);
      return config;
    });
    const config = await reading;
    const names = namesOf(registry);
    const helper = lookUp(config.credHelpers, names) ?? config.credsStore;
    if (helper !== '') {
      const answer = await askHelper(helper, names[0] ?? registry, options.environment);
      if (answer.kind === 'found') return signIn(answer.username, answer.secret, `docker-credential-${helper}`);
      if (answer.kind === 'failed')
        options.log.warning(
          `No credentials for ${registry} from docker-credential-${helper}: ${answer.reason}. Going on without.`,
        );
    }
    const login = lookUp(config.auths, names);
    return login === undefined ? undefined : readLogin(login, config.path);
  };
}

/** The names that a registry goes by in the configuration, the one that helpers know first. */
function namesOf(registry: string): readonly string[] {
  if (registry !== 'docker.io') return [registry];
  return [DOCKER_HUB_KEY, 'index.docker.io', registry, apiHost(registry)];
}

/** Keys may be written as addresses, with a scheme and a path. */
function lookUp<T>(entries: ReadonlyMap<string, T>, names: readonly string[]): T | undefined {
  for (const name of names) {
    const exact = entries.get(name);
    if (exact !== undefined) return exact;
  }
  for (const [key, value] of entries) {
    const host = key.replace(/^https?:\/\//, '').replace(/\/.*$/s, '');
    if (names.includes(host)) return value;
  }
  return undefined;
}

function readLogin(login: StoredLogin, from: string): Credentials | undefined {
  if (login.registrytoken !== undefined) return { kind: 'bearer', token: login.registrytoken, from };
  if (login.identitytoken !== undefined) return { kind: 'identity', token: login.identitytoken, from };
  if (login.username !== undefined && login.password !== undefined) return signIn(login.username, login.password, from);
  // Old files fill the end of the text with NUL; a password may hold colons.
  const text = Buffer.from(login.auth ?? '', 'base64')
    .toString('utf8')
    .replace(/\0+$/, '');
  const colon = text.indexOf(':');
  return colon < 1 ? undefined : signIn(text.slice(0, colon), text.slice(colon + 1), from);
}

function signIn(username: string, secret: string, from: string): Credentials {
  return username === '<token>'
    ? { kind: 'identity', token: secret, from }
    : { kind: 'password', username, password: secret, from };
}
