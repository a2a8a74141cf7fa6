// Why a docker or podman command line is not obeyed, and by whom.
import { InputError } from '../model/errors.ts';
import type { Word } from './shell-words.ts';

/** Who refuses: the flag parser, the client before it sends anything, or the engine that gets the request. */
export type RefusalStage = 'flag' | 'client' | 'engine';

/** The range of a line that something is about; offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A command line that would fail. */
export class Refusal extends InputError {
  readonly stage: RefusalStage;
  readonly span: Span | undefined;
  /** Exit code of the client. */
  readonly exit: number;
  /** The flag that was probably meant. */
  readonly nearest: string | undefined;

  constructor(stage: RefusalStage, message: string, more: { span?: Span; exit?: number; nearest?: string } = {}) {
    super(message);
    this.stage = stage;
    this.span = more.span;
    this.exit = more.exit ?? 125;
    this.nearest = more.nearest;
  }
}

/** Runs a reader of one value; what it refuses becomes a refusal at the word that gave the value. */
export function refuseAt<T>(stage: RefusalStage, span: Span, flag: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError) || error instanceof Refusal) throw error;
    throw new Refusal(stage, `${flag}: ${error.message}`, { span });
  }
}

/** The span of a word. */
export function spanOf(word: Word): Span {
  return { start: word.start, end: word.end };
}
