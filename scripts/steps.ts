// Runs commands side by side and keeps on after one that fails.
import { spawn } from 'node:child_process';

export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** What to type when it fails. */
  readonly mend: string;
}

export interface Result {
  readonly step: Step;
  readonly passed: boolean;
  /** Everything the command printed; empty when it was shown as it came. */
  readonly output: string;
  readonly seconds: number;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** How many run at the same time. */
  readonly lanes: number;
  /** Shows output as it comes instead of keeping it. */
  readonly live?: boolean;
  readonly onEnd: (result: Result) => void;
}

/** Runs every step, whatever becomes of the others, and answers in the order in which they ended. */
export async function runSteps(steps: readonly Step[], options: RunOptions): Promise<Result[]> {
  const queue = [...steps];
  const results: Result[] = [];
  const runLane = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const result = await runStep(step, options);
      results.push(result);
      options.onEnd(result);
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, runLane));
  return results;
}

function runStep(step: Step, { cwd, env, live = false }: RunOptions): Promise<Result> {
  const [program, ...args] = step.command;
  const started = performance.now();
  return new Promise((resolve) => {
    const stream = live ? 'inherit' : 'pipe';
    const child = spawn(program, args, {
      cwd,
      env,
      shell: process.platform === 'win32',
      stdio: ['ignore', stream, stream],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const end = (passed: boolean) => resolve({ step, passed, output, seconds: (performance.now() - started) / 1000 });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
