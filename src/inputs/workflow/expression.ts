// The `${{ ... }}` expressions in a text of a workflow: where they stand, and which constant a simple one names.

export interface ExpressionSpan {
  readonly start: number;
  readonly end: number;
  /** What stands between the braces, without blanks at the ends. */
  readonly code: string;
}

/** Every expression of a text, in order. One that is not closed is none. */
export function findExpressions(text: string): ExpressionSpan[] {
  const found: ExpressionSpan[] = [];
  for (let start = text.indexOf('${{'); start !== -1; ) {
    const close = closingOf(text, start + 3);
    if (close === -1) return found;
    found.push({ start, end: close + 2, code: text.slice(start + 3, close).trim() });
    start = text.indexOf('${{', close + 2);
  }
  return found;
}

/** Braces inside a text in quotes close nothing. */
function closingOf(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', at)) return at;
  }
  return -1;
}

/** The whole text is one expression: then it need not stand for a text at all. */
export function isWholeExpression(text: string): boolean {
  const [first, second] = findExpressions(text.trim());
  return second === undefined && first?.start === 0 && first.end === text.trim().length;
}

/** The path behind `matrix.` where the expression is nothing but that, such as `['db', 'image']`. */
export function matrixPath(code: string): readonly string[] | undefined {
  const path = /^matrix((?:\.[\w-]+)+)$/i.exec(code)?.[1];
  return path?.slice(1).split('.');
}

/** The text in quotes where the expression is nothing but that. */
export function quotedConstant(code: string): string | undefined {
  const inner = /^'((?:[^']|'')*)'$/.exec(code)?.[1];
  return inner?.replaceAll("''", "'");
}

/** Why an expression is not known. */
export function explainExpression(source: string): { readonly reason: string; readonly hint?: string } {
  const [context = ''] = /[A-Za-z_]+/.exec(source) ?? [];
  const shown = source.length > 80 ? `${source.slice(0, 77)}...` : source.replaceAll(/\s+/g, ' ');
  if (context.toLowerCase() === 'matrix' && /^\$\{\{\s*matrix\.[\w.-]+\s*\}\}$/i.test(source))
    return { reason: `\`${shown}\` is decided by the matrix`, hint: 'write the value out, or list it in the matrix' };
  return { reason: `\`${shown}\` is decided when the workflow runs`, hint: 'write the value out' };
}
