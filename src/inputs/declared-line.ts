// Containers that a tool creates by a docker command line of its own making: the line is built from a declaration, read as the client would, and stated.
import type { Location } from '../model/location.ts';
import type { TargetError } from '../model/run.ts';
import type { Absence, Subject } from '../model/subject.ts';
import { pathKey } from '../parse/docker-answers.ts';
import type { FileAnswer } from '../parse/docker-env-file.ts';
import { type CreateLine, parseDockerLine } from '../parse/docker-line.ts';
import { fillHoles, firstHole } from '../parse/hole-marks.ts';
import type { Word } from '../parse/shell-words.ts';
import type { EngineDocument } from './engine/document.ts';
import { withOpenOptions } from './engine/open-options.ts';
import { stateContainer } from './engine-config.ts';
import { requestDocument } from './run/document.ts';

/** A word of the line. What is not known in it is a hole that points into the table of expansions. */
export interface DeclaredWord {
  readonly text: string;
  readonly at: Location;
  /** It may be several words, or none. */
  readonly loose?: boolean;
}

export interface DeclaredLine {
  readonly subcommand: 'create' | 'run';
  /** Everything behind the subcommand. */
  readonly words: readonly DeclaredWord[];
  /** Source texts of the holes. */
  readonly expansions: readonly string[];
  /** Says why an expansion is not known. */
  readonly explain: (source: string) => Absence;
  readonly readFile: (path: string) => FileAnswer;
  /** Texts of the files read, by label. */
  readonly texts: ReadonlyMap<string, string>;
  /** Who runs the line, for messages: `the runner`. */
  readonly runner: string;
}

export interface DeclaredIdentity {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly declared: Location;
}

export type DeclaredAnswer = { readonly subject: Subject<'container'> } | { readonly error: TargetError };

/** States the container of the line, or says why the client or the engine would refuse it. */
export function stateDeclared(line: DeclaredLine, identity: DeclaredIdentity): DeclaredAnswer {
  const { declared } = identity;
  const laid = [{ text: 'docker', at: declared }, { text: line.subcommand, at: declared }, ...line.words];
  // Words are numbered: the offset of a word is twice its number, so that a range names the words it covers.
  const words = laid.map(({ text, loose = false }: DeclaredWord, index): Word => {
    return { text, start: 2 * index, end: 2 * index + 1, plain: false, loose };
  });
  const place = (start: number, end: number): Location => {
    const first = laid[start >> 1]?.at ?? declared;
    const last = laid[(end - 1) >> 1]?.at ?? first;
    return first === last ? first : around(first, last);
  };
  const answer = parseDockerLine(words, {
    expansions: line.expansions,
    environment: {},
    readFile: line.readFile,
  });
  if (answer.kind === 'create') return { subject: subjectOf(answer, line, identity, place) };
  const refusal = answer.kind === 'refused' ? answer.refusal : undefined;
  const span = refusal?.span;
  const reason = fillHoles(refusal?.message ?? 'the options ask for help and create nothing', line.expansions);
  return {
    error: {
      message: `${line.runner} could not create \`${identity.name}\`: ${reason}`,
      location: span === undefined ? declared : place(span.start, span.end),
    },
  };
}

function subjectOf(
  line: CreateLine,
  { expansions, explain, texts }: DeclaredLine,
  { kind, id, name }: DeclaredIdentity,
  place: (start: number, end: number) => Location,
): Subject<'container'> {
  const document = requestDocument(line, {
    place,
    expansions,
    fileLine: lineFinder(texts),
  });
  const absenceOf = (text: string, at: Location | undefined): Absence => {
    const absence = explain(firstHole(text, expansions) ?? '');
    return at === undefined ? absence : { ...absence, at };
  };
  const explained: EngineDocument = {
    ...document,
    explain: (text, path) => absenceOf(text, document.origin(path)?.at),
    absence: (path) => {
      const gap = line.trace.unknown.get(pathKey(path));
      return gap !== undefined && 'text' in gap
        ? absenceOf(gap.text, document.origin(path)?.at)
        : document.absence(path);
    },
  };
  const stated = stateContainer(explained, id, name);
  const subject: Subject<'container'> = { ...stated, facts: { ...stated.facts, kind } };
  const [opaque] = line.opaque;
  if (opaque === undefined) return subject;
  const absence = explain(firstHole(opaque.text, expansions) ?? '');
  return withOpenOptions(subject, {
    ...absence,
    reason: `${absence.reason}, and it may add any option`,
    at: place(opaque.start, opaque.end),
  });
}

function around(first: Location, last: Location): Location {
  const isBehind =
    last.endLine > first.startLine || (last.endLine === first.startLine && last.endColumn >= first.startColumn);
  return first.file === last.file && isBehind ? { ...first, endLine: last.endLine, endColumn: last.endColumn } : first;
}

/** Finds whole lines of files; each file is cut into lines once. */
export function lineFinder(texts: ReadonlyMap<string, string>): (file: string, line: number) => Location {
  const cut = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = cut.get(file) ?? (texts.get(file) ?? '').split('\n');
    cut.set(file, lines);
    return { file, startLine: line, startColumn: 1, endLine: line, endColumn: (lines[line - 1] ?? '').length + 1 };
  };
}
