// The one door to GitHub's API: requests to one address with the token in a header, repeated with patience, refusals as plain values.
import { setTimeout as wait } from 'node:timers/promises';
import type { RepositoryName } from '../model/action-context.ts';
import { parseJson } from './json.ts';
import { type Asked, explainAnswer, type Refusal } from './refusal.ts';
import { askPatiently, isDown, type Patience } from './retry.ts';
import { type HttpAnswer, type HttpFault, type HttpRequest, openTransport } from './transport.ts';

export interface ApiOptions extends Partial<Patience> {
  /** `https://api.github.com`, or `https://HOST/api/v3`. The token goes nowhere else. */
  readonly apiUrl: string;
  readonly token: string;
  readonly isEnterprise: boolean;
  /** The change comes from a fork: a refusal is explained by that. */
  readonly isFork: boolean;
  /** Names proxies. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface ApiRequest extends Asked {
  readonly method: HttpRequest['method'];
  /** Below the address of the API, query included: `/repos/acme/shop/pulls/7/files?per_page=100`. */
  readonly path: string;
  readonly body?: object;
  /** Carrying it out twice would do harm. */
  readonly isOnce?: boolean;
}

export type ApiResult =
  | { readonly kind: 'done'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type PagesResult =
  | {
      readonly kind: 'done';
      readonly items: readonly unknown[] /** There is nothing beyond. */;
      readonly isAll: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface GithubApi extends Patience {
  request(request: ApiRequest): Promise<ApiResult>;
  /** The items of a list, page by page, at most `most`. */
  pages(request: Omit<ApiRequest, 'method' | 'body'>, most: number): Promise<PagesResult>;
  close(): Promise<void>;
}

const API_VERSION = '2022-11-28';
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 307, 308]);
const PAGE_SIZE = 100;

/** Opens the API; no connection is made before the first request. */
export function openApi(options: ApiOptions): GithubApi {
  const base = options.apiUrl.replace(/\/+$/, '');
  const patience: Patience = {
    sleep: options.sleep ?? ((milliseconds) => wait(milliseconds)),
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
  };
  let wasDown = false;
  const transport = openTransport(options.environment);
  const hide = (text: string) => (options.token === '' ? text : text.replaceAll(options.token, '***'));

  const ask = async (url: URL, { method, body, ...asked }: Omit<ApiRequest, 'path'>): Promise<Answered> => {
    const request = {
      method,
      headers: headersOf(options, body !== undefined),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    let place = url;
    const send = async (): Promise<HttpAnswer | HttpFault> => {
      for (let followed = 0; ; followed += 1) {
        const answer = await transport.send({ ...request, url: place });
        const next = answer.kind === 'answer' && REDIRECTS.has(answer.status) ? answer.header('location') : '';
        if (next === '' || followed === MOST_REDIRECTS) return answer;
        const target = placeBelow(base, next, place);
        if (target === undefined) return leadsAway(place);
        place = target;
      }
    };
    const { answer, tries } = await askPatiently(send, patience, { isOnce: asked.isOnce ?? false, wasDown });
    wasDown = isDown(answer);
    if (answer.kind === 'fault') return refused(noAnswer(asked, hide(answer.reason), tries, answer.isUnsent));
    if (answer.status >= 200 && answer.status < 300) {
      const parsed = parseJson(answer.text);
      if (parsed !== undefined) return { kind: 'done', status: answer.status, body: parsed, next: nextOf(answer) };
      return refused(noAnswer(asked, `${url.host} answered with something that is not JSON`, tries, false));
    }
    const { isEnterprise, isFork } = options;
    const refusal = explainAnswer(answer, asked, { isEnterprise, isFork, tries, now: patience.now() });
    return refused({ ...refusal, reason: hide(refusal.reason) });
  };

  const request = async ({ path, ...rest }: ApiRequest): Promise<Answered> => {
    const address = addressOf(base, path);
    return address === undefined
      ? refused(noAnswer(rest, 'the address of the API is not valid', 0, true))
      : await ask(address, rest);
  };
  return {
    ...patience,
    request,
    pages: async ({ path, ...rest }, most) => {
      const items: unknown[] = [];
      const first = `${path}${path.includes('?') ? '&' : '?'}per_page=${Math.min(PAGE_SIZE, most)}`;
      let answered = await request({ ...rest, path: first, method: 'GET' });
      for (;;) {
        if (answered.kind === 'refused') return answered;
        if (!Array.isArray(answered.body))
          return refused(noAnswer(rest, 'GitHub answered with something that is no list', 1, false));
        items.push(...answered.body.slice(0, most - items.length));
        const next = answered.next === '' ? undefined : placeBelow(base, answered.next, new URL(base));
        if (next === undefined || items.length >= most) return { kind: 'done', items, isAll: next === undefined };
        answered = await ask(next, { ...rest, method: 'GET' });
      }
    },
    close: () => transport.close(),
  };
}

type Answered =
  | { readonly kind: 'done'; readonly status: number; readonly body: unknown; readonly next: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The path of a repository in the API. */
export function repositoryPath({ owner, name }: RepositoryName): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}

/** An Enterprise Server has the address of GraphQL beside that of REST. */
function addressOf(base: string, path: string): URL | undefined {
  const text = path === '/graphql' ? `${base.replace(/\/v3$/, '')}/graphql` : `${base}${path}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Older Enterprise Servers refuse a version that they do not know. */
function headersOf({ token, isEnterprise }: ApiOptions, hasBody: boolean): Record<string, string> {
  return {
    accept: 'application/vnd.github+json',
    'user-agent': 'seaworthy',
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    ...(isEnterprise ? {} : { 'x-github-api-version': API_VERSION }),
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
  };
}

/** An address that GitHub names, if it is below that of the API: the token is for nobody else. */
function placeBelow(base: string, address: string, from: URL): URL | undefined {
  if (!URL.canParse(address, from.href)) return undefined;
  const target = new URL(address, from.href);
  const { origin, pathname } = new URL(base);
  const root = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return target.origin === origin && target.pathname.startsWith(root) ? target : undefined;
}

/** The next page, from `Link: <address>; rel="next", ...`. */
function nextOf({ header }: HttpAnswer): string {
  return /<([^<>]*)>;[^,<>]*rel="next"/.exec(header('link').slice(0, 8192))?.[1] ?? '';
}

function leadsAway({ host }: URL): HttpFault {
  const reason = `${host} leads to another place, where the token does not go`;
  return { kind: 'fault', reason, isTransient: false, isUnsent: true };
}

function noAnswer({ what }: Asked, why: string, tries: number, isUnsent: boolean): Refusal {
  const tried = tries > 1 ? ` (tried ${tries} times)` : '';
  return { reason: `the ${what} failed: ${why}${tried}`, hint: '', isSetting: false, isUnsure: !isUnsent };
}

function refused(refusal: Refusal): { readonly kind: 'refused'; readonly refusal: Refusal } {
  return { kind: 'refused', refusal };
}
