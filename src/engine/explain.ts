// Says in words why an engine cannot be reached, and what to start or to set.
import { InputError } from '../model/errors.ts';
import { type Endpoint, showEndpoint } from './endpoint.ts';

/** An engine that cannot be reached. `code` is that of Node or of the HTTP client. */
export class NoEngineError extends InputError {
  readonly code: string;

  constructor(message: string, code: string, cause?: unknown) {
    super(message, undefined, { cause });
    this.code = code;
  }
}

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
]);

/** Turns what the HTTP client threw into an error that says what to do. An error that is in words already stays as it is. */
export function explainConnection(error: unknown, endpoint: Endpoint): InputError {
  if (error instanceof InputError) return error;
  const code = codeOf(error);
  const where = endpoint.namedBy === '' ? showEndpoint(endpoint) : `${showEndpoint(endpoint)} (${endpoint.namedBy})`;
  return new NoEngineError(describe(code, where, endpoint), code, error);
}

function describe(code: string, where: string, endpoint: Endpoint): string {
  if (endpoint.kind === 'unix') {
    const problem = describeSocket(code, where, endpoint.path);
    if (problem !== undefined) return problem;
  }
  if (UNTRUSTED.has(code))
    return `the certificate of the engine at ${where} is not signed by an authority that is known here (${code}): put the authority's certificate in ca.pem of the folder that DOCKER_CERT_PATH names`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `the certificate of the engine at ${where} is ${code === 'CERT_HAS_EXPIRED' ? 'no longer' : 'not yet'} valid: renew it`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `the certificate of the engine at ${where} is for another name: write the name it is for in DOCKER_HOST`;
  if (/ALERT/.test(code))
    return `the engine at ${where} does not accept the certificate of this client (${code}): cert.pem and key.pem of the folder that DOCKER_CERT_PATH names must be signed by its authority`;
  if (/^(?:EPROTO|ERR_SSL_|ERR_OSSL_)/.test(code))
    return `${where} does not speak TLS, or the keys are broken (${code}): unset DOCKER_TLS_VERIFY if the engine is without TLS, or check the files in DOCKER_CERT_PATH`;
  switch (code) {
    case 'ECONNREFUSED':
      return `no engine answers at ${where}: start it there, or set DOCKER_HOST to where it is`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `no engine at ${where}: there is no host of that name; check DOCKER_HOST`;
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `the engine at ${where} cannot be reached (${code}): check the network and DOCKER_HOST`;
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'TimeoutError':
      return `the engine at ${where} has stopped answering: look at its log, or start it anew`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `the engine at ${where} closed the connection in the middle of an answer: ${suspect(endpoint)}`;
    case 'UND_ERR_DESTROYED':
    case 'UND_ERR_CLOSED':
    case 'UND_ERR_ABORTED':
    case 'AbortError':
      return `the request to the engine at ${where} was given up`;
    default:
      return code.startsWith('HPE_')
        ? `what answers at ${where} is no engine: it does not speak HTTP (${code}); check DOCKER_HOST`
        : `the request to the engine at ${where} failed (${code})`;
  }
}

/** The most likely reason of an engine that hangs up. */
function suspect(endpoint: Endpoint): string {
  if (endpoint.kind === 'unix') return 'was it stopped? Look at its log';
  if (endpoint.certificates === undefined) return 'was it stopped, or does it want TLS (DOCKER_TLS_VERIFY=1)?';
  return endpoint.certificates.cert === undefined
    ? 'does it want to know who asks? Put cert.pem and key.pem into the folder that DOCKER_CERT_PATH names'
    : 'was it stopped, or is the certificate in cert.pem not of its authority?';
}

function describeSocket(code: string, where: string, path: string): string | undefined {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `no engine at ${where}: there is no such socket; start the engine (\`sudo systemctl start docker\`), or set DOCKER_HOST to where it listens`;
    case 'ECONNREFUSED':
    case 'ENOTSOCK':
      return `no engine at ${where}: nobody listens on that socket; start the engine (\`sudo systemctl start docker\`), or set DOCKER_HOST to where it listens`;
    case 'EACCES':
    case 'EPERM':
      return `permission denied on ${path}: run this as a user who may use the engine (\`sudo usermod -aG docker $USER\`, then sign in again), or set DOCKER_HOST to an engine of your own`;
    default:
      return undefined;
  }
}

function codeOf(error: unknown): string {
  // A connection tried over several addresses fails with all reasons at once.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  // The reason of an ended signal has its kind as its name.
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) return error.name;
  return 'unknown error';
}
