// Where a value stands in a file, and which other places took part in it.

/** A range in a scanned file. Lines and columns are 1-based; `endColumn` is exclusive, as in SARIF. Columns count UTF-16 units. */
export interface Location {
  /** Path as shown to people: relative to the working directory with `/`, or a label such as `run:1` for text given on the command line. */
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where an effective value came from: the place to edit, and every other place that took part (overridden values, anchors, variable files). */
export interface Origin {
  readonly at: Location;
  readonly related?: readonly Location[];
}
