// Finds the operation that a call means, by its name and the types of its arguments.
import type { FieldType } from '../model/fields.ts';
import { elementType, isScalarType } from './field-paths.ts';
import { operations } from './functions.ts';
import { textFunctionsBySignature } from './text-functions.ts';

export interface FoundSignature {
  readonly signature: string;
  /** Type of the answer. */
  readonly gives: FieldType;
}

interface Overload {
  readonly signature: string;
  readonly takes: readonly string[];
  readonly gives: string;
}

const NO_ENGINE = () => ({ test: () => false });

/** Names an operation `name` that takes these types, if there is one. */
export function callSignature(name: string, types: readonly FieldType[]): FoundSignature | undefined {
  for (const { signature, takes, gives } of overloadsOf(name)) {
    const bound = new Map<string, FieldType>();
    if (takes.length !== types.length || !takes.every((one, index) => fits(one, types[index] ?? '', bound))) continue;
    return { signature, gives: gives.replace(/\bV\b/, bound.get('V') ?? '?') };
  }
  return undefined;
}

function overloadsOf(name: string): Overload[] {
  const own = Object.entries(operations).map(([signature, { gives }]) => ({ signature, gives }));
  const text = [...textFunctionsBySignature(NO_ENGINE).keys()].map((signature) => ({ signature, gives: 'bool' }));
  return [...own, ...text]
    .filter(({ signature }) => signature.startsWith(`${name}(`))
    .map(({ signature, gives }) => ({ signature, gives, takes: signature.slice(name.length + 1, -1).split(', ') }));
}

/** `V` takes any type, `C` one whose values can be compared, each the same one throughout. `?` is the open type in an empty list. */
function fits(pattern: string, type: FieldType, bound: Map<string, FieldType>): boolean {
  if (pattern !== 'V' && pattern !== 'C') {
    const [inner, item] = [elementType(pattern), elementType(type)];
    if (inner === undefined || item === undefined) return pattern === type || type === '?';
    return fits(inner, item, bound);
  }
  if (pattern === 'C' && !isComparable(type)) return false;
  const before = bound.get(pattern);
  if (before === undefined) bound.set(pattern, type);
  return before === undefined || agree(before, type);
}

function agree(one: FieldType, other: FieldType): boolean {
  if (one === other || one === '?' || other === '?') return true;
  const [first, second] = [elementType(one), elementType(other)];
  return first !== undefined && second !== undefined && agree(first, second);
}

function isComparable(type: FieldType): boolean {
  const item = elementType(type);
  return item === undefined ? isScalarType(type) || type === '?' : isComparable(item);
}
