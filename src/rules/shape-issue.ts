// Says in plain words what is wrong with a value, and which valid word was probably meant.
import type * as v from 'valibot';
import { didYouMean, suggest } from './did-you-mean.ts';

type Issue = v.BaseIssue<unknown>;

/** Keys and indexes from the root to the value an issue is about. */
export function pathOf(issue: Issue): (string | number)[] {
  return (issue.path ?? []).map((item) => (typeof item.key === 'number' ? item.key : String(item.key)));
}

/** Tells whether an issue is about a key that the shape does not know. */
export function isUnknownKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

/** One sentence about an issue of `shape`, without the place. */
export function describeIssue(issue: Issue, shape: v.GenericSchema): string {
  const path = pathOf(issue);
  const name = path.length === 0 ? 'the file' : `\`${path.join('.')}\``;
  if (isUnknownKey(issue)) return unknownKey(path, shape);
  if (issue.received === 'undefined') return `${name} is missing`;
  if (issue.received === 'null') return `${name} is empty`;
  if (issue.kind !== 'schema') return `${name} ${issue.message}`;
  if (issue.type === 'picklist') return wrongWord(name, issue);
  return `${name} must be ${plainType(issue.expected)}, not ${issue.received}`;
}

function unknownKey(path: readonly (string | number)[], shape: v.GenericSchema): string {
  const key = String(path.at(-1));
  return `unknown key \`${key}\`${suggest(key, keysAt(shape, path.slice(0, -1)))}`;
}

function wrongWord(name: string, issue: Issue): string {
  const words = [...(issue.expected ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const word = String(issue.input);
  return `${name} must be one of ${words.join(', ')}, not ${issue.received}${didYouMean(word, words)}`;
}

function plainType(expected: string | null): string {
  if (expected === null) return 'valid';
  const words = expected.replace(/^\((.*)\)$/, '$1').split(' | ');
  const names: Readonly<Record<string, string>> = {
    Object: 'a map',
    Array: 'a list',
    string: 'a text',
    boolean: 'true or false',
    number: 'a number',
  };
  return words.map((word) => names[word] ?? word).join(' or ');
}

/** Follows a path through a shape to the keys allowed there. The parts of a shape are not typed by the library once it is generic. */
function keysAt(shape: unknown, path: readonly (string | number)[]): string[] {
  const [step, ...rest] = path;
  if (!isRecord(shape)) return [];
  if (Array.isArray(shape.pipe)) return keysAt(shape.pipe[0], path);
  if ('wrapped' in shape) return keysAt(shape.wrapped, path);
  if (Array.isArray(shape.options)) return shape.options.flatMap((option) => keysAt(option, path));
  if (isRecord(shape.entries))
    return step === undefined ? Object.keys(shape.entries) : keysAt(shape.entries[step], rest);
  if ('item' in shape) return keysAt(shape.item, rest);
  return 'value' in shape ? keysAt(shape.value, rest) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
