// Says in words why a connection failed, and tells which failures are worth another try.
import { InputError } from '../model/errors.ts';

/** A connection that failed. `code` is that of Node or undici. */
export class ConnectionError extends InputError {
  readonly code: string;
  /** Whether the same request may succeed a little later. */
  readonly transient: boolean;

  constructor(message: string, code: string, cause: unknown) {
    super(message, undefined, { cause });
    this.code = code;
    this.transient = TRANSIENT.has(code);
  }
}

const TRANSIENT = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

/** Turns what the HTTP client threw into an error that says what to do. */
export function explainFailure(url: URL, error: unknown): ConnectionError {
  const code = codeOf(error);
  return new ConnectionError(describe(url, code, error), code, error);
}

/** Tells whether a server that was spoken to in TLS does not speak it. */
export function speaksNoTls(error: ConnectionError): boolean {
  return /^(?:EPROTO|ERR_SSL_|ECONNRESET$|UND_ERR_SOCKET$)/.test(error.code);
}

function describe(url: URL, code: string, error: unknown): string {
  const { host } = url;
  if (UNTRUSTED.has(code))
    return `The certificate of ${host} is not signed by an authority that this machine trusts (${code}). Name the file of the authority in NODE_EXTRA_CA_CERTS, or accept any certificate with --insecure-registry ${host}.`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `The certificate of ${host} is ${code === 'CERT_HAS_EXPIRED' ? 'no longer' : 'not yet'} valid (${code}). Renew it, or accept any certificate with --insecure-registry ${host}.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of ${host} is for another name (${code}). Write the name that it is for, or accept any certificate with --insecure-registry ${host}.`;
  if (/^(?:EPROTO|ERR_SSL_)/.test(code))
    return `${host} does not speak TLS (${code}). If it is a registry over plain HTTP, allow it with --insecure-registry ${host}.`;
  if (code === 'ENOTFOUND') return `There is no host ${url.hostname}. Check the name of the registry, and the proxy.`;
  if (code === 'ECONNREFUSED') return `${host} refuses connections. Check the name and the port of the registry.`;
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return `${host} cannot be reached in time. Check the network and the proxy.`;
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return `${host} did not answer in time.`;
  if (code === 'UND_ERR_BODY_TIMEOUT') return `${host} stopped sending in the middle of an answer.`;
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EPIPE')
    return `${host} closed the connection in the middle of an answer.`;
  if (/\b407\b/.test(messageOf(error)))
    return `The proxy on the way to ${host} wants to know who asks (407). Write http://USER:PASSWORD@PROXY in the variable that names it.`;
  if (code === 'UND_ERR_ABORTED' && /Proxy response/.test(messageOf(error)))
    return `The proxy on the way to ${host} refuses the connection. Check it, or except the registry in no_proxy.`;
  return `The request to ${host} failed (${code}).`;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  // A connection tried over several addresses fails with all reasons at once.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return codeOf(error.cause);
  return 'unknown error';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
