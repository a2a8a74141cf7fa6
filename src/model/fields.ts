// The vocabulary in which facts are declared once: CEL types, TypeScript types, editor schema and docs all follow from it.

export type ScalarType = 'bool' | 'int' | 'double' | 'string';

/** A CEL type: a scalar, a named element type, a list of either, or a map of strings. */
export type FieldType = ScalarType | `list<${string}>` | 'map<string,string>' | (string & {});

/** One declared fact. `doc` says what it states, its unit, and what stands for "not set". */
export interface Field<T extends FieldType = FieldType> {
  readonly type: T;
  readonly doc: string;
}

/** Declares a fact of one type. */
export const bool = (doc: string) => ({ type: 'bool', doc }) as const;
export const int = (doc: string) => ({ type: 'int', doc }) as const;
export const double = (doc: string) => ({ type: 'double', doc }) as const;
export const string = (doc: string) => ({ type: 'string', doc }) as const;
export const strings = (doc: string) => ({ type: 'list<string>', doc }) as const;
export const list = <T extends string>(element: T, doc: string) => ({ type: `list<${element}>` as const, doc });

export type Fields = Readonly<Record<string, Field>>;

/** A named element type such as `Mount`. `key` names the fields that identify an element in a fingerprint, whatever its position. */
export interface ElementType {
  readonly doc: string;
  readonly key: readonly string[];
  readonly fields: Fields;
}

/** The TypeScript value of a declared type, with the named element types given as `E`. A list of scalars may hold `undefined`: an element that exists but is not known. */
export type ValueOf<T extends FieldType, E extends Readonly<Record<string, ElementType>>> = T extends 'bool'
  ? boolean
  : T extends 'int' | 'double'
    ? number
    : T extends 'string'
      ? string
      : T extends 'map<string,string>'
        ? Readonly<Record<string, string>>
        : T extends `list<${infer I}>`
          ? I extends ScalarType
            ? readonly (ValueOf<I, E> | undefined)[]
            : I extends keyof E
              ? readonly Partial<FactsOf<E[I]['fields'], E>>[]
              : never
          : T extends keyof E
            ? Partial<FactsOf<E[T]['fields'], E>>
            : never;

/** All facts of a declaration; in a real subject every one may be absent, which means unknown. */
export type FactsOf<F extends Fields, E extends Readonly<Record<string, ElementType>>> = {
  readonly [K in keyof F]: ValueOf<F[K]['type'], E>;
};
