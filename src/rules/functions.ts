// The operators and functions of the rule language, each under its signature, with the meaning that CEL gives them.

/** Something an operation cannot answer for these values, such as a division by zero: the rule is broken. */
export class Failure {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

export interface Operation {
  readonly gives: string;
  /** Of the types of the signature, which the planner has checked; may answer a Failure. */
  call(...args: unknown[]): unknown;
}

/**
 * Every operation by its signature. `V` stands for any type and `C` for one whose values can be compared; the receiver of a method is the
 * first argument.
 */
export const operations: Readonly<Record<string, Operation>> = {
  '!(bool)': { gives: 'bool', call: (a: boolean) => !a },
  '==(C, C)': { gives: 'bool', call: equal },
  '!=(C, C)': { gives: 'bool', call: (a: unknown, b: unknown) => !equal(a, b) },
  'in(C, list<C>)': { gives: 'bool', call: (a: unknown, list: readonly unknown[]) => list.some((b) => equal(a, b)) },
  'in(string, map<string,string>)': { gives: 'bool', call: (key: string, map: object) => Object.hasOwn(map, key) },
  ...comparisons('bool', 'bool'),
  ...comparisons('int', 'int'),
  ...comparisons('double', 'double'),
  ...comparisons('int', 'double'),
  ...comparisons('double', 'int'),
  ...comparisons('string', 'string'),

  '-(int)': { gives: 'int', call: (a: number) => exact(-a) },
  '+(int, int)': { gives: 'int', call: (a: number, b: number) => exact(a + b) },
  '-(int, int)': { gives: 'int', call: (a: number, b: number) => exact(a - b) },
  '*(int, int)': { gives: 'int', call: (a: number, b: number) => exact(a * b) },
  // The rest is taken off first: a rounded quotient could be one too high.
  '/(int, int)': {
    gives: 'int',
    call: (a: number, b: number) => (b === 0 ? new Failure('division by zero') : exact((a - (a % b)) / b)),
  },
  '%(int, int)': {
    gives: 'int',
    call: (a: number, b: number) => (b === 0 ? new Failure('modulo by zero') : exact(a % b)),
  },
  '-(double)': { gives: 'double', call: (a: number) => -a },
  '+(double, double)': { gives: 'double', call: (a: number, b: number) => a + b },
  '-(double, double)': { gives: 'double', call: (a: number, b: number) => a - b },
  '*(double, double)': { gives: 'double', call: (a: number, b: number) => a * b },
  '/(double, double)': { gives: 'double', call: (a: number, b: number) => a / b },
  '+(string, string)': { gives: 'string', call: (a: string, b: string) => a + b },
  '+(list<V>, list<V>)': { gives: 'list<V>', call: (a: readonly unknown[], b: readonly unknown[]) => [...a, ...b] },

  'size(string)': { gives: 'int', call: countCharacters },
  'size(list<V>)': { gives: 'int', call: (list: readonly unknown[]) => list.length },
  'size(map<string,string>)': { gives: 'int', call: (map: object) => Object.keys(map).length },
  'bool(bool)': { gives: 'bool', call: (a: boolean) => a },
  'bool(string)': { gives: 'bool', call: boolOf },
  'int(int)': { gives: 'int', call: (a: number) => a },
  'int(double)': { gives: 'int', call: (a: number) => exact(Math.trunc(a)) },
  'int(string)': { gives: 'int', call: intOf },
  'double(double)': { gives: 'double', call: (a: number) => a },
  'double(int)': { gives: 'double', call: (a: number) => a },
  'double(string)': { gives: 'double', call: doubleOf },
  'string(string)': { gives: 'string', call: (a: string) => a },
  'string(bool)': { gives: 'string', call: String },
  'string(int)': { gives: 'string', call: String },
  'string(double)': { gives: 'string', call: (a: number) => String(a).replace(/^(-?)Infinity$/, signedInfinity) },

  'startsWith(string, string)': { gives: 'bool', call: (a: string, b: string) => a.startsWith(b) },
  'endsWith(string, string)': { gives: 'bool', call: (a: string, b: string) => a.endsWith(b) },
  'contains(string, string)': { gives: 'bool', call: (a: string, b: string) => a.includes(b) },
  'lowerAscii(string)': { gives: 'string', call: (a: string) => a.toLowerCase() },
  'upperAscii(string)': { gives: 'string', call: (a: string) => a.toUpperCase() },
  'trim(string)': { gives: 'string', call: (a: string) => a.trim() },
  'indexOf(string, string)': { gives: 'int', call: (a: string, b: string) => a.indexOf(b) },
  'indexOf(string, string, int)': {
    gives: 'int',
    call: (a: string, b: string, at: number) => find(a, b, at, 'indexOf'),
  },
  'lastIndexOf(string, string)': { gives: 'int', call: (a: string, b: string) => a.lastIndexOf(b) },
  'lastIndexOf(string, string, int)': {
    gives: 'int',
    call: (a: string, b: string, at: number) => find(a, b, at, 'lastIndexOf'),
  },
  'substring(string, int)': { gives: 'string', call: (a: string, from: number) => cut(a, from, a.length) },
  'substring(string, int, int)': { gives: 'string', call: cut },
  'split(string, string)': { gives: 'list<string>', call: (a: string, by: string) => a.split(by) },
  'split(string, string, int)': { gives: 'list<string>', call: splitTo },
  'join(list<string>)': { gives: 'string', call: (list: readonly string[]) => list.join('') },
  'join(list<string>, string)': { gives: 'string', call: (list: readonly string[], by: string) => list.join(by) },
};

/** Tells whether two values of one type are equal; lists are compared element by element. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return a.length === b.length && a.every((item, index) => equal(item, b[index]));
}

function comparisons(left: string, right: string): Record<string, Operation> {
  return {
    [`<(${left}, ${right})`]: { gives: 'bool', call: (a: number, b: number) => a < b },
    [`<=(${left}, ${right})`]: { gives: 'bool', call: (a: number, b: number) => a <= b },
    [`>(${left}, ${right})`]: { gives: 'bool', call: (a: number, b: number) => a > b },
    [`>=(${left}, ${right})`]: { gives: 'bool', call: (a: number, b: number) => a >= b },
  };
}

/** An int, unless it left the range in which every whole number has a value of its own. There is one zero. */
function exact(value: number): number | Failure {
  return Number.isSafeInteger(value) ? value + 0 : new Failure('integer overflow');
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

function boolOf(text: string): boolean | Failure {
  if (['1', 't', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'false', 'FALSE', 'False'].includes(text)) return false;
  return new Failure('bool() of a text that is neither true nor false');
}

function intOf(text: string): number | Failure {
  const failure = new Failure('int() of a text that is no whole number');
  if (text !== text.trim() || text.length > 20 || text.includes('0x')) return failure;
  try {
    return exact(Number(BigInt(text)));
  } catch {
    return failure;
  }
}

function doubleOf(text: string): number | Failure {
  const failure = new Failure('double() of a text that is no number');
  if (text === '' || text !== text.trim()) return failure;
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (text.toLowerCase() === 'nan') return Number.NaN;
  const value = Number(text);
  return Number.isNaN(value) ? failure : value;
}

function signedInfinity(_match: string, sign: string): string {
  return sign === '' ? '+Inf' : '-Inf';
}

function find(text: string, part: string, at: number, how: 'indexOf' | 'lastIndexOf'): number | Failure {
  if (part === '') return at;
  return at < 0 || at >= text.length ? new Failure(`${how}() from outside the text`) : text[how](part, at);
}

function cut(text: string, from: number, to: number): string | Failure {
  if (from < 0 || from > text.length || to < from || to > text.length)
    return new Failure('substring() outside the text');
  return text.substring(from, to);
}

function splitTo(text: string, by: string, limit: number): readonly string[] {
  if (limit === 0) return [];
  const parts = text.split(by);
  return limit < 0 || parts.length <= limit ? parts : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(by)];
}
