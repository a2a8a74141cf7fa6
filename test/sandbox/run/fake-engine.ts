// A container engine in memory: containers do what a test says, calls fail or stay silent where a test says.
import { RefusalError } from '../../../src/engine/answer.ts';
import type {
  ContainerEngine,
  ContainerEvent,
  ContainerSample,
  ContainerState,
  LogPiece,
} from '../../../src/model/container-engine.ts';
import type { EngineHost } from '../../../src/model/sandbox.ts';
import { isObject } from '../../../src/parse/json-object.ts';
import { openChannel } from './channel.ts';

/** Calls in the order in which a run makes them. */
export type Call = Exclude<keyof ContainerEngine, 'name' | 'endpoint' | 'close'>;

export interface FakeOptions {
  /** What a container does as soon as it is started. */
  readonly act?: (container: FakeContainer) => void;
  /** Before each call: throws, or waits for ever, or does something else that comes in between. */
  readonly before?: (call: Call, nth: number) => void | Promise<void>;
  /** After what was asked is done, and before the answer. */
  readonly after?: (call: Call, nth: number) => void | Promise<void>;
}

export interface FakeContainer {
  readonly request: Readonly<Record<string, unknown>>;
  readonly isRunning: () => boolean;
  event(action: string, health?: string): void;
  say(text: string): void;
  sample(sample: ContainerSample): void;
  exit(code: number, oomKilled?: boolean): void;
  /** Ends, and the engine does not tell. */
  exitUnnoticed(code: number): void;
  /** What it does on SIGTERM; ends with 143 where nothing is said. */
  onTerm(act: () => void): void;
  /** Breaks one of its streams off. */
  cut(stream: 'events' | 'logs' | 'samples', error: Error): void;
  end(stream: 'events' | 'logs'): void;
}

export interface FakeEngine extends ContainerEngine {
  /** Names of the containers that are there. */
  readonly containers: () => string[];
  readonly images: Set<string>;
  readonly calls: readonly Call[];
  /** Puts a container there that nobody asked for. */
  plant(name: string, labels: Readonly<Record<string, string>>): string;
}

export const fakeHost: EngineHost = {
  name: 'Fake 1.0 (API 1.41)',
  os: 'linux',
  architecture: 'amd64',
  kernel: '6.1.0',
  cpus: 4,
  cgroupVersion: 2,
  security: ['seccomp'],
  memoryLimit: true,
  swapLimit: true,
  pidsLimit: true,
  cpuQuota: true,
  runtimes: ['runc'],
  defaultRuntime: 'runc',
  runcVersion: '1.3.3',
  local: true,
};

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly request: Readonly<Record<string, unknown>>;
  status: string;
  exitCode: number;
  oomKilled: boolean;
  term: () => void;
  readonly events: ReturnType<typeof openChannel<ContainerEvent>>;
  readonly logs: ReturnType<typeof openChannel<LogPiece>>;
  readonly samples: ReturnType<typeof openChannel<ContainerSample>>;
}

/** Starts one with nothing in it. */
export function fakeEngine({ act = () => {}, before = () => {}, after = () => {} }: FakeOptions = {}): FakeEngine {
  const kept = new Map<string, Kept>();
  const images = new Set<string>();
  const calls: Call[] = [];
  const counts = new Map<Call, number>();
  let made = 0;
  const find = (id: string) => [...kept.values()].find((item) => item.id === id || item.name === id);
  const need = (id: string): Kept => {
    const found = find(id);
    if (found === undefined) throw new RefusalError(`the engine refuses it (404): No such container: ${id}`, 404);
    return found;
  };
  const during = async <T>(call: Call, work: () => T | Promise<T>): Promise<T> => {
    calls.push(call);
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    await before(call, nth);
    const answer = await work();
    await after(call, nth);
    return answer;
  };
  const emit = (item: Kept, action: string, health = '', exitCode?: number) =>
    item.events.push({
      action,
      id: item.id,
      health,
      timeNs: BigInt(Date.now()) * 1_000_000n,
      ...(exitCode === undefined ? {} : { exitCode }),
    });
  const end = (item: Kept, code: number, oomKilled = false) => {
    if (item.status !== 'running') return;
    Object.assign(item, { status: 'exited', exitCode: code, oomKilled: item.oomKilled || oomKilled });
    item.logs.close();
    item.samples.close();
    emit(item, 'die', '', code);
  };
  const add = (name: string, request: Readonly<Record<string, unknown>>, labels: Readonly<Record<string, string>>) => {
    made += 1;
    const id = made.toString(16).padStart(64, '0');
    const item: Kept = {
      id,
      name,
      labels,
      request,
      status: 'created',
      exitCode: 0,
      oomKilled: false,
      term: () => end(item, 143),
      events: openChannel(),
      logs: openChannel(),
      samples: openChannel(),
    };
    kept.set(id, item);
    return item;
  };
  const stateOf = (item: Kept): ContainerState => ({
    id: item.id,
    name: item.name,
    status: item.status,
    running: item.status === 'running',
    pid: item.status === 'running' ? 999_999_999 : 0,
    exitCode: item.exitCode,
    oomKilled: item.oomKilled,
    error: '',
    startedAt: '',
    finishedAt: '',
    restarts: 0,
    labels: item.labels,
    mounts: [],
  });
  const handle = (item: Kept): FakeContainer => ({
    request: item.request,
    isRunning: () => item.status === 'running',
    event: (action, health) => emit(item, action, health),
    say: (text) => item.logs.push({ stream: 'stdout', bytes: Buffer.from(text) }),
    sample: (sample) => item.samples.push(sample),
    exit: (code, oomKilled) => end(item, code, oomKilled),
    exitUnnoticed: (code) => Object.assign(item, { status: 'exited', exitCode: code }),
    onTerm: (term) => {
      item.term = term;
    },
    cut: (stream, error) => item[stream].fail(error),
    end: (stream) => item[stream].close(),
  });

  return {
    name: fakeHost.name,
    endpoint: 'unix:///fake.sock',
    containers: () => [...kept.values()].map(({ name }) => name),
    images,
    calls,
    plant: (name, labels) => add(name, {}, labels).id,
    host: () => during('host', () => fakeHost),
    create: (name, request) =>
      during('create', () => {
        const labels = isObject(request.Labels) ? request.Labels : {};
        const texts = Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
        return { id: add(name, request, Object.fromEntries(texts)).id, warnings: [] };
      }),
    start: (id) =>
      during('start', () => {
        const item = need(id);
        item.status = 'running';
        emit(item, 'start');
        act(handle(item));
      }),
    stop: (id, seconds) =>
      during('stop', async () => {
        const item = need(id);
        emit(item, 'kill');
        item.term();
        if (item.status !== 'running') return;
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        end(item, 137);
      }),
    kill: (id) => during('kill', () => end(need(id), 137)),
    remove: (id) =>
      during('remove', () => {
        const item = find(id);
        if (item === undefined) return;
        end(item, 137);
        emit(item, 'destroy');
        kept.delete(item.id);
      }),
    state: (id) =>
      during('state', () => {
        const item = find(id);
        return item === undefined ? undefined : stateOf(item);
      }),
    labelled: (label) =>
      during('labelled', () => [...kept.values()].filter(({ labels }) => Object.hasOwn(labels, label)).map(stateOf)),
    events: (id, signal) => during('events', () => need(id).events.read(signal)),
    samples: (id, signal) => during('samples', () => need(id).samples.read(signal)),
    logs: (id, { signal }) => during('logs', () => need(id).logs.read(signal)),
    top: () => during('top', () => []),
    changes: () => during('changes', () => [{ path: '/data/written', kind: 'added' as const }]),
    image: () => during('image', () => undefined),
    loadImage: () => during('loadImage', () => []),
    pullImage: () => during('pullImage', () => {}),
    removeImage: (reference) => during('removeImage', () => void images.delete(reference)),
    async close() {},
  };
}
