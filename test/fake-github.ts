// A GitHub on the loopback of this machine: one repository with state, rights, limits and bad days, true to GitHub's description of its API.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  alertsOf,
  type FakeAlert,
  listAlerts,
  listAnalyses,
  upload,
  uploadStatus,
} from './fake-github/code-scanning.ts';
import { openContract } from './fake-github/contract.ts';
import * as conversation from './fake-github/conversation.ts';
import { type Call, failure, notFound, type Reply } from './fake-github/replies.ts';
import { type FakeState, type FakeToken, newState, type Permission } from './fake-github/state.ts';

/** Answers a request in place of GitHub; `serve` lets GitHub answer after all. */
export type Fault = (request: IncomingMessage, response: ServerResponse, serve: () => Promise<void>) => void;

export interface FakeRequest {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  status: number;
}

export interface FakeGithub {
  /** `http://127.0.0.1:PORT`, with `/api/v3` behind it on an Enterprise Server. */
  readonly apiUrl: string;
  readonly state: FakeState;
  readonly requests: FakeRequest[];
  /** Requests that GitHub does not take, and answers of the fake that GitHub would not give. */
  readonly problems: string[];
  /** Lets the next requests whose `METHOD /path` matches go wrong. */
  fail(line: RegExp, times: number, fault: Fault): void;
  alerts(ref: string): FakeAlert[];
  close(): Promise<void>;
}

type Handler = (call: Call) => Reply;

const ROOT = '/repos/{owner}/{repo}';
const HANDLERS: Readonly<Record<string, readonly [Handler, Permission, 'read' | 'write']>> = {
  [`POST ${ROOT}/code-scanning/sarifs`]: [upload, 'security-events', 'write'],
  [`GET ${ROOT}/code-scanning/sarifs/{sarif_id}`]: [uploadStatus, 'security-events', 'read'],
  [`GET ${ROOT}/code-scanning/analyses`]: [listAnalyses, 'security-events', 'read'],
  [`GET ${ROOT}/code-scanning/alerts`]: [listAlerts, 'security-events', 'read'],
  [`GET ${ROOT}/issues/{issue_number}/comments`]: [conversation.listComments, 'pull-requests', 'read'],
  [`POST ${ROOT}/issues/{issue_number}/comments`]: [conversation.createComment, 'pull-requests', 'write'],
  [`PATCH ${ROOT}/issues/comments/{comment_id}`]: [conversation.updateComment, 'pull-requests', 'write'],
  [`GET ${ROOT}/pulls/{pull_number}/files`]: [conversation.listFiles, 'pull-requests', 'read'],
  [`GET ${ROOT}/pulls/{pull_number}/comments`]: [conversation.listReviewComments, 'pull-requests', 'read'],
  [`POST ${ROOT}/pulls/{pull_number}/reviews`]: [conversation.createReview, 'pull-requests', 'write'],
};

/** Starts a fake GitHub on a free port; with a version it is an Enterprise Server. */
export async function startFakeGithub(options: { readonly enterprise?: string } = {}): Promise<FakeGithub> {
  const contract = openContract();
  const state = newState(options.enterprise);
  const faults: { readonly line: RegExp; times: number; readonly fault: Fault }[] = [];
  const requests: FakeRequest[] = [];
  const problems: string[] = [];
  const base = options.enterprise === undefined ? '' : '/api/v3';

  const answer = (method: string, url: URL, headers: IncomingMessage['headers'], body: unknown): Reply => {
    const token = state.tokens.get(/^(?:Bearer|token) (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '');
    if (token === undefined) return failure(401, 'Bad credentials');
    const limited = countDown(state);
    if (limited !== undefined) return limited;
    if (url.pathname === (base === '' ? '/graphql' : '/api/graphql'))
      return { status: 200, body: { data: { viewer: { login: token.login } } } };
    const path = url.pathname.replace(/^\/(?:api\/v3\/)?repositories\/1\//, `${base}/repos/acme/shop/`);
    if (!path.startsWith(`${base}/`)) return notFound;
    const route = contract.find(method, path.slice(base.length));
    if (route === undefined) {
      problems.push(`${method} ${path} is not described`);
      return notFound;
    }
    const wrong = contract.checkRequest(route, url.searchParams, body);
    if (state.enterprise !== undefined && body !== undefined && Object.hasOwn(Object(body), 'validate'))
      wrong.push('an Enterprise Server knows no validate');
    problems.push(...wrong);
    if (wrong.length > 0) return failure(route.template.includes('sarifs') ? 400 : 422, wrong.join('; '));
    const { owner, repo } = route.parameters;
    if (owner === 'acme' && repo === 'old-shop')
      return {
        status: 301,
        body: {},
        headers: {
          location: `${state.root}/repositories/1/${path
            .split('/')
            .slice(base === '' ? 4 : 6)
            .join('/')}`,
        },
      };
    if (owner !== state.owner || repo !== state.name) return notFound;
    const found = HANDLERS[`${method} ${route.template}`];
    if (found === undefined) return notFound;
    const [handle, permission, access] = found;
    const reply =
      refuse(state, token, permission, access) ??
      handle({
        ...{ state, parameters: route.parameters, query: url.searchParams, author: token },
        body: Object(body),
        address: `${url.origin}${url.pathname}`,
      });
    problems.push(...contract.checkAnswer(route, reply.status, reply.body));
    return reply;
  };

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      const url = new URL(request.url ?? '/', state.root);
      const body = text === '' ? undefined : JSON.parse(text);
      const line = `${request.method} ${request.url}`;
      const seen: FakeRequest = { line, headers: request.headers, body, status: 0 };
      requests.push(seen);
      const serve = async () => {
        const reply = answer(request.method ?? '', url, request.headers, body);
        seen.status = reply.status;
        response.writeHead(reply.status, { ...commonHeaders(state), ...reply.headers });
        response.end(JSON.stringify(reply.body));
      };
      const found = faults.find((candidate) => candidate.times > 0 && candidate.line.test(line));
      if (found === undefined) return await serve();
      found.times -= 1;
      found.fault(request, response, serve);
    })().catch((error) => {
      problems.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  state.root = `http://127.0.0.1:${port}${base}`;
  return {
    ...{ apiUrl: state.root, state, requests, problems },
    fail: (line, times, fault) => faults.push({ line, times, fault }),
    alerts: (ref) => alertsOf(state, ref),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A fault: this status with this message and these headers. */
export function status(code: number, message = '', headers: Readonly<Record<string, string>> = {}): Fault {
  return (_request, response) => response.writeHead(code, headers).end(JSON.stringify({ message }));
}

/** A fault: the request is carried out and its answer is lost. */
export const loseAnswer: Fault = (_request, response, serve) => {
  response.writeHead = () => response;
  response.end = () => {
    response.destroy();
    return response;
  };
  void serve();
};

/** A fault: the connection breaks before anything is done. */
export const hangUp: Fault = (_request, response) => response.destroy();

function commonHeaders({ enterprise, remaining, reset }: FakeState): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    ...(enterprise === undefined ? {} : { 'x-github-enterprise-version': enterprise }),
    ...(remaining === undefined ? {} : { 'x-ratelimit-remaining': `${remaining}`, 'x-ratelimit-reset': `${reset}` }),
  };
}

function countDown(state: FakeState): Reply | undefined {
  if (state.remaining === undefined) return undefined;
  if (state.remaining === 0) return failure(403, 'API rate limit exceeded for installation ID 1.');
  state.remaining -= 1;
  return undefined;
}

/** What is hidden from a token is not found; what it sees and may not do is forbidden. */
function refuse(
  { isPrivate }: FakeState,
  { permissions, type }: FakeToken,
  permission: Permission,
  access: 'read' | 'write',
): Reply | undefined {
  if (isPrivate && permissions.contents === undefined) return notFound;
  const held = permissions[permission];
  const isOpen = access === 'read' && !isPrivate && permission === 'pull-requests';
  if (held === 'write' || held === access || isOpen) return undefined;
  return failure(403, `Resource not accessible by ${type === 'Bot' ? 'integration' : 'personal access token'}`);
}
