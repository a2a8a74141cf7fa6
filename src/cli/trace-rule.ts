// Shows the expressions of a rule with the value of every part.
import { visible } from '../reports/visible-text.ts';
import type { TracedExpression, TracedPart } from '../trace-rule.ts';
import { alignColumns } from './table.ts';

const LONGEST_VALUE = 120;

/** Lines that show how a verdict came about. */
export function traceLines(expressions: readonly TracedExpression[]): string {
  return expressions
    .map(({ key, text, parts }) => {
      const rows = parts.map((part) => [
        '  ',
        visible(`${'  '.repeat(part.depth)}${part.text}`),
        visible(valueText(part)),
      ]);
      return `  ${key}: ${visible(text)}\n${alignColumns(rows)}`;
    })
    .join('');
}

function valueText({ value, missing }: TracedPart): string {
  if (missing !== undefined) return `unknown: ${missing.map(({ fact, reason }) => `${fact}: ${reason}`).join('; ')}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}...`;
}
