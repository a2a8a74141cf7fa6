// The one way the core speaks to a person while it works; each shell brings its own.

export interface Logger {
  /** Progress of no lasting interest; shown only on a terminal. */
  progress(message: string): void;
  /** Bytes that were read since the last message; shown with it. */
  moved?(bytes: number): void;
  /** Something the user should know that changes no verdict. */
  notice(message: string): void;
  /** Something that limits what could be examined. */
  warning(message: string): void;
}

/** A logger that says nothing. */
export const silent: Logger = { progress() {}, notice() {}, warning() {} };
