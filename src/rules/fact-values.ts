// Turns facts into the values that CEL computes with: integers become BigInt by their declared type, here and nowhere else.
import type { Fields, FieldType } from '../model/fields.ts';
import { elementType } from './field-paths.ts';

type FactClass = new () => Record<string, unknown>;

export interface FactTypes {
  /** Class and fields of each declared type, by its name. */
  readonly classes: ReadonlyMap<string, { readonly ctor: FactClass; readonly fields: Fields }>;
  /** The value of a fact of the declared type; `undefined` stays so. */
  convert(value: unknown, type: FieldType): unknown;
  /** A value of a type of which nothing is known. */
  unknown(type: FieldType): unknown;
}

/** Makes one class per declared type, so that the library tells types apart by their constructor. */
export function factTypes(declared: ReadonlyMap<string, Fields>): FactTypes {
  const classes = new Map([...declared].map(([name, fields]) => [name, { ctor: factClass(), fields }] as const));

  function convert(value: unknown, type: FieldType): unknown {
    if (value === undefined) return undefined;
    if (type === 'int' && typeof value === 'number') return BigInt(value);
    if (typeof value === type || (type === 'bool' && typeof value === 'boolean')) return value;
    if (type === 'double' && typeof value === 'number') return value;
    if (type === 'map<string,string>' && typeof value === 'object') return value;
    const element = elementType(type);
    if (element !== undefined && Array.isArray(value)) return convertList(value, element);
    const known = classes.get(type);
    if (known === undefined || typeof value !== 'object' || value === null) {
      throw new TypeError(`a fact declared as ${type} holds ${value === null ? 'null' : typeof value}`);
    }
    return fill(new known.ctor(), known.fields, value);
  }

  /** A list of scalars with an unknown element is unknown as a whole: `in` must never answer no while one element is not known. */
  function convertList(values: readonly unknown[], type: FieldType): unknown {
    if (classes.has(type)) return values.map((value) => convert(value ?? {}, type));
    if (values.includes(undefined)) return undefined;
    return type === 'string' ? values : values.map((value) => convert(value, type));
  }

  /** Every declared field is assigned, in the declared order, so that all values of a type share one layout. */
  function fill(target: Record<string, unknown>, fields: Fields, source: object): Record<string, unknown> {
    for (const name in fields) {
      const field = fields[name];
      if (field !== undefined) target[name] = convert((source as Readonly<Record<string, unknown>>)[name], field.type);
    }
    return target;
  }

  return { classes, convert, unknown: (type) => (classes.has(type) ? convert({}, type) : undefined) };
}

function factClass(): FactClass {
  return class {
    [field: string]: unknown;
  };
}
