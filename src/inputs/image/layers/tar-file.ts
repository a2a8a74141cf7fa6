// Walks a tar that lies in a range of a local file: headers are read through one window, bodies are skipped without being read.
import { readSync } from 'node:fs';
import type { TarEntry, TarLimits } from '../../../parse/tar/entry.ts';
import { BLOCK } from '../../../parse/tar/header.ts';
import { problemList } from '../../../parse/tar/problems.ts';
import { padding, TarReader } from '../../../parse/tar/reader.ts';
import { cutOff, type TarWalk } from './tar-walk.ts';

/** A range of an open file. */
export interface FileRange {
  readonly fd: number;
  readonly offset: number;
  readonly size: number;
}

export interface TarFile extends TarWalk {
  next(): TarEntry | undefined;
  take(bytes: number): Uint8Array;
  /** Where the body of the present entry begins in the file. */
  readonly bodyOffset: number;
}

/** Measured: smaller windows cost more calls, larger ones read more than they use. It begins small and grows while entries lie side by side. */
const WINDOW = 128 * 1024;
const LEAST_WINDOW = 16 * 1024;
/** Memory that is new costs more than the bytes that are read into it: up to this size it is used again. */
const MOST_SPARE = 1024 * 1024;

class SeekingTar implements TarFile {
  bodyOffset = 0;
  readonly #range: FileRange;
  readonly #end: number;
  readonly #problems = problemList();
  readonly #reader: TarReader;
  readonly #window = Buffer.allocUnsafeSlow(WINDOW);
  /** Room for what is larger than the window. */
  #spare = Buffer.alloc(0);
  #windowOffset = 0;
  #windowLength = 0;
  /** Bytes to read at a time, as the archive has been so far. */
  #reach = LEAST_WINDOW;
  /** Place in the file of the next header. */
  #at: number;
  #bodyBytes = 0;
  #path = '';
  #ended = false;

  constructor(range: FileRange, limits: TarLimits) {
    this.#range = range;
    this.#at = range.offset;
    this.#end = range.offset + range.size;
    this.#reader = new TarReader(limits, this.#problems);
  }

  next(): TarEntry | undefined {
    while (!this.#ended) {
      // The padding behind the last body of a file may be missing; extractors do not mind.
      if (this.#at >= this.#end) {
        if (this.#at - padding(this.#bodyBytes) > this.#end) throw cutOff(this.#path);
        this.#reader.finish();
        this.#ended = true;
        break;
      }
      this.#copyHeader();
      const step = this.#reader.header(this.#at - this.#range.offset);
      this.bodyOffset = this.#at + BLOCK;
      this.#bodyBytes = this.#reader.bodyBytes;
      this.#at = this.bodyOffset + this.#bodyBytes + padding(this.#bodyBytes);
      if (step === 'record') this.#reader.record(this.#bytes(this.bodyOffset, this.#bodyBytes));
      else if (step === 'end') this.#ended = true;
      else if (step === 'entry') {
        this.#path = this.#reader.entry?.path ?? '';
        return this.#reader.entry;
      }
    }
    return undefined;
  }

  take(bytes: number): Uint8Array {
    return this.#bytes(this.bodyOffset, Math.min(bytes, this.#bodyBytes));
  }

  problems(): readonly string[] {
    return this.#problems.list();
  }

  /** Copies the block at the present place: a view for each of many headers costs more. */
  #copyHeader(): void {
    const start = this.#at - this.#windowOffset;
    const { bytes } = this.#reader.block;
    if (start < 0 || start + BLOCK > this.#windowLength) this.#bytes(this.#at, BLOCK).copy(bytes);
    else this.#window.copy(bytes, 0, start, start + BLOCK);
  }

  /** Bytes of the file: a view of the window where they lie in it, the window moved there where they fit, else read apart. */
  #bytes(offset: number, length: number): Buffer {
    if (offset + length > this.#end) throw cutOff(this.#path);
    if (offset < this.#windowOffset || offset + length > this.#windowOffset + this.#windowLength) {
      if (length > WINDOW) return this.#read(this.#room(length), offset, length);
      // Past a large body little may be wanted before the next one; where small files lie side by side much is.
      const ahead = offset - this.#windowOffset - this.#windowLength;
      this.#reach = ahead < LEAST_WINDOW && ahead >= 0 ? Math.min(WINDOW, this.#reach * 2) : LEAST_WINDOW;
      this.#windowOffset = offset;
      const wanted = Math.min(Math.max(this.#reach, length), WINDOW, this.#end - offset);
      this.#windowLength = this.#read(this.#window, offset, wanted).length;
      if (this.#windowLength < length) throw cutOff(this.#path);
    }
    const start = offset - this.#windowOffset;
    return this.#window.subarray(start, start + length);
  }

  #room(length: number): Buffer {
    if (length > MOST_SPARE) return Buffer.allocUnsafeSlow(length);
    if (this.#spare.length < length) this.#spare = Buffer.allocUnsafeSlow(MOST_SPARE);
    return this.#spare;
  }

  #read(into: Buffer, offset: number, length: number): Buffer {
    let filled = 0;
    while (filled < length) {
      const read = readSync(this.#range.fd, into, filled, length - filled, offset + filled);
      if (read === 0) throw cutOff(this.#path);
      filled += read;
    }
    return into.subarray(0, length);
  }
}

/** Starts a walk through a tar in a range of a file; the caller opens and closes the file. */
export function walkTarFile(range: FileRange, limits: TarLimits): TarFile {
  return new SeekingTar(range, limits);
}
