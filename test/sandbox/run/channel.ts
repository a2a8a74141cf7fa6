// A stream that a test fills by hand: what is pushed before somebody reads is kept.

export interface Channel<T> {
  push(item: T): void;
  close(): void;
  fail(error: Error): void;
  /** Ends with the signal, as those of an engine do. */
  read(signal: AbortSignal): AsyncIterable<T>;
}

export function openChannel<T>(): Channel<T> {
  const items: T[] = [];
  let closed = false;
  let failure: Error | undefined;
  let wake: () => void = () => {};
  return {
    push(item) {
      items.push(item);
      wake();
    },
    close() {
      closed = true;
      wake();
    },
    fail(error) {
      failure = error;
      wake();
    },
    async *read(signal) {
      let next = 0;
      signal.addEventListener('abort', () => wake());
      while (!signal.aborted) {
        const item = items[next];
        if (item !== undefined) {
          next += 1;
          yield item;
        } else if (failure !== undefined) throw failure;
        else if (closed) return;
        else
          await new Promise<void>((resolve) => {
            const before = wake;
            wake = () => {
              before();
              resolve();
            };
          });
      }
    },
  };
}
