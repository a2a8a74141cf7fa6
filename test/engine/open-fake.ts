// Opens an engine for running containers that answers as a test wants it to.
import type { ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { openContainerEngine } from '../../src/engine/open-container-engine.ts';
import type { ContainerEngine } from '../../src/model/container-engine.ts';
import { type FakeEngine, fakeEngine, type Routes } from './fake-engine.ts';

/** Id of the container of these tests. */
export const ID = 'ab12'.repeat(16);
/** Its address. */
export const CONTAINER = `/v1.41/containers/${ID}`;
/** Its inspect document while it runs. */
export const RUNNING = { Id: ID, Name: '/web', State: { Status: 'running', Running: true, Pid: 42 }, Config: {} };

/** Starts a server with these routes and opens it; both end with the test. */
export async function openFake(
  routes: Routes,
  headers?: Readonly<Record<string, string>>,
): Promise<{ readonly engine: ContainerEngine; readonly fake: FakeEngine }> {
  const fake = await fakeEngine(routes, headers === undefined ? {} : { headers });
  const engine = await openContainerEngine({ environment: { DOCKER_HOST: fake.host }, home: '/home/nobody-there' });
  onTestFinished(() => engine.close());
  return { engine, fake };
}

/** Answers with these pieces, each in a packet of its own, and then ends as a good answer does. */
export function pieces(...parts: readonly (string | Uint8Array)[]): (response: ServerResponse) => Promise<void> {
  return async (response) => {
    await writeAll(response, parts);
    response.end();
  };
}

/** Answers with these pieces and then drops the connection. */
export function cutAfter(...parts: readonly (string | Uint8Array)[]): (response: ServerResponse) => Promise<void> {
  return async (response) => {
    await writeAll(response, parts);
    response.destroy();
  };
}

/** Answers with these pieces and stays silent from then on. */
export function silentAfter(...parts: readonly (string | Uint8Array)[]): (response: ServerResponse) => Promise<void> {
  return (response) => writeAll(response, parts);
}

/** Never answers. */
export const silent = (): void => {};

/** A signal that ends with the test. */
export function ending(): AbortSignal {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  return controller.signal;
}

/** Everything a stream gives until it ends. */
export async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

async function writeAll(response: ServerResponse, parts: readonly (string | Uint8Array)[]): Promise<void> {
  response.flushHeaders();
  for (const part of parts) await new Promise<void>((resolve) => response.write(part, () => setImmediate(resolve)));
}
