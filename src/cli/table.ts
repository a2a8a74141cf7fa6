// Columns of text, aligned.

/** Aligns rows of cells with two blanks between columns; the last column is left as it is. Ends with a newline. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length - 1));
  const widths = Array.from({ length: columns }, (_, index) =>
    rows.reduce((widest, row) => (index < row.length - 1 ? Math.max(widest, row[index]?.length ?? 0) : widest), 0),
  );
  return rows.map((row) => `${alignRow(row, widths).trimEnd()}\n`).join('');
}

function alignRow(row: readonly string[], widths: readonly number[]): string {
  return row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ');
}
