// Parses a Dockerfile and finds its places, once for a file that is both scanned and built from.
import type { Location } from '../../model/location.ts';
import { readDockerfile } from '../../parse/dockerfile/read-dockerfile.ts';
import { placeFinder } from '../../parse/text-place.ts';
import type { SourceFiles } from '../files.ts';
import type { Source } from './scope.ts';

export interface DockerfileText {
  readonly text: string;
  /** What it is called in locations and messages. */
  readonly label: string;
  /** Where offsets of the text stand, for one inside of another file. They count after line ends became `\n`. */
  readonly place?: (start: number, end: number) => Location;
}

const opened = new WeakMap<SourceFiles, Map<string, Source>>();

/** Opens a text; one that stands inside another file has its own way from offsets to places. */
export function openSource({ text, label, place }: DockerfileText): Source {
  const tree = readDockerfile(text);
  return { tree, place: place ?? placeFinder(label, tree.text) };
}

/** Opens a file that something is built from, and keeps it for when it is scanned itself. Its text does not change while the scan runs. */
export function openFile(file: DockerfileText, files: SourceFiles): Source {
  const known = opened.get(files) ?? new Map<string, Source>();
  opened.set(files, known);
  const source = known.get(file.label) ?? openSource(file);
  known.set(file.label, source);
  return source;
}

/** Opens a file that is scanned, for the last time. */
export function takeFile(file: DockerfileText, files: SourceFiles): Source {
  const source = opened.get(files)?.get(file.label) ?? openSource(file);
  opened.get(files)?.delete(file.label);
  return source;
}
