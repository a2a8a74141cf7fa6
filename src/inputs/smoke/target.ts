// A run in the sandbox as a target: one subject, and the whole record for reports.
import { posix } from 'node:path';
import type { Location } from '../../model/location.ts';
import type { TargetFacts } from '../../model/run.ts';
import type { SmokeRecord } from '../../model/smoke-record.ts';
import { parseImageReference } from '../../parse/image-reference.ts';
import { smokeSubject } from './subject.ts';

/** Where a record stands; absent for one that was not read from a file. */
export interface SmokeTargetOptions {
  /** As shown to people. */
  readonly file?: string;
}

/** Turns a record into the facts of a target. Its findings point at the declaration of the service, else at the file of the record. */
export function smokeTarget(record: SmokeRecord, { file }: SmokeTargetOptions = {}): TargetFacts {
  const { image, declared } = record;
  const base = stableName(image.reference);
  const id = declared.service ?? base;
  const name = declared.service ?? image.reference;
  const shownFile = declared.at?.file ?? file;
  const own = declared.service === undefined || declared.at === undefined ? id : `${declared.at.file}#${id}`;
  const at = declared.at === undefined ? lineOf(file ?? posix.join('images', base), 1) : placeOf(declared.at);
  return {
    id: `smoke:${file ?? own}`,
    kind: 'smoke',
    name: file ?? name,
    ...(shownFile === undefined ? {} : { file: shownFile }),
    subjects: [smokeSubject(record, { id, name, declared: at })],
    errors:
      record.result === 'engine-lost' ? [{ message: `the engine was lost during the run: ${record.reason}` }] : [],
    notices: record.notices.map((message) => ({ message })),
    smoke: record,
  };
}

/** A name without tag and digest, so that a new build is the same subject. */
function stableName(reference: string): string {
  const known = reference.startsWith('sha256:') ? undefined : parseImageReference(reference);
  return known === undefined ? 'image' : `${known.registry}/${known.repository}`;
}

function placeOf({ file, line }: NonNullable<SmokeRecord['declared']['at']>): Location {
  return lineOf(file, Math.max(1, line));
}

function lineOf(file: string, line: number): Location {
  return { file, startLine: line, startColumn: 1, endLine: line, endColumn: 2 };
}
