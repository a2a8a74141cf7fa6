// States what was read as facts of one container, with the place of every field, list element and nested value.
import { type Container, containerElements } from '../../model/container.ts';
import type { Location, Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import type { SourceFiles } from '../files.ts';
import type { SubjectBuilder } from '../subject-builder.ts';
import type { Neighbours } from './container-neighbours.ts';
import { child, holeOf, itemsOf, type Reading, readBool, readText, readWords } from './container-read.ts';
import type { ComposeProject, MapNode, Node } from './node.ts';

/** One service on its way to becoming a container. */
export interface ServiceContext {
  readonly project: ComposeProject;
  readonly neighbours: Neighbours;
  readonly name: string;
  readonly node: MapNode;
  readonly declared: Location;
  readonly facts: SubjectBuilder<'container'>;
  readonly files: SourceFiles;
}

/** A part of a container. */
export interface Part {
  /** It is stated where a service has one of these keys, else it stays as it is in a silent container. Absent: it is always stated. */
  readonly keys?: readonly string[];
  readonly state: (service: ServiceContext) => void;
}

type FieldsOfType<T> = {
  [K in keyof Container]: Container[K] extends T ? (T extends Container[K] ? K : never) : never;
}[keyof Container];
type Texts = readonly (string | undefined)[];
type ElementName = keyof typeof containerElements;

/** The lists of named elements, each with the name of its type. */
const ELEMENT_LISTS = {
  buildArgs: 'Variable',
  securityOptions: 'SecurityOption',
  networks: 'Network',
  ports: 'Port',
  mounts: 'Mount',
  devices: 'Device',
  environment: 'Variable',
  sysctls: 'Sysctl',
  ulimits: 'Ulimit',
  hooks: 'Hook',
} as const satisfies { readonly [K in keyof Container]?: ElementName };

type ElementList = keyof typeof ELEMENT_LISTS;
type ElementOf<F extends ElementList> = Container[F][number];

/** One element of a list. A field without a reading is not known, for the reason of the element. */
export interface ElementDraft<F extends ElementList> {
  readonly origin?: Origin;
  readonly fields: { readonly [K in keyof ElementOf<F>]?: Reading<NonNullable<ElementOf<F>[K]>> };
  /** Why the element as a whole, or what is left of it, is not known. */
  readonly absence?: Absence;
}

/** States one field. */
export function state<F extends keyof Container>(
  service: ServiceContext,
  field: F,
  reading: Reading<Container[F]>,
): void {
  if (reading.known) service.facts.set(field, reading.value, reading.origin);
  else stateUnknown(service, field, reading.absence, reading.origin);
}

/** States that a field or nested path is not known. */
export function stateUnknown(service: ServiceContext, path: string, absence: Absence, origin?: Origin): void {
  service.facts.unknown(path, absence);
  if (origin !== undefined) service.facts.locate(path, origin);
}

/** A text that stands under one key; left out it is empty. */
export function textPart(field: FieldsOfType<string>, key: string): Part {
  return { keys: [key], state: (service) => state(service, field, readText(child(service.node, key))) };
}

/** A boolean that stands under one key; left out it is false. */
export function flagPart(field: FieldsOfType<boolean>, key: string): Part {
  return { keys: [key], state: (service) => state(service, field, readBool(child(service.node, key))) };
}

/** A list of texts that stands under one key. */
export function listPart(field: FieldsOfType<Texts>, key: string, change?: (text: string) => string): Part {
  return { keys: [key], state: (service) => void stateList(service, field, child(service.node, key), change) };
}

/** States a list of texts; an element that is not known stays in the list as `undefined`. Answers the list, or `undefined` when it is not known at all. */
export function stateList(
  service: ServiceContext,
  field: FieldsOfType<Texts>,
  node: Node | undefined,
  change: (text: string) => string = (text) => text,
): Texts | undefined {
  if (node?.kind === 'scalar' && node.hole !== undefined) {
    stateUnknown(service, field, node.hole, node.origin);
    return undefined;
  }
  if (node === undefined) {
    service.facts.set(field, []);
    return [];
  }
  const texts = itemsOf(node).map((item, index) => {
    const reading = readText(item);
    const path = `${field}[${index}]`;
    if (!reading.known) stateUnknown(service, path, reading.absence);
    service.facts.locate(path, item.origin);
    return reading.known ? change(reading.value) : undefined;
  });
  service.facts.set(field, texts, node.origin);
  return texts;
}

/** States the words of a command and the place of each; a word that is not known stays in the list as `undefined`. */
export function stateWords(
  service: ServiceContext,
  path: string,
  node: Node | undefined,
): Reading<readonly (string | undefined)[]> {
  const words = readWords(node);
  if (!words.known) return words;
  for (const [index, item] of itemsOf(node).entries()) {
    service.facts.locate(`${path}[${index}]`, item.origin);
    const hole = holeOf(item);
    if (hole !== undefined) service.facts.unknown(`${path}[${index}]`, hole);
  }
  return words;
}

/** States a list of elements with the place of each and of everything in it. */
export function stateElements<F extends ElementList>(
  service: ServiceContext,
  field: F,
  drafts: readonly ElementDraft<F>[],
  origin?: Origin,
): void {
  const names = Object.keys(containerElements[ELEMENT_LISTS[field]].fields);
  const elements = drafts.map((draft, index) => {
    const path = `${field}[${index}]`;
    if (draft.origin !== undefined) service.facts.locate(path, draft.origin);
    if (draft.absence !== undefined) service.facts.unknown(path, draft.absence);
    return stateFields(service, path, names, draft, draft.origin);
  });
  service.facts.set(field, elements as Container[F], origin);
}

/** States the named fields below a path and answers those that are known. A field that stands where `holder` stands needs no place of its own. */
export function stateFields(
  service: ServiceContext,
  path: string,
  names: readonly string[],
  draft: {
    readonly fields: { readonly [name: string]: Reading<unknown> | undefined };
    readonly absence?: Absence | undefined;
  },
  holder?: Origin,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const reading = draft.fields[name];
    if (reading?.known) {
      values[name] = reading.value;
      if (reading.origin === undefined || reading.origin === holder) continue;
    } else {
      const absence = reading === undefined ? draft.absence : reading.absence;
      service.facts.unknown(`${path}.${name}`, absence ?? { reason: 'is not stated' });
    }
    if (reading?.origin !== undefined) service.facts.locate(`${path}.${name}`, reading.origin);
  }
  return values;
}
