// Walks a tar whose bytes pass by once: a layer that is being decompressed, an archive that an engine sends.

import type { TarEntry, TarLimits } from '../../../parse/tar/entry.ts';
import { problemList } from '../../../parse/tar/problems.ts';
import { padding, TarReader } from '../../../parse/tar/reader.ts';
import { ByteSource } from './byte-source.ts';
import { cutOff, type MaybePromise, type TarWalk } from './tar-walk.ts';

export interface TarStream extends TarWalk {
  /** What is left of the body of the present entry, as it passes by. */
  body(): AsyncIterable<Uint8Array>;
  /** Reads what follows the end mark, so that whoever counts or hashes the bytes sees them all. */
  drain(): Promise<void>;
  /** Ends the walk early and lets go of the source. */
  close(): Promise<void>;
}

/** The bytes at hand do not suffice. */
const MORE = Symbol('more');

class PassingTar implements TarStream {
  readonly #bytes: ByteSource;
  readonly #problems = problemList();
  readonly #reader: TarReader;
  /** Bytes of the body that have not passed yet, and the padding behind it. */
  #body = 0;
  #padding = 0;
  /** The body is an extended header. */
  #record = false;
  #ended = false;
  #path = '';

  constructor(source: AsyncIterable<Uint8Array>, limits: TarLimits) {
    this.#bytes = new ByteSource(source);
    this.#reader = new TarReader(limits, this.#problems);
  }

  next(): MaybePromise<TarEntry | undefined> {
    const found = this.#advance();
    return found === MORE ? this.#nextLater() : found;
  }

  take(bytes: number): MaybePromise<Uint8Array> {
    const wanted = Math.min(bytes, this.#body);
    const taken = this.#bytes.take(wanted);
    if (taken === undefined) return this.#takeLater(wanted);
    this.#body -= wanted;
    return taken;
  }

  async *body(): AsyncGenerator<Uint8Array> {
    while (this.#body > 0) {
      const part = this.#bytes.part(this.#body);
      this.#body -= part.length;
      if (part.length > 0) yield part;
      else await this.#pull();
    }
  }

  async drain(): Promise<void> {
    this.#ended = true;
    while (await this.#bytes.pull());
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#bytes.close();
  }

  problems(): readonly string[] {
    return this.#problems.list();
  }

  async #nextLater(): Promise<TarEntry | undefined> {
    for (;;) {
      // The padding behind the last body may be missing; extractors do not mind.
      const mayEnd = this.#body === 0 && !this.#record && !this.#bytes.midway;
      if (!(await this.#bytes.pull())) {
        if (!mayEnd) throw cutOff(this.#path);
        this.#reader.finish();
        this.#ended = true;
        return undefined;
      }
      const found = this.#advance();
      if (found !== MORE) return found;
    }
  }

  async #takeLater(wanted: number): Promise<Uint8Array> {
    for (;;) {
      await this.#pull();
      const taken = this.#bytes.take(wanted);
      if (taken === undefined) continue;
      this.#body -= wanted;
      return taken;
    }
  }

  async #pull(): Promise<void> {
    if (!(await this.#bytes.pull())) throw cutOff(this.#path);
  }

  /** Goes on as far as the bytes at hand allow. */
  #advance(): TarEntry | undefined | typeof MORE {
    while (!this.#ended) {
      if (this.#record) {
        const record = this.#bytes.take(this.#body);
        if (record === undefined) return MORE;
        this.#reader.record(record);
        this.#record = false;
        this.#body = 0;
      }
      if (!this.#skip()) return MORE;
      const at = this.#bytes.position;
      if (!this.#bytes.fill(this.#reader.block.bytes)) return MORE;
      const step = this.#reader.header(at);
      this.#body = this.#reader.bodyBytes;
      this.#padding = padding(this.#body);
      this.#record = step === 'record';
      if (step === 'end') this.#ended = true;
      if (step === 'entry') {
        this.#path = this.#reader.entry?.path ?? '';
        return this.#reader.entry;
      }
    }
    return undefined;
  }

  /** Skips what is left of the body and its padding. Answers false where that is more than is at hand. */
  #skip(): boolean {
    this.#body -= this.#bytes.skip(this.#body);
    if (this.#body > 0) return false;
    this.#padding -= this.#bytes.skip(this.#padding);
    return this.#padding === 0;
  }
}

/** Starts a walk through a tar that passes by. */
export function walkTarStream(source: AsyncIterable<Uint8Array>, limits: TarLimits): TarStream {
  return new PassingTar(source, limits);
}
