// The shell code that a command hands on, as a text of its own with the way back to the places in the text around it.
import type { Span } from '../shell/script.ts';
import { printedText } from './printed-text.ts';
import type { Scope, Unit } from './scope.ts';
import { isAllExpansion, type Word } from './word.ts';

export interface InnerCode {
  readonly source: string;
  readonly place: (span: Span) => Span;
  /** Shell that reads it. */
  readonly shell: string;
  /** Words whose substitutions are read as part of the code. */
  readonly words: readonly Word[];
}

/** Answers the shell code of a command; `undefined` where it has none, or all of it is made elsewhere. */
export function innerCodeOf(unit: Unit): InnerCode | undefined {
  const { code, scope, call } = unit;
  if (code.shell === '') return undefined;
  const { shell, words, heredoc } = code;
  if (heredoc !== undefined)
    return { source: heredoc.text, place: placeIn(heredoc.text, heredoc, scope), shell, words: [] };
  const [head] = words;
  const last = words.at(-1);
  if (head !== undefined && last !== undefined) {
    if (words.every(isAllExpansion) || words.some((word) => word.missing)) return undefined;
    const source = words.map(({ text }) => text).join(' ');
    return { source, place: placeIn(source, { start: head.start, end: last.end }, scope), shell, words };
  }
  if (code.from !== 'stdin') return undefined;
  const printed = printedText(call, scope);
  if (printed === undefined || !printed.literal) return undefined;
  return { source: printed.text, place: () => scope.place(printed.span), shell, words: [] };
}

/** Where the inner text is a slice of the text around it its spans are shifted, else they are those of the whole. */
function placeIn(source: string, around: Span, scope: Scope): (span: Span) => Span {
  const slice = scope.source.slice(around.start, around.end);
  const offset = source === '' ? -1 : slice.indexOf(source);
  if (offset === -1) return () => scope.place(around);
  const start = around.start + offset;
  return (span) => scope.place({ start: start + span.start, end: start + span.end });
}
