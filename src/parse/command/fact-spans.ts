// Collects where each fact of a command stands, by field path.
import type { Span } from '../shell/script.ts';

export interface FactSpans {
  /** Says where a fact stands. */
  readonly put: (path: string, span: Span | undefined) => void;
  /** Says where each element of a list stands; the list itself is where its first element is. */
  readonly putAll: (path: string, spans: readonly (Span | undefined)[]) => void;
  readonly spans: () => Readonly<Record<string, Span>>;
}

/** Starts a collection. `place` leads spans of the script to the text of the caller. */
export function collectSpans(place: (span: Span) => Span): FactSpans {
  const found: Record<string, Span> = {};
  const put = (path: string, span: Span | undefined) => {
    if (span === undefined) return;
    const { start, end } = place(span);
    found[path] = { start, end };
  };
  return {
    put,
    putAll: (path, spans) => {
      put(path, spans[0]);
      for (const [index, span] of spans.entries()) put(`${path}[${index}]`, span);
    },
    spans: () => found,
  };
}
