// Tells a value that stands for a secret from one that is a secret.

/** Says that it is none, wherever it stands in the value. */
const ANYWHERE = /change[-_ ]?(?:me|this|it)|redacted|placeholder|goeshere|\{\{|\$[{(A-Za-z_]/i;

/** Says that it is none by its first or last characters. */
const AT_AN_END =
  /^(?:\$|<|\[|\{|%|enc\[|x{3}|\*{3}|\.{3}|…|todo|fixme|dummy|fake|your[-_]|my[-_]?secret$|example(?:$|[-_]))|(?:[-_](?:here|example)|examplekey)$/i;

/** Words that a switch or an empty setting holds. */
const WORDS = new Set(
  (
    'true false yes no on off enabled disabled none null nil undefined unset empty tbd redacted ' +
    'your_api_key your_key your_password your_secret your_token yourpassword yoursecret yourtoken secret-goes-here'
  ).split(' '),
);

/** Tells whether a value of any kind only stands for a secret: `changeme`, `<token>`, `${VAR}`, `xxxxxxxx`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return (
    text === '' || WORDS.has(text.toLowerCase()) || ANYWHERE.test(text) || AT_AN_END.test(text) || isRepeated(text)
  );
}

/** Tells whether a token of a known format only shows the format: its body repeats a character, or says that it is an example. */
export function isSampleToken(token: string): boolean {
  return isPlaceholder(token) || /x{6}|\*{4}|\.{3}|0{8}|example|(?:your|my)[-_]?(?:token|key|secret)/i.test(token);
}

/** One character over and over. */
function isRepeated(text: string): boolean {
  return text.length > 2 && new Set(text.toLowerCase()).size === 1;
}
