// Every command line of run-vectors.yaml, which was run through real clients and engines, read by ours.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type DockerLine, parseDockerLine } from '../../src/parse/docker-line.ts';
import type { CreateRequest } from '../../src/parse/docker-request.ts';
import { fillHoles } from '../../src/parse/hole-marks.ts';
import { firstCommand } from './first-command.ts';

type Fields = Record<string, unknown>;

interface Vector {
  id: string;
  line: string;
  expect?: Fields & { set?: Fields; image?: string; command?: string[] | null };
  error?: { stage: string; exit?: number; meaning: string };
  engineError?: { stage: string; meaning: string };
  exec?: Fields;
  build?: Fields;
  compose?: Fields;
  globals?: Fields;
  cli20Differs?: string;
}

interface Vectors {
  conventions: { platformFiles: Record<string, string> };
  baselineRequest: { Config: Fields; HostConfig: Fields };
  vectors: Vector[];
}

const { conventions, baselineRequest, vectors }: Vectors = parse(
  readFileSync(new URL('run-vectors.yaml', import.meta.url), 'utf8'),
);

/** Refused by the engine that the vectors were made with, for a reason that lies in its version or its host. */
const DEPENDS_ON_HOST = new Set([
  'secopt-writable-cgroups',
  'mac-address',
  'mount-source-missing',
  'cpus-too-many',
  'runtime-unknown',
  'log-driver-unknown',
  'log-opt-unknown',
  'two-networks-old-engine',
]);

interface ReadLine {
  line: DockerLine;
  expansions: readonly string[];
}

function read(text: string): ReadLine {
  const { words, expansions } = firstCommand(text);
  const line = parseDockerLine(words, {
    expansions,
    environment: { HOSTSET: 'fromhost' },
    cwd: '$CWD',
    readFile: (path) => {
      const file = conventions.platformFiles[path.replace('./', '')];
      return file === undefined ? { missing: true } : { text: file, file: path };
    },
  });
  return { line, expansions };
}

function requestOf({ line }: ReadLine): CreateRequest {
  if (line.kind === 'refused') {
    if (line.request === undefined) throw line.refusal;
    return line.request;
  }
  if (line.kind !== 'create') throw new Error(`read as ${line.kind}`);
  return line.request;
}

/** The request as the conventions of the vectors write it. */
function comparable(request: CreateRequest): Fields {
  const { Image: _, Cmd: __, ...config } = request.Config;
  const endpoints = request.NetworkingConfig.EndpointsConfig;
  const host = {
    ...request.HostConfig,
    Binds: request.HostConfig.Binds?.map((text) => text.replace('/$CWD', '$CWD')).sort() ?? null,
  };
  if (host.Mounts !== undefined)
    host.Mounts = host.Mounts.map((mount) =>
      mount.Source === undefined ? mount : { ...mount, Source: mount.Source.replace('/$CWD', '$CWD') },
    );
  return {
    Config: { ...config, Env: lastPerName(config.Env) },
    HostConfig: host,
    ...(Object.keys(endpoints).length === 0 ? {} : { EndpointsConfig: endpoints }),
  };
}

function lastPerName(list: string[] | null): Fields | null {
  return list === null ? null : Object.fromEntries(list.map((text) => [text.split('=', 1)[0] ?? '', text]));
}

function expectedRequest(vector: Vector, detached: boolean): Fields {
  const { Image: _, Cmd: __, ...config } = structuredClone(baselineRequest.Config);
  const result: Record<string, Fields> = { Config: config, HostConfig: structuredClone(baselineRequest.HostConfig) };
  if (detached) Object.assign(config, { AttachStdout: false, AttachStderr: false });
  for (const [path, value] of Object.entries(vector.expect?.set ?? {})) {
    const [part = '', field] = path.split('.', 2);
    if (field === undefined) result[part] = value as Fields;
    else Object.assign(result[part] ?? {}, { [field]: value });
  }
  const host = result.HostConfig;
  if (host !== undefined && Array.isArray(host.Binds)) host.Binds = [...host.Binds].sort();
  if (Array.isArray(config.Env)) config.Env = lastPerName(config.Env as string[]);
  return result;
}

const ofDocker = vectors.filter(
  ({ line, expect: wanted }) => !line.includes('podman ') && wanted !== undefined && wanted.help !== true,
);

describe('a docker run or create line', () => {
  it.each(ofDocker.map((vector) => [vector.id, vector] as const))('sends the request of %s', (_, vector) => {
    const result = read(vector.line);
    const request = requestOf(result);
    const wanted = vector.expect ?? {};
    expect(request.Config.Image).toBe(wanted.image);
    expect(request.Config.Cmd).toEqual(wanted.command);
    expect(request.name).toBe(wanted.name ?? '');
    expect(request.platform).toBe(wanted.platform ?? '');
    if (wanted.literalBind !== undefined || wanted.literalUser !== undefined) {
      const bind = request.HostConfig.Binds?.[0];
      if (wanted.literalBind !== undefined) expect(fillHoles(bind ?? '', result.expansions)).toBe(wanted.literalBind);
      if (wanted.literalUser !== undefined)
        expect(fillHoles(request.Config.User, result.expansions)).toBe(wanted.literalUser);
      return;
    }
    expect(comparable(request)).toEqual(expectedRequest(vector, wanted.detach === true));
    if (result.line.kind === 'create') expect(result.line.detach).toBe(wanted.detach ?? false);
  });
});

const refused = vectors.filter(({ error }) => error !== undefined);

describe('a line that the client refuses', () => {
  it.each(refused.map((vector) => [vector.id, vector] as const))('is refused: %s', (_, { line, error }) => {
    const result = read(line).line;
    if (result.kind !== 'refused') throw new Error(`read as ${result.kind}`);
    expect(result.refusal.stage).toBe(error?.stage);
    if (error?.exit !== undefined) expect(result.refusal.exit).toBe(error.exit);
  });
});

const byEngine = vectors.filter(({ engineError }) => engineError !== undefined);

describe('a line that the engine refuses', () => {
  it.each(byEngine.map((vector) => [vector.id, vector] as const))(
    'is refused where that can be known: %s',
    (id, { line }) => {
      const result = read(line).line;
      if (DEPENDS_ON_HOST.has(id)) {
        expect(result.kind).toBe('create');
        return;
      }
      if (result.kind !== 'refused') throw new Error(`read as ${result.kind}`);
      expect(result.refusal.stage).toBe('engine');
      expect(result.request).toBeDefined();
      const { span } = result.refusal;
      expect(span === undefined ? '' : line.slice(span.start, span.end)).not.toBe('');
    },
  );

  it('lists as dependent on the host only lines that exist', () => {
    const ids = new Set(byEngine.map(({ id }) => id));
    expect([...DEPENDS_ON_HOST].filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('a line that asks for help', () => {
  it('makes no request', () => {
    expect(read('docker run --help --privileged').line.kind).toBe('help');
  });
});

function checkFields(actual: object, wanted: Fields, expansions: readonly string[]): void {
  const spelled = JSON.parse(JSON.stringify(actual), (_, value) =>
    typeof value === 'string' ? fillHoles(value, expansions) : value,
  );
  expect(spelled).toMatchObject(wanted);
}

describe('docker exec', () => {
  const list = vectors.filter(({ exec }) => exec !== undefined);
  it.each(list.map((vector) => [vector.id, vector] as const))('asks for what it says: %s', (_, { line, exec = {} }) => {
    const result = read(line).line;
    if (result.kind !== 'exec') throw new Error(`read as ${result.kind}`);
    const plain = {
      User: '',
      Privileged: false,
      Tty: false,
      AttachStdin: false,
      AttachStdout: false,
      AttachStderr: false,
    };
    const rest = { Detach: false, DetachKeys: '', Env: null, WorkingDir: '' };
    expect(result.request).toEqual({ ...plain, ...rest, ...exec });
  });
});

describe('docker build', () => {
  const list = vectors.filter(({ build }) => build !== undefined);
  it.each(list.map((vector) => [vector.id, vector] as const))(
    'asks for what it says: %s',
    (_, { line, build = {} }) => {
      const { line: result, expansions } = read(line);
      if (result.kind !== 'build') throw new Error(`read as ${result.kind}`);
      checkFields(result.request, build, expansions);
    },
  );
});

describe('docker compose run and exec', () => {
  const list = vectors.filter(({ compose }) => compose !== undefined);
  it.each(list.map((vector) => [vector.id, vector] as const))(
    'ask for what they say: %s',
    (_, { line, compose = {} }) => {
      const { line: result, expansions } = read(line);
      if (result.kind !== 'compose') throw new Error(`read as ${result.kind}`);
      checkFields(result.request, compose, expansions);
    },
  );
});

describe('global flags', () => {
  const list = vectors.filter(({ globals }) => globals !== undefined);
  it.each(list.map((vector) => [vector.id, vector] as const))('are kept: %s', (_, { line, globals = {} }) => {
    const result = read(line).line;
    if (result.kind !== 'create') throw new Error(`read as ${result.kind}`);
    expect(result.globals).toMatchObject(globals);
  });
});

describe('a podman line', () => {
  const list = vectors.filter(({ line, expect: wanted }) => line.startsWith('podman') && wanted !== undefined);
  it.each(list.map((vector) => [vector.id, vector] as const))(
    'sends the request of %s',
    (_, { line, expect: wanted = {} }) => {
      const request = requestOf(read(line));
      expect(podmanView(request, line)).toMatchObject({ ...wanted, set: undefined });
      for (const [path, value] of Object.entries(wanted.set ?? {})) {
        const [part, field = ''] = path.split('.', 2);
        expect(part === 'HostConfig' ? new Map(Object.entries(request.HostConfig)).get(field) : undefined).toEqual(
          value,
        );
      }
    },
  );
});

/** The request in the words of the podman vectors. */
function podmanView({ Config, HostConfig: host, NetworkingConfig, Rootfs }: CreateRequest, line: string): Fields {
  const optionsOf = (name: string) =>
    (host.SecurityOpt ?? [])
      .filter((text) => text.startsWith(`${name}=`))
      .flatMap((text) => text.slice(name.length + 1).split(':'));
  const endpoint = NetworkingConfig.EndpointsConfig[host.NetworkMode];
  const binds = (host.Binds ?? []).map((text) => {
    const [source, target, options = ''] = text.split(':');
    return { type: options.split(',').includes('O') ? 'overlay' : 'bind', source, target, options: options.split(',') };
  });
  const mounts = (host.Mounts ?? []).map(({ Type, Source, Target, Options }) => ({
    type: Type,
    source: Source,
    target: Target,
    options: Options,
  }));
  const variables = (Config.Env ?? []).filter((text) => text.endsWith('*')).map((text) => text.slice(0, -1));
  return {
    image: Config.Image,
    rootfs: Rootfs,
    command: Config.Cmd,
    user: Config.User,
    userns: host.UsernsMode,
    capAdd: host.CapAdd,
    groupAdd: host.GroupAdd,
    unmask: optionsOf('unmask'),
    mask: optionsOf('mask'),
    mounts: [...binds, ...mounts],
    cdi: host.DeviceRequests?.flatMap(({ DeviceIDs }) => DeviceIDs ?? []),
    ports: Object.entries(host.PortBindings).flatMap(([port, bindings]) =>
      bindings.map(({ HostPort }) => ({ host: Number(HostPort), container: Number.parseInt(port, 10) })),
    ),
    network: host.NetworkMode,
    networkOptions: { ip: endpoint?.IPAMConfig?.IPv4Address, alias: endpoint?.Aliases },
    envHost: line.includes('--env-host'),
    envPrefix: variables,
    set: undefined,
  };
}
