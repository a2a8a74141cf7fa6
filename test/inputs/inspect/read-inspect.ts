// Reads inspect documents in a test, and makes variants of a real one.
import { readFileSync } from 'node:fs';
import { readInspect } from '../../../src/inputs/inspect/input.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { containersOf } from '../../containers.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Changes = { readonly [path: string]: Json | undefined };

/** The text of one of the documents here, made by an engine 20.10. */
export function documentText(name: 'plain' | 'dangerous' | 'hardened'): string {
  return readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8');
}

/** A document with some fields changed, by paths such as `HostConfig.PidMode`; `undefined` takes a field away. */
export function variant(name: 'plain' | 'dangerous' | 'hardened', changes: Changes): Record<string, Json> {
  const [document]: Record<string, Json>[] = JSON.parse(documentText(name));
  if (document === undefined) throw new Error('no document');
  for (const [path, value] of Object.entries(changes)) {
    const [part = '', field] = path.split('.', 2);
    if (field === undefined) put(document, part, value);
    else {
      const inner = document[part];
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) throw new Error(`no ${part}`);
      put(inner, field, value);
    }
  }
  return document;
}

function put(object: Record<string, Json>, key: string, value: Json | undefined): void {
  if (value === undefined) delete object[key];
  else object[key] = value;
}

/** The containers of a document. */
export function readAll(document: Json | string): readonly Subject<'container'>[] {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return containersOf({ subjects: readInspect(text, 'inspect.json') });
}

/** The facts of the one container of a document. */
export function factsOf(document: Json | string): Subject<'container'>['facts'] {
  const [subject] = readAll(document);
  if (subject === undefined) throw new Error('no container');
  return subject.facts;
}
