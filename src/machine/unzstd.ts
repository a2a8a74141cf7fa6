// Decompresses zstd with the program of that name: several times faster than a script can.
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../model/errors.ts';

/** Window sizes beyond this are refused, as registries and engines refuse them. */
const WINDOW = '--memory=128MB';

/** Decompresses what passes by with the program at a path. */
export async function* unzstd(program: string, compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const child = spawn(program, ['-q', '-d', '-c', WINDOW], { env: {}, shell: false, stdio: ['pipe', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < 16) said.push(chunk);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // What goes wrong with what is read is said by the reader; what goes wrong with the program by its exit.
  let broken: unknown;
  const feeding = pipeline(Readable.from(compressed, { objectMode: false }), child.stdin).catch((error: unknown) => {
    broken = error;
  });
  try {
    for await (const chunk of child.stdout) yield chunk as Uint8Array;
    await feeding;
    const code = await ended;
    if (broken instanceof InputError) throw broken;
    if (code !== 0)
      throw new InputError(`zstd cannot decompress it: ${Buffer.concat(said).toString('utf8').trim().slice(0, 300)}`);
  } finally {
    child.kill('SIGKILL');
  }
}
