// The `$VARIABLE` language of compose files and env files.
import { InputError, LimitError } from '../model/errors.ts';

/** Longest text that interpolation may produce, in UTF-16 units. */
export const MAX_INTERPOLATED_LENGTH = 1024 * 1024;
/** Deepest nesting of defaults inside defaults. */
export const MAX_INTERPOLATION_DEPTH = 100;

export interface Variables {
  /** The value of a variable, `undefined` when it is not set. */
  readonly get: (name: string) => string | undefined;
  /** What stands for a variable that is not set and has no default. */
  readonly unset: (name: string) => string;
  /** What stands for a variable that `?` demands. Absent: the demand is an error. */
  readonly required?: (name: string) => string;
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-+?]/y;

/** Replaces every variable of a text. Throws InputError where the text is no valid template or a required variable is missing. */
export function interpolate(text: string, variables: Variables): string {
  return text.includes('$') ? expand(text, variables, 0) : text;
}

function expand(text: string, variables: Variables, depth: number): string {
  if (depth > MAX_INTERPOLATION_DEPTH)
    throw new LimitError(`variables are nested deeper than the limit of ${MAX_INTERPOLATION_DEPTH} levels`);
  const parts: string[] = [];
  let length = 0;
  let done = 0;
  const add = (part: string): void => {
    length += part.length;
    if (length > MAX_INTERPOLATED_LENGTH)
      throw new LimitError(`interpolation gives a text longer than the limit of ${MAX_INTERPOLATED_LENGTH} characters`);
    parts.push(part);
  };
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', done)) {
    add(text.slice(done, at));
    const next = text[at + 1];
    if (next === '$') {
      add('$');
      done = at + 2;
    } else if (next === '{') {
      const braced = readBraced(text, at);
      add(evaluate(braced, variables, depth));
      done = braced.end;
    } else {
      const name = matchAt(NAME, text, at + 1);
      add(name === undefined ? '$' : (variables.get(name) ?? variables.unset(name)));
      done = at + 1 + (name?.length ?? 0);
    }
  }
  add(text.slice(done));
  return parts.join('');
}

interface Braced {
  readonly name: string;
  readonly operator: string;
  readonly rest: string;
  readonly end: number;
}

function readBraced(text: string, at: number): Braced {
  const name = matchAt(NAME, text, at + 2);
  if (name === undefined) throw invalid(text);
  const after = at + 2 + name.length;
  if (text[after] === '}') return { name, operator: '', rest: '', end: after + 1 };
  const operator = matchAt(OPERATOR, text, after);
  if (operator === undefined) throw invalid(text);
  const start = after + operator.length;
  const close = findClose(text, start);
  if (close === -1) throw invalid(text);
  return { name, operator, rest: text.slice(start, close), end: close + 1 };
}

/** Finds the brace that closes an expression on its line; when braces do not balance it is the last one. */
function findClose(text: string, start: number): number {
  let open = 1;
  let last = -1;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\n') break;
    if (char === '{') open += 1;
    if (char !== '}') continue;
    last = at;
    open -= 1;
    if (open === 0) return at;
  }
  return last;
}

function evaluate(braced: Braced, variables: Variables, depth: number): string {
  const { name, operator, rest } = braced;
  const value = variables.get(name);
  const present = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  const expandRest = (): string => expand(rest, variables, depth + 1);
  switch (operator.at(-1)) {
    case '-':
      return present ? (value ?? '') : expandRest();
    case '+':
      return present ? expandRest() : '';
    case '?': {
      if (present) return value ?? '';
      if (variables.required !== undefined) return variables.required(name);
      const message = expandRest();
      throw new InputError(
        `required variable ${name} is missing a value${message === '' ? '' : `: ${message}`}; set it in the environment or in an env file`,
      );
    }
    default:
      return value ?? variables.unset(name);
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function invalid(text: string): InputError {
  const shown = text.length > 200 ? `${text.slice(0, 200)}...` : text;
  return new InputError(
    `invalid interpolation format: ${JSON.stringify(shown)}; write \`\${NAME}\` or \`\${NAME:-default}\`, and double the $ where you mean a plain $`,
  );
}
