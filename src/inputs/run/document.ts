// The create request of a command line as the common form of engine documents.
import type { Location, Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import { type Place, pathKey } from '../../parse/docker-answers.ts';
import type { CreateLine } from '../../parse/docker-line.ts';
import { hasHole } from '../../parse/hole.ts';
import { fillHoles, firstHole } from '../../parse/hole-marks.ts';
import type { EngineDocument, Path } from '../engine/document.ts';

/** What turns places of a command line into locations. */
export interface LinePlaces {
  readonly place: (start: number, end: number) => Location;
  /** A line of a file that the command line names. */
  readonly fileLine: (file: string, line: number) => Location;
  readonly expansions: readonly string[];
}

/** Wraps the request of a line. */
export function requestDocument(line: CreateLine, places: LinePlaces): EngineDocument {
  const { trace } = line;
  const locate = (place: Place): Location =>
    'file' in place ? places.fileLine(place.file, place.line) : places.place(place.start, place.end);
  const placeOf = (path: Path): Place | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const place = trace.places.get(pathKey(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return undefined;
  };
  const origin = (path: Path): Origin | undefined => {
    const place = placeOf(path);
    return place === undefined ? undefined : { at: locate(place) };
  };
  const explain = (text: string, path: Path): Absence => {
    const at = origin(path)?.at;
    return { ...explainHole(text, places.expansions), ...(at === undefined ? {} : { at }) };
  };
  return {
    root: { ...line.request, pull: line.pull, useApiSocket: usesSocket(line) },
    kind: 'run',
    engine: line.program,
    declared: places.place(line.declared.start, line.declared.end),
    origin,
    absence: (path) => {
      const gap = trace.unknown.get(pathKey(path));
      if (gap === undefined) return undefined;
      if (!('reason' in gap)) return explain(gap.text, path);
      const at = origin(path)?.at;
      return { reason: gap.reason, ...(at === undefined ? {} : { at }) };
    },
    explain,
    spell: (text) => fillHoles(text, places.expansions),
    literal: (path) => !trace.outside.has(pathKey(path)),
    fromFile: (path) => {
      const place = placeOf(path);
      return place !== undefined && 'file' in place;
    },
    fail: (path, wanted) => {
      throw new TypeError(`the request holds at ${path.join('.')} something else than ${wanted}`);
    },
  };
}

/** Says which expansion in a text is not known. */
export function explainHole(text: string, expansions: readonly string[]): Absence {
  const hole = firstHole(text, expansions) ?? '$...';
  const name = /^\$\{?([A-Za-z_]\w*)/.exec(hole)?.[1];
  return {
    reason: `\`${hole}\` is not known here`,
    ...(name === undefined
      ? {}
      : { hint: 'write its value out, or set it and lend the environment to the scan with --env' }),
  };
}

function usesSocket({ answers }: CreateLine): boolean {
  const given = answers.last('use-api-socket');
  return given !== undefined && !hasHole(given.text) && answers.bool('use-api-socket', ['useApiSocket']);
}
