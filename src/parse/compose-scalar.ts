// Plain YAML scalars as the YAML reader of Compose types them, and how it writes values as text.

export type YamlScalar = string | number | boolean | null;

const WORDS: ReadonlyMap<string, YamlScalar> = new Map<string, YamlScalar>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ['.nan', Number.NaN],
  ['.NaN', Number.NaN],
  ['.NAN', Number.NaN],
  ...['', '+', '-'].flatMap((sign) =>
    ['.inf', '.Inf', '.INF'].map((word): [string, number] => [
      sign + word,
      sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
    ]),
  ),
]);
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 64n - 1n;
const MAX_DIGITS = 70;
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const DATE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Types an unquoted, untagged scalar: numbers in every base, booleans, null, dates (as the text they turn into) or the text itself. */
export function resolvePlain(text: string): YamlScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!numeric) return text;
  return resolveDate(text) ?? resolveNumber(text.replaceAll('_', '')) ?? text;
}

function resolveNumber(text: string): YamlScalar | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const literal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  if (/^(0|[1-9]\d*|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(literal)) {
    const value = literal.length > MAX_DIGITS ? LARGEST + 1n : BigInt(literal);
    const signed = sign === '-' ? -value : value;
    const number = Number(signed);
    if (Number.isSafeInteger(number)) return number;
    // A number that the computer of Compose holds but this one does not stays exact as text.
    if (signed >= SMALLEST && signed <= LARGEST) return signed.toString();
  }
  const float = FLOAT.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(float) ? float : undefined;
}

function resolveDate(text: string): string | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  if (zone !== 'Z' && !/[Tt]/.test(text)) return undefined;
  if (match[4] !== undefined && match[8] === undefined && /[Tt]/.test(text)) return undefined;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > days) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const two = (digits: string): string => digits.padStart(2, '0');
  const trimmed = fraction.replace(/0+$/, '');
  const offset = zone.replace(':', '');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}${trimmed === '' ? '' : `.${trimmed}`} ${
    zone === 'Z' ? '+0000 UTC' : `${offset} ${offset}`
  }`;
}

/** Writes a value as the text that stands for it in an environment or a label; null is the empty text. `float`: a whole number that was written as a floating-point one. */
export function scalarText(value: YamlScalar, float?: boolean): string {
  if (value === null) return '';
  if (typeof value !== 'number') return String(value);
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return float === true || !Number.isSafeInteger(value) ? floatText(value) : String(value);
}

/** A floating-point number as Go prints it: with an exponent below -4 and from 6 on, which has two digits at least. */
function floatText(value: number): string {
  const exponential = value.toExponential();
  const exponent = Number(exponential.slice(exponential.indexOf('e') + 1));
  if (exponent >= -4 && exponent < 6) return String(value);
  return exponential.replace(/e([+-])(\d)$/, 'e$10$2');
}
