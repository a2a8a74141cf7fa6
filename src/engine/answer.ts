// What an engine answers: JSON within a limit, or a refusal in its own words.
import { InputError, LimitError } from '../model/errors.ts';
import { showEndpoint } from './endpoint.ts';
import { printable } from './printable.ts';
import type { EngineAnswer, EngineRequest, Transport } from './transport.ts';

/** The engine understood and refuses. `status` is that of HTTP. */
export class RefusalError extends InputError {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Largest answer in JSON that is read, in bytes: a list of many thousands of images. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Asks for a JSON document. Throws RefusalError when the engine refuses, InputError when what comes is no JSON. */
export async function askDocument(transport: Transport, request: EngineRequest): Promise<unknown> {
  const answer = await askStream(transport, { signal: AbortSignal.timeout(transport.patience), ...request });
  const text = await readText(answer, request);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `what answers at ${showEndpoint(transport.endpoint)} is no engine: ${request.path} gives something that is not JSON`,
      undefined,
      { cause: error },
    );
  }
}

/** Asks for an answer of any kind and any length. Throws RefusalError when the engine refuses. */
export async function askStream(transport: Transport, request: EngineRequest): Promise<EngineAnswer> {
  const answer = await transport.send(request);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new RefusalError(await readReason(answer, request), answer.status);
}

/** Reads an answer whole, as text. */
export async function readText(answer: EngineAnswer, { path }: EngineRequest): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES)
      throw new LimitError(`the answer of the engine to ${path} is larger than the limit of ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

/** The reason of a refusal. Engines give `message` in JSON or plain text; Podman adds a `cause`. */
async function readReason(answer: EngineAnswer, request: EngineRequest): Promise<string> {
  const text = await readText(answer, request);
  const said = printable(messageOf(text));
  if (/HTTP request to an HTTPS server/i.test(said))
    return 'the engine wants TLS: set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem';
  if (answer.status === 403)
    return `the engine, or what stands before it, forbids ${request.path}: ${said || 'no reason is given'}`;
  return `the engine refuses ${request.path} (${answer.status}): ${said || 'no reason is given'}`;
}

function messageOf(text: string): string {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && 'message' in document) {
      if (typeof document.message === 'string') return document.message;
    }
  } catch {
    // Older engines and proxies answer in plain text.
  }
  return text;
}
