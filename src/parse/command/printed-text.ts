// The text that echo, printf, a heredoc or a here-string hands to a command, or writes to a file.
import type { ShellCall, Span } from '../shell/script.ts';
import { innermost } from './feeders.ts';
import type { Scope } from './scope.ts';
import type { Layer } from './unwrap.ts';

export interface PrintedText {
  /** What is not known is spelled as written. */
  readonly text: string;
  readonly literal: boolean;
  readonly span: Span;
}

/** Programs that hand on what they read. */
const PASSES: ReadonlySet<string> = new Set(['cat', 'tee', 'sponge']);

/** What a layer of echo or printf prints; `undefined` for other programs. */
export function printedBy({ program, reading, words }: Layer): PrintedText | undefined {
  if (program !== 'echo' && program !== 'printf') return undefined;
  const { operands } = reading;
  const literal = operands.every((word) => word.literal);
  const span = { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
  const texts = operands.map(({ text }) => text);
  return { text: program === 'echo' ? texts.join(' ') : formatted(texts), literal, span };
}

/** What is known of the standard input of a call. */
export function printedText(call: ShellCall, scope: Scope): PrintedText | undefined {
  const input = call.redirects.findLast(({ operator }) => operator.startsWith('<<'));
  if (input?.heredoc !== undefined)
    return { text: input.heredoc.text, literal: input.heredoc.parts === undefined, span: input.heredoc };
  if (input?.target !== undefined)
    return { text: input.target.text, literal: input.target.literal, span: input.target };
  const before = call.position === 0 ? undefined : call.pipeline[call.position - 1];
  if (before === undefined) return undefined;
  const [only] = before;
  if (only !== undefined && before.length === 1) {
    const layer = innermost(scope.layersOf(only)).at(-1);
    if (layer === undefined) return undefined;
    return (
      printedBy(layer) ??
      (PASSES.has(layer.program) ? printedText(only, scope) : undefined) ??
      decoded(layer, only, scope)
    );
  }
  return printedTogether(before, scope);
}

/** Most programs of one member of a pipeline whose output is put together. */
const MAX_TOGETHER = 100;

/** `{ echo a; echo b; } | program` */
function printedTogether(calls: readonly ShellCall[], scope: Scope): PrintedText | undefined {
  const printed = calls.slice(0, MAX_TOGETHER).flatMap((one) =>
    innermost(scope.layersOf(one))
      .slice(-1)
      .flatMap((layer) => printedBy(layer) ?? []),
  );
  const [first] = printed;
  if (first === undefined) return undefined;
  return {
    text: printed.map(({ text }) => text).join('\n'),
    literal: printed.every(({ literal }) => literal) && printed.length === calls.length,
    span: { start: first.span.start, end: printed.at(-1)?.span.end ?? first.span.end },
  };
}

/** `echo TEXT | base64 -d` prints what the text stands for. */
function decoded({ program, reading }: Layer, call: ShellCall, scope: Scope): PrintedText | undefined {
  if (program !== 'base64' || !reading.options.some(({ name }) => name === '--decode')) return undefined;
  const encoded = printedText(call, scope);
  const text = encoded?.literal ? encoded.text.replace(/\s/g, '') : '';
  if (encoded === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 === 1) return undefined;
  const plain = atob(text.replace(/=+$/, ''));
  return /^[\t\n\r -~]*$/.test(plain) ? { ...encoded, text: plain } : undefined;
}

/** Puts the arguments of printf into its format: `%s` and the like in order, line breaks resolved. */
function formatted([format = '', ...values]: readonly string[]): string {
  let next = 0;
  const text = format.replace(/%(?:%|[-0-9.]*[sbdqc])/g, (found) => {
    if (found === '%%') return '%';
    next += 1;
    return values[next - 1] ?? '';
  });
  const rest = values.slice(next);
  return [text, ...rest].join(' ').replace(/\\n/g, '\n').replace(/\\t/g, '\t');
}
