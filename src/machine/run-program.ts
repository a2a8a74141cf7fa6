// Runs a program of this machine: no shell, bounded output and time, and no more of the environment than it is given.
import { spawn } from 'node:child_process';
import { delimiter, isAbsolute } from 'node:path';

export interface ProgramOptions {
  /** All that the program sees of the environment. The program is looked up in the absolute directories of its PATH. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it reads from standard input; nothing when absent. */
  readonly input?: string;
  readonly cwd?: string;
  /** Milliseconds until it is killed; 30 seconds when absent. */
  readonly timeout?: number;
  /** Bytes of standard output until it is killed; 1 MiB when absent. */
  readonly maxOutput?: number;
}

/** How a program ended. */
export type ProgramResult =
  | { readonly kind: 'ended'; readonly exitCode: number; readonly stdout: Buffer; readonly stderr: string }
  /** It is not installed or may not be started. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'too-much-output' }
  /** Ended by a signal that was not ours. */
  | { readonly kind: 'killed'; readonly signal: string };

const DEFAULT_TIMEOUT = 30_000;
const DEFAULT_MAX_OUTPUT = 1024 * 1024;
/** Of standard error the beginning is kept; the rest is read and dropped. */
const MAX_STDERR = 16 * 1024;

/** Runs a program to its end, or until it passes a limit. It never throws for what the program does. */
export function runProgram(program: string, args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const { input = '', cwd, timeout = DEFAULT_TIMEOUT, maxOutput = DEFAULT_MAX_OUTPUT } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: withAbsolutePath(options.environment),
      shell: false,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      ...(cwd === undefined ? {} : { cwd }),
    });
    const end = (result: ProgramResult): void => {
      clearTimeout(timer);
      resolve(result);
    };
    // A child of the child may hold the pipes open after the kill, so the pipes are let go of as well.
    const stop = (result: ProgramResult): void => {
      end(result);
      child.kill('SIGKILL');
      for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
      child.unref();
    };
    const timer = setTimeout(() => stop({ kind: 'timeout' }), timeout);

    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let outBytes = 0;
    let errorBytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      outBytes += chunk.length;
      if (outBytes > maxOutput) stop({ kind: 'too-much-output' });
      else stdout.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (errorBytes < MAX_STDERR) stderr.push(chunk.subarray(0, MAX_STDERR - errorBytes));
      errorBytes += chunk.length;
    });
    child.once('error', () => end({ kind: 'missing' }));
    child.once('close', (code, signal) => {
      if (code === null) end({ kind: 'killed', signal: signal ?? 'unknown' });
      else
        end({ kind: 'ended', exitCode: code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    // A program may end without reading what it is given.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** A relative directory in PATH would let the scanned project bring its own program. */
function withAbsolutePath(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) =>
      name.toUpperCase() === 'PATH' ? [name, value.split(delimiter).filter(isAbsolute).join(delimiter)] : [name, value],
    ),
  );
}
