// A growing column of numbers in pages, so that growing copies nothing and two million numbers are two million numbers and not objects.

const SHIFT = 12;
const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;

/**
 * Unsigned numbers of 1, 2 or 4 bytes each when packed; a larger one is stored modulo its width. In memory all take four: pages of several kinds
 * make every access slower.
 */
export class Column {
  readonly width: 1 | 2 | 4;
  length = 0;
  readonly #pages: Uint32Array[] = [];
  readonly #mask: number;

  constructor(width: 1 | 2 | 4) {
    this.width = width;
    this.#mask = width === 4 ? 0xffffffff : (1 << (8 * width)) - 1;
  }

  /** 0 for an index that is not there. */
  get(index: number): number {
    return this.#pages[index >>> SHIFT]?.[index & MASK] ?? 0;
  }

  set(index: number, value: number): void {
    const page = this.#pages[index >>> SHIFT];
    if (page !== undefined) page[index & MASK] = value & this.#mask;
  }

  push(value: number): void {
    const index = this.length;
    if ((index & MASK) === 0) this.#pages.push(new Uint32Array(PAGE));
    this.length = index + 1;
    this.set(index, value);
  }

  /** The numbers as bytes, lowest byte first. */
  pack(): Uint8Array {
    const { length, width } = this;
    const bytes = new Uint8Array(length * width);
    for (let index = 0, at = 0; index < length; index += 1) {
      let value = this.get(index);
      for (const end = at + width; at < end; at += 1) {
        bytes[at] = value;
        value >>>= 8;
      }
    }
    return bytes;
  }

  /** Adds the numbers that `pack` wrote. */
  fill(bytes: Uint8Array): void {
    const { width } = this;
    for (let at = 0; at + width <= bytes.length; at += width) {
      let value = 0;
      for (let byte = width - 1; byte >= 0; byte -= 1) value = (value << 8) | (bytes[at + byte] ?? 0);
      this.push(value);
    }
  }
}
