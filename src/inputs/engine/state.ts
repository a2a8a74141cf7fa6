// States facts of a container that an engine document tells.
import type { Container } from '../../model/container.ts';
import type { Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import type { SubjectBuilder } from '../subject-builder.ts';
import type { EngineDocument, Path } from './document.ts';
import { type Found, readBool, readInt, readText, readTexts } from './found.ts';

/** One container on its way from a document to facts. */
export interface Stating {
  readonly document: EngineDocument;
  readonly facts: SubjectBuilder<'container'>;
}

type FieldsOf<T> = {
  [K in keyof Container]: Container[K] extends T ? (T extends Container[K] ? K : never) : never;
}[keyof Container];
type Texts = readonly (string | undefined)[];

/** States one field. */
export function state<F extends keyof Container>(stating: Stating, field: F, reading: Found<Container[F]>): void {
  if (reading.known) stating.facts.set(field, reading.value, reading.origin);
  else stateUnknown(stating, field, reading.absence, reading.origin);
}

/** States that a field or nested path is not known. */
export function stateUnknown(stating: Stating, path: string, absence: Absence, origin?: Origin): void {
  stating.facts.unknown(path, origin === undefined ? absence : { at: origin.at, ...absence });
  if (origin !== undefined) stating.facts.locate(path, origin);
}

/** States texts, each from its place in the document. */
export function stateTexts(stating: Stating, fields: { readonly [F in FieldsOf<string>]?: Path }): void {
  each(fields, (field, path) => state(stating, field, readText(stating.document, path)));
}

/** States booleans, each from its place in the document. */
export function stateFlags(stating: Stating, fields: { readonly [F in FieldsOf<boolean>]?: Path }): void {
  each(fields, (field, path) => state(stating, field, readBool(stating.document, path)));
}

/** States whole numbers, each from its place in the document. */
export function stateNumbers(stating: Stating, fields: { readonly [F in FieldsOf<number>]?: Path }): void {
  each(fields, (field, path) => state(stating, field, readInt(stating.document, path)));
}

/** States lists of texts, each from its place in the document, with the place of every item. */
export function stateLists(stating: Stating, fields: { readonly [F in FieldsOf<Texts>]?: Path }): void {
  each(fields, (field, path) => {
    stateList(stating, field, path);
  });
}

/** States one list of texts and answers it, or `undefined` where it is not known. */
export function stateList(
  stating: Stating,
  field: FieldsOf<Texts>,
  path: Path,
  convert = (text: string) => text,
): Texts | undefined {
  const { document } = stating;
  const reading = readTexts(document, path);
  if (!reading.known) {
    state(stating, field, reading);
    return undefined;
  }
  const texts = reading.value.map((text, index) => {
    const item = readText(document, [...path, index]);
    if (!item.known) stateUnknown(stating, `${field}[${index}]`, item.absence, item.origin);
    else if (item.origin !== undefined) stating.facts.locate(`${field}[${index}]`, item.origin);
    return text === undefined ? undefined : convert(text);
  });
  state(stating, field, { ...reading, value: texts });
  return texts;
}

/** An element of a list under construction. */
export type Draft<E> = { -readonly [K in keyof E]?: E[K] };

/** Puts a value into an element, or the reason why it is not known. */
export function put<E, K extends keyof E & string>(
  stating: Stating,
  path: string,
  element: Draft<E>,
  name: K,
  reading: Found<NonNullable<E[K]>>,
): void {
  if (reading.known) element[name] = reading.value;
  else stateUnknown(stating, `${path}.${name}`, reading.absence, reading.origin);
  if (reading.known && reading.origin !== undefined) stating.facts.locate(`${path}.${name}`, reading.origin);
}

function each<F extends string>(fields: { readonly [K in F]?: Path }, act: (field: F, path: Path) => void): void {
  for (const field in fields) {
    const path = fields[field];
    if (path !== undefined) act(field, path);
  }
}
