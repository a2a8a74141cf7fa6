// Says in words why a registry refused a request, and what to do about it.
import { InputError } from '../model/errors.ts';
import { loginCommand } from './host.ts';
import type { HttpAnswer } from './http.ts';
import { readBody } from './read-body.ts';
import { MAX_ATTEMPTS, requestedWait } from './retry.ts';

export interface RefusedRequest {
  readonly registry: string;
  /** What was asked for: `the manifest of registry.example.com/app:1`. */
  readonly what: string;
  /** Where the credentials came from; empty when none were sent. */
  readonly credentialsFrom: string;
  readonly now: number;
  /** Milliseconds for reading the reason. */
  readonly timeout: number;
}

const MAX_REASON = 64 * 1024;

/** Turns an answer that is no success into an error. Of its text only the code is repeated: a server may send back what it was sent. */
export async function explainRefusal(answer: HttpAnswer, request: RefusedRequest): Promise<InputError> {
  const limits = { maxBytes: MAX_REASON, timeout: request.timeout, what: 'The answer' };
  const body = await readBody(answer, limits).catch(() => Buffer.alloc(0));
  const code = errorCode(body.toString('utf8'));
  const shown = code === '' ? `${answer.status}` : `${answer.status} ${code}`;
  return new InputError(describe(answer, request, { shown, isRegistry: code !== '' }));
}

function describe(
  answer: HttpAnswer,
  { registry, what, credentialsFrom, now }: RefusedRequest,
  { shown, isRegistry }: { readonly shown: string; readonly isRegistry: boolean },
): string {
  const login = loginCommand(registry);
  switch (answer.status) {
    case 401:
      return credentialsFrom === ''
        ? `${registry} wants a login for ${what} (${shown}). Check the name, or sign in: ${login}`
        : `${registry} refuses the credentials of ${credentialsFrom} for ${what} (${shown}). They are wrong or not enough, or there is no such repository. Sign in again: ${login}`;
    case 403:
      return credentialsFrom === ''
        ? `${registry} forbids to read ${what} (${shown}). Check the name, or sign in: ${login}`
        : `${registry} forbids to read ${what} (${shown}). Ask for the right to pull, or sign in as somebody who has it: ${login}`;
    case 404:
      return isRegistry
        ? `${registry} does not have ${what} (${shown}). Check the name and the tag. A private repository answers the same until one signs in: ${login}`
        : `${registry} does not know the address of ${what} (${shown}). Check that it is a registry, and the name of the image.`;
    case 429: {
      const seconds = Math.ceil(requestedWait(answer.header('retry-after'), now) / 1000);
      const wait = seconds > 0 ? `Wait ${seconds} seconds` : 'Wait a while';
      return `${registry} limits how often it is asked (${shown}). ${wait}, or sign in: ${login}`;
    }
    default:
      return answer.status >= 500
        ? `${answer.host} failed to give ${what} (${shown}), ${MAX_ATTEMPTS} times. Try again later.`
        : `${answer.host} does not give ${what} (${shown}).`;
  }
}

/** The first code of the error document of the distribution API; empty where the body is something else. */
function errorCode(text: string): string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return '';
  }
  if (typeof document !== 'object' || document === null || !('errors' in document)) return '';
  const first: unknown = Array.isArray(document.errors) ? document.errors[0] : undefined;
  const code = typeof first === 'object' && first !== null && 'code' in first ? first.code : '';
  return typeof code === 'string' && /^[A-Z_]{1,64}$/.test(code) ? code : '';
}
