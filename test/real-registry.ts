// Runs Debian's docker-registry on loopback for a test.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface RunningRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  stop(): void;
}

/** Starts a registry that keeps its blobs in a folder; `more` is added to its configuration. */
export async function startRegistry(folder: string, more = ''): Promise<RunningRegistry> {
  const host = `127.0.0.1:${await freePort()}`;
  const config = join(folder, 'config.yml');
  const root = join(folder, 'blobs');
  mkdirSync(root, { recursive: true });
  writeFileSync(
    config,
    `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: "${root}"}}\nhttp: {addr: "${host}"}\n${more}`,
  );
  const running = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  for (let tries = 0; tries < 200; tries += 1) {
    const answers = await fetch(`http://${host}/v2/`).then(
      ({ status }) => status === 200 || status === 401,
      () => false,
    );
    if (answers) return { host, stop: () => void running.kill() };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  running.kill();
  throw new Error('the registry does not answer');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject()));
    });
  });
}
