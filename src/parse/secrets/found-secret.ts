// What every finder of credentials answers.

/** A credential that is written out in a text. */
export interface FoundSecret {
  /** What it looks like: `private-key`, `github-token`, `url-password`, `password`, ... */
  readonly type: string;
  /** Place of the value in the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Looks like an example and not like a live credential. */
  readonly placeholder: boolean;
  /** The secret itself: for a digest, never to be shown. */
  readonly value: string;
}
