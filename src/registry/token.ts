// Buys a token for one repository where a Bearer challenge says: anonymously, with a password, or with an identity token.
import { InputError } from '../model/errors.ts';
import type { Challenge } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import { loginCommand } from './host.ts';
import { checkPlace, discard, type Http, type HttpAnswer, type HttpRequest } from './http.ts';
import { readBody } from './read-body.ts';
import { askPatiently, type Patience } from './retry.ts';

/** A value of the Authorization header that grows old. */
export interface Held {
  readonly value: string;
  /** Milliseconds since 1970 from which it is not sent any more. */
  readonly until: number;
}

/** What is needed to buy tokens for one registry. */
export interface TokenDesk {
  readonly http: Http;
  readonly patience: Patience;
  /** Name of the registry whose challenge is answered, for messages. */
  readonly registry: string;
  readonly origin: URL;
}

export interface TokenWish {
  readonly challenge: Challenge;
  readonly repository: string;
  readonly credentials: Credentials | undefined;
}

const MAX_TOKEN_ANSWER = 1024 * 1024;
/** Seconds that a token lives where the server does not say. */
const DEFAULT_LIFE = 60;
const FORM = 'application/x-www-form-urlencoded';

/** Buys a token. Throws InputError when the server that sells them refuses. */
export async function fetchToken(desk: TokenDesk, wish: TokenWish): Promise<Held> {
  const { credentials, repository } = wish;
  if (credentials?.kind === 'bearer') return { value: `Bearer ${credentials.token}`, until: Number.POSITIVE_INFINITY };
  const realm = realmOf(desk, wish.challenge);
  const query = new URLSearchParams();
  const service = wish.challenge.parameters.get('service') ?? '';
  if (service !== '') query.set('service', service);
  const scopes = wish.challenge.parameters.get('scope')?.split(/\s+/).filter(Boolean) ?? [];
  for (const scope of scopes.length > 0 ? scopes : [`repository:${repository}:pull`]) query.append('scope', scope);

  const asked = desk.patience.now();
  const answer = await askForToken(desk, { realm, query, credentials });
  const what = `The token of ${realm.host}`;
  const body = await readBody(answer, { maxBytes: MAX_TOKEN_ANSWER, timeout: desk.http.timeouts.document, what });
  if (answer.status !== 200) throw refusedToken(desk, realm, answer.status, credentials);
  const { token, seconds } = parseToken(body.toString('utf8'), realm.host);
  // Renewed while it is still good, so that no request is refused in between.
  return { value: `Bearer ${token}`, until: asked + seconds * 800 };
}

interface TokenRequest {
  readonly realm: URL;
  readonly query: URLSearchParams;
  readonly credentials: Credentials | undefined;
}

async function askForToken(desk: TokenDesk, { realm, query, credentials }: TokenRequest): Promise<HttpAnswer> {
  const send = (request: Omit<HttpRequest, 'redirects'>): Promise<HttpAnswer> =>
    askPatiently(() => desk.http.send({ redirects: false, ...request }), desk.patience);
  const url = new URL(realm);
  for (const [name, value] of query) url.searchParams.append(name, value);
  if (credentials === undefined) return send({ url, headers: {} });
  if (credentials.kind === 'password')
    return send({ url, headers: { authorization: basicHeader(credentials.username, credentials.password) } });

  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: credentials.token,
    client_id: 'seaworthy',
    service: query.get('service') ?? '',
    scope: query.getAll('scope').join(' '),
  });
  const answer = await send({ url: realm, method: 'POST', headers: { 'content-type': FORM }, body: form.toString() });
  if (answer.status !== 404 && answer.status !== 405) return answer;
  // Servers without the newer way take the identity token for a password.
  discard(answer);
  return send({ url, headers: { authorization: basicHeader('<token>', credentials.token) } });
}

/** Builds the header of Basic authentication. */
export function basicHeader(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function realmOf({ origin, http }: TokenDesk, challenge: Challenge): URL {
  const text = challenge.parameters.get('realm') ?? '';
  if (!URL.canParse(text)) throw new InputError(`${origin.host} asks for a token and does not say where to get it.`);
  const realm = new URL(text);
  realm.username = '';
  realm.password = '';
  checkPlace(realm, origin, http.mayBePlain);
  return realm;
}

function refusedToken(desk: TokenDesk, realm: URL, status: number, credentials: Credentials | undefined): InputError {
  const { registry } = desk;
  const login = loginCommand(registry);
  if (status === 429)
    return new InputError(`${realm.host} gives no more tokens for now (429). Wait a while, or sign in: ${login}`);
  if (status !== 400 && status !== 401 && status !== 403)
    return new InputError(`${realm.host} gives no token for ${registry} (${status}).`);
  if (credentials === undefined)
    return new InputError(
      `${realm.host} gives no token for ${registry} without a login (${status}). Check the name of the image, or sign in: ${login}`,
    );
  return new InputError(
    `${realm.host} refuses the credentials for ${registry} that ${credentials.from} holds (${status}). Sign in again: ${login}`,
  );
}

function parseToken(text: string, host: string): { readonly token: string; readonly seconds: number } {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = undefined;
  }
  const record = typeof answer === 'object' && answer !== null ? answer : {};
  const named = 'token' in record && record.token !== '' ? record.token : undefined;
  const token = named ?? ('access_token' in record ? record.access_token : undefined);
  // A token goes into a header, where only some characters may stand.
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
    throw new InputError(`${host} answers the request for a token with something else.`);
  const life = 'expires_in' in record ? record.expires_in : undefined;
  const seconds = typeof life === 'number' && life > 0 ? Math.min(life, 24 * 3600) : DEFAULT_LIFE;
  return { token, seconds };
}
