// Texts of many names as UTF-8 in a few large pieces; each is known by its place.
import { LimitError } from '../../../model/errors.ts';

const SHIFT = 14;
const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;
/** Largest text: two bytes before it hold its length. */
const LONGEST = PAGE - 2;
const ABSENT = Buffer.alloc(0);

export class NamePool {
  readonly #pages: Buffer[] = [];
  /** Where the next text begins; a text lies in one page. */
  #end = 0;

  /** Bytes in use. */
  get bytes(): number {
    return this.#end;
  }

  /** Adds a text and answers its place. */
  add(text: string): number {
    // Three bytes for each character are enough for any; the exact length is asked for only where that matters.
    let place = this.#end & MASK;
    const most = text.length * 3 + 2;
    if ((place === 0 || place + most > PAGE) && (place === 0 || place + 2 + Buffer.byteLength(text) > PAGE)) {
      const length = Buffer.byteLength(text);
      if (length > LONGEST) throw new LimitError(`a name of ${length} bytes is longer than the limit of ${LONGEST}`);
      place = 0;
      this.#end = this.#pages.length << SHIFT;
      this.#pages.push(Buffer.alloc(PAGE));
    }
    const page = this.#pages[this.#end >>> SHIFT] ?? ABSENT;
    const length = writeAscii(page, text, place + 2) ? text.length : page.write(text, place + 2);
    page[place] = length;
    page[place + 1] = length >>> 8;
    this.#end += 2 + length;
    return this.#end - 2 - length;
  }

  /** The bytes of the text at a place. */
  bytesAt(place: number): Buffer {
    const page = this.#pages[place >>> SHIFT] ?? ABSENT;
    const at = place & MASK;
    if (at + 2 > page.length) return ABSENT;
    return page.subarray(at + 2, at + 2 + page.readUInt16LE(at));
  }

  textAt(place: number): string {
    const page = this.#pages[place >>> SHIFT] ?? ABSENT;
    const at = place & MASK;
    if (at + 2 > page.length) return '';
    return page.toString('utf8', at + 2, at + 2 + page.readUInt16LE(at));
  }

  /** Whether the text at a place has these bytes. */
  holds(place: number, bytes: Uint8Array): boolean {
    const page = this.#pages[place >>> SHIFT] ?? ABSENT;
    const at = place & MASK;
    if (at + 2 > page.length || page.readUInt16LE(at) !== bytes.length) return false;
    for (let index = 0; index < bytes.length; index += 1) if (page[at + 2 + index] !== bytes[index]) return false;
    return true;
  }

  pack(): Uint8Array {
    return Buffer.concat(this.#pages, this.#end);
  }

  /** Takes over, into an empty pool, what `pack` wrote. */
  fill(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PAGE) {
      const page = Buffer.alloc(PAGE);
      page.set(bytes.subarray(at, at + PAGE));
      this.#pages.push(page);
    }
    this.#end = bytes.length;
  }
}

/** Writes a text where it is ASCII, as nearly all are: for a short one the call of the encoder takes longer. */
function writeAscii(page: Buffer, text: string, place: number): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return false;
    page[place + at] = code;
  }
  return true;
}
