// Looks at the first bytes of a stream without taking them from whoever reads it next.

export interface Headed {
  /** The first bytes, fewer where there are no more. */
  readonly head: Uint8Array;
  /** All bytes, those of the head included. */
  readonly all: AsyncIterable<Uint8Array>;
}

/** Reads on until `bytes` bytes are known. */
export async function withHead(source: AsyncIterable<Uint8Array>, bytes: number): Promise<Headed> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let known = 0;
  while (known < bytes) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    if (value.length === 0) continue;
    first.push(value);
    known += value.length;
  }
  return {
    head: Buffer.concat(first.map((chunk) => chunk.subarray(0, bytes))).subarray(0, bytes),
    all: onwards(first, iterator),
  };
}

async function* onwards(first: readonly Uint8Array[], iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* first;
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) yield step.value;
  } finally {
    await iterator.return?.();
  }
}
