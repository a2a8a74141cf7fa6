// What the terminal lends beyond files: engine, registries, the cache of layers. Each part is loaded when it is asked for.
import { join } from 'node:path';
import { findProgram } from '../machine/find-program.ts';
import type { Connections, Engine, Registries } from '../model/connections.ts';
import type { Logger } from '../model/log.ts';
import { refuseConnections } from '../offline.ts';
import type { Shell } from './shell.ts';

export interface ConnectionFlags {
  readonly insecureRegistries: readonly string[];
  /** Open no connection. */
  readonly offline: boolean;
  /** Keep facts of layers between runs. */
  readonly cache: boolean;
}

export interface OpenConnections extends Connections {
  /** Closes whatever was opened. */
  close(): Promise<void>;
}

/** Connections as the environment of the shell describes them. */
export function openConnections(
  shell: Shell,
  log: Logger,
  { insecureRegistries, offline, cache }: ConnectionFlags,
): OpenConnections {
  const { environment } = shell;
  const home = environment.HOME ?? environment.USERPROFILE ?? '';
  let engine: Promise<Engine> | undefined;
  let registries: Promise<Registries> | undefined;
  const close = async () => {
    for (const opened of [engine, registries])
      await opened?.then(
        (connection) => connection.close(),
        () => undefined,
      );
  };
  const opening = offline
    ? refuseConnections('--offline is given')
    : {
        engine: () => {
          engine ??= import('../engine/open.ts').then(({ openEngine }) => openEngine({ environment, home }));
          return engine;
        },
        registries: () => {
          registries ??= import('../registry/open.ts').then(({ openRegistries }) =>
            openRegistries({ environment, home, insecure: insecureRegistries, log, now: () => shell.now().getTime() }),
          );
          return registries;
        },
      };
  return {
    ...opening,
    ...(cache ? cacheOf(environment, home) : {}),
    standardInput: shell.in,
    // Looked for when an image is read, and not before.
    get unzstd() {
      return unzstdOf(environment);
    },
    close,
  };
}

/** Decompresses zstd by the program of that name, where Node cannot (it can from 22.15 on) and this machine has it. */
function unzstdOf(environment: Shell['environment']): Connections['unzstd'] {
  if ('createZstdDecompress' in process.getBuiltinModule('node:zlib')) return undefined;
  const program = findProgram('zstd', environment);
  if (program === undefined) return undefined;
  return async function* (compressed) {
    const { unzstd } = await import('../machine/unzstd.ts');
    yield* unzstd(program, compressed);
  };
}

/** The cache lies where the XDG base directories say. */
function cacheOf(environment: Shell['environment'], home: string): Pick<Connections, 'cache'> {
  const base = environment.XDG_CACHE_HOME ?? (home === '' ? undefined : join(home, '.cache'));
  if (base === undefined) return {};
  const opened = async () => {
    const [{ openLayerCache }, { layerFormat }] = await Promise.all([
      import('../machine/layer-cache.ts'),
      import('../inputs/image/layers/layer-cache-format.ts'),
    ]);
    return openLayerCache(join(base, 'seaworthy'), layerFormat);
  };
  let cache: ReturnType<typeof opened> | undefined;
  const whole = () => {
    cache ??= opened();
    return cache;
  };
  return {
    cache: {
      get: async (diffId, key) => (await whole()).get(diffId, key),
      put: async (diffId, key, facts) => (await whole()).put(diffId, key, facts),
    },
  };
}
