// One record of comma-separated values with double quotes, as Go's encoding/csv reads it.
import { InputError } from '../model/errors.ts';

/** Splits a record into fields. A field that starts with a quote runs to the closing one; quotes inside are doubled. */
export function parseCsv(text: string): string[] {
  const fields: string[] = [];
  for (let at = 0; ; ) {
    if (text[at] !== '"') {
      const comma = text.indexOf(',', at);
      const field = text.slice(at, comma === -1 ? undefined : comma);
      if (field.includes('"')) throw new InputError(`a quote stands inside the field ${field}; quote the whole field`);
      fields.push(field);
      if (comma === -1) return fields;
      at = comma + 1;
      continue;
    }
    let field = '';
    let close = at + 1;
    for (;;) {
      const quote = text.indexOf('"', close);
      if (quote === -1) throw new InputError(`the quote in ${text.slice(at)} is not closed`);
      field += text.slice(close, quote);
      close = quote + 1;
      if (text[close] !== '"') break;
      field += '"';
      close += 1;
    }
    fields.push(field);
    if (close === text.length) return fields;
    if (text[close] !== ',') throw new InputError(`text follows a closing quote in ${text.slice(at)}`);
    at = close + 1;
  }
}
