// The log of a container: with a terminal it is one stream of bytes, without one two streams in frames.
import type { LogPiece } from '../model/container-engine.ts';
import { InputError } from '../model/errors.ts';
import { askDocument } from './answer.ts';
import { containerPath } from './container-path.ts';
import { flagOf } from './field.ts';
import { openStream, untilEnded } from './live-stream.ts';
import { within } from './patience.ts';
import { printable } from './printable.ts';
import type { Transport } from './transport.ts';
import type { EngineVersion } from './version.ts';

const PATIENCE = 10_000;
const HEADER_BYTES = 8;

/** Opens the log of a container from its beginning. */
export async function openLogs(
  transport: Transport,
  version: EngineVersion,
  id: string,
  { follow, signal }: { readonly follow: boolean; readonly signal: AbortSignal },
): Promise<AsyncIterable<LogPiece>> {
  // Not every engine tells the form of a log in its answer, and the log itself could pretend.
  const path = containerPath(version, id, '/json');
  const hasTerminal = flagOf(await askDocument(within(transport, PATIENCE, signal), { path }), 'Config', 'Tty');
  const query = { stdout: 'true', stderr: 'true', follow: String(follow) };
  const answer = await openStream(transport, { path: containerPath(version, id, '/logs'), query }, signal);
  return untilEnded(hasTerminal ? onlyOutput(answer.body) : framesOf(answer.body), signal);
}

async function* onlyOutput(body: AsyncIterable<Uint8Array>): AsyncGenerator<LogPiece> {
  for await (const bytes of body) yield { stream: 'stdout', bytes };
}

/** Takes frames apart without holding any: a header of eight bytes, the last four of which say how much follows. */
async function* framesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<LogPiece> {
  const header = Buffer.alloc(HEADER_BYTES);
  let held = 0;
  let left = 0;
  for await (const piece of body) {
    for (let at = 0; at < piece.length; ) {
      if (left === 0) {
        const part = piece.subarray(at, at + HEADER_BYTES - held);
        header.set(part, held);
        held += part.length;
        at += part.length;
        if (held < HEADER_BYTES) continue;
        held = 0;
        left = header.readUInt32BE(4);
        continue;
      }
      const bytes = piece.subarray(at, at + left);
      at += bytes.length;
      left -= bytes.length;
      yield { stream: streamOf(header, bytes), bytes };
    }
  }
  if (held > 0 || left > 0) throw new InputError('the log of the container breaks off in the middle of a frame');
}

function streamOf(header: Buffer, bytes: Uint8Array): LogPiece['stream'] {
  const isHeader = header.readUIntBE(1, 3) === 0;
  switch (isHeader ? header[0] : undefined) {
    case 0:
    case 1:
      return 'stdout';
    case 2:
      return 'stderr';
    case 3:
      throw new InputError(`the engine cannot read the log: ${printable(Buffer.from(bytes).toString('utf8'))}`);
    default:
      throw new InputError('the engine sends a log whose frames are broken');
  }
}
