// Decompresses zstd with the program of that name, where this machine has it: several times faster than a script can.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../model/errors.ts';

type Unzstd = (compressed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Window sizes beyond this are refused, as registries and engines refuse them. */
const WINDOW = '--memory=128MB';

/** The decompressor of this machine; `undefined` where the program is in no directory of PATH. */
export function findUnzstd(environment: Readonly<Record<string, string>>): Unzstd | undefined {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const program = folders.map((folder) => join(folder, 'zstd')).find(isExecutable);
  return program === undefined ? undefined : (compressed) => decompress(program, compressed);
}

async function* decompress(program: string, compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
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

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
