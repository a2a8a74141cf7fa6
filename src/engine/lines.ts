// Streams of an engine that consist of lines, split by bytes so that no character is cut in two.
import { InputError, LimitError } from '../model/errors.ts';
import { printable } from './printable.ts';

/** Longest line that is read, in bytes. */
const MAX_LINE_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines of a stream as text, blank ones left out. What stands behind the last line end is a line as well. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Uint8Array[] = [];
  let size = 0;
  const hold = (bytes: Uint8Array): void => {
    size += bytes.length;
    if (size > MAX_LINE_BYTES)
      throw new LimitError(`a line of the engine is longer than the limit of ${MAX_LINE_BYTES} bytes`);
    held.push(bytes);
  };
  const take = (): string => {
    const line = Buffer.concat(held, size).toString('utf8').trim();
    held = [];
    size = 0;
    return line;
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, from)) {
      hold(piece.subarray(from, end));
      from = end + 1;
      const line = take();
      if (line !== '') yield line;
    }
    hold(piece.subarray(from));
  }
  const last = take();
  if (last !== '') yield last;
}

/** Parses a line that must be JSON. `what` says of what it is a part: `its events`. */
export function parseLine(line: string, what: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new InputError(
      `the engine sends something that is not JSON among ${what}: ${JSON.stringify(printable(line, 80))}`,
      undefined,
      { cause: error },
    );
  }
}
