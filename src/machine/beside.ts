// Has bytes read by a second thread: in batches of shared memory, of which there are few, so that a slow thread costs neither memory nor a wait.
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Beside } from '../model/connections.ts';
import {
  BATCH_BYTES,
  type BatchDone,
  type BatchSent,
  type BesideStart,
  HEAD_BYTES,
  KIND_BITS,
  MOST_PIECES,
} from './beside-batch.ts';

const BATCHES = 8;

const MIB = 1024 * 1024;

/** Size of an image for which the thread is started at once, and bytes that are offered before it is started for any other: to start it takes as long as to read them. */
const LARGE = 32 * MIB;
const START_AFTER = 2 * MIB;

export interface OpenBeside extends Beside {
  /** Ends the thread, whatever it is doing. */
  close(): Promise<void>;
}

interface Batch {
  readonly index: number;
  readonly head: Int32Array;
  readonly body: Uint8Array;
  /** Whom to tell, in the order of the pieces. */
  readonly tells: ((values: readonly unknown[]) => void)[];
  /** Who waits for it. */
  readonly waiting: { readonly done: () => void; readonly fail: (error: Error) => void }[];
  used: number;
}

/** A second thread that runs the script at `path`, which calls `serveBeside`. It starts once enough was offered. */
export function openBeside(path: string): OpenBeside {
  let offered = 0;
  let running: OpenBeside | undefined;
  return {
    expect(bytes) {
      if (bytes >= LARGE) running ??= startBeside(path);
    },
    take(kind, bytes, tell) {
      offered += bytes.length;
      if (offered >= START_AFTER) running ??= startBeside(path);
      return running?.take(kind, bytes, tell) === true;
    },
    settled: async () => running?.settled(),
    close: async () => running?.close(),
  };
}

function startBeside(path: string): OpenBeside {
  const { port1: port, port2 } = new MessageChannel();
  const memory = Array.from({ length: BATCHES }, () => new SharedArrayBuffer(HEAD_BYTES + BATCH_BYTES));
  const workerData: BesideStart = { port: port2, memory };
  const worker = new Worker(path, { workerData, transferList: [port2], env: {}, argv: [], execArgv: [] });
  const batches = memory.map((shared, index): Batch => {
    const head = new Int32Array(shared, 0, MOST_PIECES);
    return { index, head, body: new Uint8Array(shared, HEAD_BYTES), tells: [], waiting: [], used: 0 };
  });
  const free = [...batches];
  const sent = new Set<Batch>();
  let filling: Batch | undefined;
  let broken: Error | undefined;

  const finish = ({ index, found }: BatchDone): void => {
    const batch = batches[index];
    if (batch === undefined) return;
    for (const [piece, values] of found) batch.tells[piece]?.(values);
    batch.tells.length = 0;
    batch.used = 0;
    sent.delete(batch);
    free.push(batch);
    for (const { done } of batch.waiting.splice(0)) done();
  };
  const send = (): void => {
    if (filling === undefined) return;
    sent.add(filling);
    port.postMessage({ index: filling.index, pieces: filling.tells.length } satisfies BatchSent);
    filling = undefined;
  };
  /** The batch with room for so many bytes; nobody waits for one. */
  const batchFor = (bytes: number): Batch | undefined => {
    if (filling !== undefined && filling.used + bytes <= BATCH_BYTES && filling.tells.length < MOST_PIECES)
      return filling;
    send();
    // This thread may be busy for long without a look at its messages.
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
      finish(next.message);
    filling = free.pop();
    return filling;
  };
  const fail = (error: Error): void => {
    broken ??= error;
    for (const batch of batches) for (const waiter of batch.waiting.splice(0)) waiter.fail(error);
  };

  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the second thread ended before its work was done')));
  port.on('message', finish);
  // Neither keeps the process alive, but for who waits.
  worker.unref();
  port.unref();

  return {
    expect: () => undefined,
    take(kind, bytes, tell) {
      if (bytes.length > BATCH_BYTES) return false;
      const batch = batchFor(bytes.length);
      if (batch === undefined) return false;
      batch.body.set(bytes, batch.used);
      batch.head[batch.tells.length] = (bytes.length << KIND_BITS) | kind;
      batch.used += bytes.length;
      batch.tells.push(tell);
      return true;
    },
    async settled() {
      send();
      if (broken !== undefined) throw broken;
      const waits = [...sent].map(
        ({ waiting }) => new Promise<void>((done, fail) => void waiting.push({ done, fail })),
      );
      if (waits.length === 0) return;
      port.ref();
      await Promise.all(waits);
      if (sent.size === 0) port.unref();
    },
    async close() {
      worker.removeAllListeners();
      port.close();
      await worker.terminate();
    },
  };
}
