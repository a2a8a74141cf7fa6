// Bytes that pass by in chunks of any size, handed out in the pieces that a format is made of, at once where they are at hand.

/** Memory that is new costs more than the bytes that are copied into it: up to this size it is used again. */
const MOST_SPARE = 1024 * 1024;

/** The next bytes of a source. A piece is good until the next call. */
export class ByteSource {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Bytes before the present chunk. */
  #passed = 0;
  /** A piece that crosses the border of two chunks, as far as it has come. */
  #piece: Buffer | undefined;
  /** Room for such pieces. */
  #spare = Buffer.alloc(0);
  #filled = 0;
  #ended = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Place of the next byte that will be handed out. */
  get position(): number {
    return this.#passed + this.#at - this.#filled;
  }

  /** Whether a piece has been begun and not completed. */
  get midway(): boolean {
    return this.#filled > 0;
  }

  /** The next `bytes` bytes in one piece: a view where they lie in one chunk, else a copy. `undefined` asks for a pull and the same call again. */
  take(bytes: number): Buffer | undefined {
    const left = this.#chunk.length - this.#at;
    if (this.#piece === undefined) {
      if (left >= bytes) {
        this.#at += bytes;
        return this.#chunk.subarray(this.#at - bytes, this.#at);
      }
      if (left === 0) return undefined;
      this.#piece = this.#room(bytes);
    }
    const piece = this.#piece;
    if (!this.fill(piece)) return undefined;
    this.#piece = undefined;
    return piece;
  }

  #room(bytes: number): Buffer {
    if (bytes > MOST_SPARE) return Buffer.allocUnsafeSlow(bytes);
    if (this.#spare.length < bytes) this.#spare = Buffer.allocUnsafeSlow(Math.min(MOST_SPARE, bytes * 2));
    return this.#spare.subarray(0, bytes);
  }

  /** Copies the next bytes over all of `target`. Answers false to ask for a pull and the same call again. */
  fill(target: Buffer): boolean {
    const length = Math.min(this.#chunk.length - this.#at, target.length - this.#filled);
    this.#chunk.copy(target, this.#filled, this.#at, this.#at + length);
    this.#at += length;
    this.#filled += length;
    if (this.#filled < target.length) return false;
    this.#filled = 0;
    return true;
  }

  /** Up to `bytes` of the bytes at hand; none where there are none. */
  part(bytes: number): Buffer {
    const length = Math.min(bytes, this.#chunk.length - this.#at);
    this.#at += length;
    return this.#chunk.subarray(this.#at - length, this.#at);
  }

  /** Passes over up to `bytes` of the bytes at hand and answers how many. */
  skip(bytes: number): number {
    const length = Math.min(bytes, this.#chunk.length - this.#at);
    this.#at += length;
    return length;
  }

  /** Brings more bytes after those at hand were used up. Answers false at the end of the source. */
  async pull(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#source.next();
      if (done === true) {
        this.#ended = true;
        return false;
      }
      if (value.length === 0) continue;
      this.#passed += this.#chunk.length;
      this.#chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      this.#at = 0;
      return true;
    }
  }

  /** Lets go of the source before its end. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#source.return?.();
  }
}
