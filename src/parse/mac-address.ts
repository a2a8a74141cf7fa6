// Recognises hardware addresses as Go's net package does.

const FORMS = [5, 7, 19].map(
  (more) => new RegExp(`^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\\1){${more - 1}}[0-9a-f]{2}$`, 'i'),
);
const DOTTED = /^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$|^(?:[0-9a-f]{4}\.){3}[0-9a-f]{4}$|^(?:[0-9a-f]{4}\.){9}[0-9a-f]{4}$/i;

/** Tells whether the text is a hardware address of 6, 8 or 20 bytes with `:`, `-` or (in groups of four digits) `.`. */
export function isMacAddress(text: string): boolean {
  return FORMS.some((form) => form.test(text)) || DOTTED.test(text);
}
