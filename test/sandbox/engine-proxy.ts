// Stands between the sandbox and an engine, and can fall silent or break off as a network or a daemon would.
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface EngineProxy {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** From now on nothing passes any more, in both directions; connections stay open. */
  stall(): void;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Lets new connections pass again. */
  mend(): void;
  close(): Promise<void>;
}

/** Opens a socket of its own before the engine at `host`, `unix:///...`. */
export async function openEngineProxy(host: string): Promise<EngineProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-proxy-'));
  const path = join(folder, 'engine.sock');
  const sockets = new Set<Socket>();
  let state: 'open' | 'silent' | 'cut' = 'open';
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = createConnection(host.replace(/^unix:\/\//, ''));
    keep(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => {
        if (state === 'open') to.write(bytes);
      });
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    host: `unix://${path}`,
    stall: () => {
      state = 'silent';
    },
    cut: () => {
      state = 'cut';
      drop();
    },
    mend: () => {
      state = 'open';
    },
    close: async () => {
      drop();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
