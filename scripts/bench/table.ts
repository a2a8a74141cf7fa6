// The table that `npm run bench` prints: one line for each budget.

export interface Row {
  readonly work: string;
  readonly measured: string;
  readonly budget: string;
  /** What was measured divided by what the budget allows; at most 1 is within it. Absent where the budget is of something that is not measured here. */
  readonly ratio?: number;
}

/** Lays the rows out in columns, with a heading. */
export function formatTable(rows: readonly Row[]): string {
  const lines = [
    ['work', 'measured', 'budget', 'of budget', ''],
    ...rows.map(({ work, measured, budget, ratio }) => [
      work,
      measured,
      budget,
      ...(ratio === undefined ? ['-', ''] : [`${(ratio * 100).toFixed(0)} %`, ratio <= 1 ? 'ok' : 'OVER']),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('a median needs at least one value');
  return middle;
}
