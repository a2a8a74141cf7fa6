// Answers of the fake GitHub: errors in its words, people, and lists cut into pages.
import type { FakeState } from './state.ts';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler is given of a request. */
export interface Call {
  readonly state: FakeState;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whom the token belongs to. */
  readonly author: { readonly login: string; readonly type: 'Bot' | 'User' };
  /** Address of the request, without its query. */
  readonly address: string;
}

/** An error as GitHub words it. */
export function failure(status: number, message: string, errors?: readonly unknown[]): Reply {
  const body = {
    message,
    ...(errors === undefined ? {} : { errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: `${status}`,
  };
  return { status, body };
}

export const notFound = failure(404, 'Not Found');
export const moment = '2026-01-02T03:04:05Z';

/** A person or an app, with all the addresses that GitHub gives. */
export function describeUser({ root }: FakeState, { login, type }: Call['author']): object {
  const url = `${root}/users/${encodeURIComponent(login)}`;
  const rest = ['followers', 'subscriptions', 'organizations', 'repos', 'received_events'] as const;
  return {
    login,
    type,
    id: 41898282,
    node_id: 'MDM6Qm90',
    url,
    html_url: url,
    avatar_url: url,
    gravatar_id: '',
    site_admin: false,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    events_url: `${url}/events{/privacy}`,
    ...Object.fromEntries(rest.map((name) => [`${name}_url`, `${url}/${name}`])),
  };
}

/** One page of a list, with the addresses of the others in `Link`. */
export function page(items: readonly unknown[], { query, address }: Call): Reply {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const number = Number(query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const to = (target: number, rel: string) => {
    const next = new URLSearchParams(query);
    next.set('page', `${target}`);
    return `<${address}?${next}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [to(number - 1, 'prev')] : []),
    ...(number < last ? [to(number + 1, 'next'), to(last, 'last')] : []),
    ...(number > 1 ? [to(1, 'first')] : []),
  ];
  const body = items.slice((number - 1) * size, number * size);
  return { status: 200, body, ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }) };
}
