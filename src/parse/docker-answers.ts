// What a command line answers to each flag, with a record of the word that each value of the request came from.
import type { Given } from './docker-flags.ts';
import { refuseAt, type Span } from './docker-refusal.ts';
import { parseGoBool } from './go-values.ts';
import { hasHole } from './hole.ts';

/** A place on the command line, or a line of a file that the command line names. */
export type Place = Span | { readonly file: string; readonly line: number };

/** A path into the request: `['HostConfig', 'CapAdd', 0]`. */
export type RequestPath = readonly (string | number)[];

export interface Trace {
  readonly places: Map<string, Place>;
  /** Parts of the request that cannot be known, with the text of the hole or the reason. */
  readonly unknown: Map<string, { readonly text: string } | { readonly reason: string }>;
  /** Parts of the request whose value is that of the client's environment, and not written on the line or in a file. */
  readonly outside: Set<string>;
}

/** The key of a path in a trace. */
export function pathKey(path: RequestPath): string {
  return path.join('\n');
}

export interface Answers {
  readonly trace: Trace;
  /** The value that counts where a flag may be repeated: the last. */
  last(flag: string): Given | undefined;
  all(flag: string): readonly Given[];
  /** Notes where a part of the request came from. */
  note(path: RequestPath, given: Given): void;
  /** Notes that a part of the request is not known. */
  unknown(path: RequestPath, given: Given): void;
  /** The last value as text; holes stay in it. */
  text(flag: string, path: RequestPath): string;
  /** The last value as read by `read`, or the fallback where there is none or it is a hole. */
  value<T>(flag: string, path: RequestPath, fallback: T, read: (text: string) => T): T;
  bool(flag: string, path: RequestPath): boolean;
  /** All values as texts. */
  texts(flag: string, path: RequestPath): string[];
}

/** Wraps the flags that were read. */
export function answersOf(given: readonly Given[]): Answers {
  const byFlag = groupByFlag(given);
  const trace: Trace = { places: new Map(), unknown: new Map(), outside: new Set() };
  const all = (flag: string): readonly Given[] => byFlag.get(flag) ?? [];
  const last = (flag: string): Given | undefined => all(flag).at(-1);
  const note = (path: RequestPath, { span }: Given): void => void trace.places.set(pathKey(path), span);
  const unknown = (path: RequestPath, { span, text }: Given): void => {
    trace.places.set(pathKey(path), span);
    trace.unknown.set(pathKey(path), { text });
  };
  const value = <T>(flag: string, path: RequestPath, fallback: T, read: (text: string) => T): T => {
    const given = last(flag);
    if (given === undefined) return fallback;
    note(path, given);
    if (!hasHole(given.text)) return refuseAt('client', given.span, `--${flag}`, () => read(given.text));
    unknown(path, given);
    return fallback;
  };
  return {
    trace,
    last,
    all,
    note,
    unknown,
    value,
    text: (flag, path) => {
      const given = last(flag);
      if (given !== undefined) note(path, given);
      return given?.text ?? '';
    },
    bool: (flag, path) => value(flag, path, false, parseGoBool),
    texts: (flag, path) =>
      all(flag).map((one, index) => {
        note([...path, index], one);
        return one.text;
      }),
  };
}

function groupByFlag(given: readonly Given[]): Map<string, Given[]> {
  const groups = new Map<string, Given[]>();
  for (const one of given) {
    const group = groups.get(one.flag);
    if (group === undefined) groups.set(one.flag, [one]);
    else group.push(one);
  }
  return groups;
}
