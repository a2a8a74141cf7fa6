// What a report for people is told of the place where it is shown.

/** How a report for people is drawn; the other formats take no notice. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}
