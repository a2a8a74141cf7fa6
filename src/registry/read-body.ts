// Reads an answer of small size whole, within a limit of bytes and of time.
import { InputError, LimitError } from '../model/errors.ts';
import { explainFailure } from './failure.ts';
import type { HttpAnswer } from './http.ts';

export interface BodyLimits {
  readonly maxBytes: number;
  /** Milliseconds for the whole of it. */
  readonly timeout: number;
  /** What is read, for messages: `The manifest of registry.example.com/app:1`. */
  readonly what: string;
}

/** Reads a body whole. A body that hangs, breaks off or is too large is an error. */
export async function readBody(answer: HttpAnswer, { maxBytes, timeout, what }: BodyLimits): Promise<Buffer> {
  const tooLarge = (): LimitError => new LimitError(`${what} is larger than the limit of ${maxBytes} bytes.`);
  const stalled = new InputError(`${what} did not arrive within ${timeout / 1000} seconds.`);
  // A server could send a byte a minute for ever; the limit between two pieces does not see that.
  const timer = setTimeout(() => answer.body.destroy(stalled), timeout);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (Number(answer.header('content-length')) > maxBytes) throw tooLarge();
    for await (const chunk of answer.body) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    answer.body.destroy();
    if (error instanceof InputError) throw error;
    throw explainFailure(new URL(`https://${answer.host}`), error);
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks, size);
}
