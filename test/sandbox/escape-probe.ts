// Builds the program that tries what no command of busybox can, where this machine has a C compiler.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageParts } from './image-archive.ts';

/** An image that runs the probe alone; undefined where it cannot be built, which is said aloud. */
export function buildEscapeProbe(): ImageParts | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'escape-probe-'));
  try {
    const program = join(folder, 'probe');
    const source = join(import.meta.dirname, 'escape-probe.c');
    const { status, error, stderr } = spawnSync('gcc', ['-static', '-O1', '-o', program, source], { encoding: 'utf8' });
    if (error !== undefined || status !== 0) {
      process.stderr.write(
        `skipped: no C compiler that links statically (${error?.message ?? stderr.slice(0, 200)})\n`,
      );
      return undefined;
    }
    return {
      config: { Cmd: ['/probe'] },
      bare: true,
      files: [{ path: 'probe', mode: 0o755, body: readFileSync(program) }],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
