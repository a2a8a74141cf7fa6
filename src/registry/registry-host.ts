// One registry: where its API is, who asks, and a request that is answered, repeated or explained.
import { parseChallenges } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import { ConnectionError, speaksNoTls } from './failure.ts';
import { apiHost } from './host.ts';
import { discard, type Http, type HttpAnswer } from './http.ts';
import { explainRefusal } from './refusal.ts';
import { askPatiently, type Patience } from './retry.ts';
import { openSignIn, type SignIn } from './sign-in.ts';

export interface RegistryRequest {
  readonly repository: string;
  /** Below the repository: `manifests/latest`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is asked for, for messages. */
  readonly what: string;
  /** Statuses that are an answer; any other is an error. */
  readonly accept: readonly number[];
}

export interface RegistryHost {
  /** As in references: `docker.io`. */
  readonly registry: string;
  readonly http: Http;
  readonly patience: Patience;
  /** Throws InputError when the registry refuses or cannot be reached. */
  ask(request: RegistryRequest): Promise<HttpAnswer>;
}

export interface HostTools {
  readonly http: Http;
  readonly patience: Patience;
  readonly find: (registry: string) => Promise<Credentials | undefined>;
}

interface Opened {
  readonly origin: URL;
  readonly signIn: SignIn;
}

/** Opens a registry; the first request is made by the first `ask`. */
export function openRegistryHost(registry: string, { http, patience, find }: HostTools): RegistryHost {
  let opening: Promise<Opened> | undefined;
  const open = async (): Promise<Opened> => {
    const origin = await findOrigin(registry, http);
    return { origin, signIn: openSignIn({ http, patience, registry, origin }, () => find(registry)) };
  };
  return {
    registry,
    http,
    patience,
    ask: async (request) => {
      opening ??= open();
      opening.catch(() => {
        // A host that could not be reached may be reached by the next request.
        opening = undefined;
      });
      const { origin, signIn } = await opening;
      const answer = await askPatiently(() => askSignedIn(request, { http, origin, signIn }), patience);
      if (request.accept.includes(answer.status)) return answer;
      throw await explainRefusal(answer, {
        registry,
        what: request.what,
        credentialsFrom: signIn.credentialsFrom(),
        now: patience.now(),
        timeout: http.timeouts.document,
      });
    },
  };
}

/** Sends a request with what is at hand; a challenge is answered once. */
async function askSignedIn(
  { repository, path, headers }: RegistryRequest,
  { http, origin, signIn }: Opened & { readonly http: Http },
): Promise<HttpAnswer> {
  const url = new URL(`/v2/${repository}/${path}`, origin.href);
  const send = (authorization: string): Promise<HttpAnswer> =>
    http.send({ url, redirects: true, headers: { ...headers, ...(authorization === '' ? {} : { authorization }) } });

  const sent = await signIn.header(repository);
  const answer = await send(sent);
  // A storage service that a registry leads to has nothing to do with its login.
  if (answer.status !== 401 || answer.host !== url.host) return answer;
  const challenges = answer.headers('www-authenticate').flatMap(parseChallenges);
  let better: string;
  try {
    better = await signIn.renew(repository, challenges, sent);
  } catch (error) {
    discard(answer);
    throw error;
  }
  if (better === '') return answer;
  discard(answer);
  return await send(better);
}

/** HTTPS, unless this machine or a host named as insecure speaks only HTTP. */
async function findOrigin(registry: string, http: Http): Promise<URL> {
  const secure = new URL(`https://${apiHost(registry)}`);
  if (!http.mayBePlain(secure)) return secure;
  try {
    const answer = await http.send({ url: new URL('/v2/', secure.href), headers: {}, redirects: false });
    discard(answer);
    return secure;
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    // Without a port the two protocols have one each, and only that of HTTP may be open.
    const otherPort = secure.port === '' && error.code === 'ECONNREFUSED';
    if (speaksNoTls(error) || otherPort) return new URL(`http://${apiHost(registry)}`);
    throw error;
  }
}
