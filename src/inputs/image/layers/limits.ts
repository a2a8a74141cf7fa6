// The limits on hostile layers that hold where nobody sets others.
import { LimitError } from '../../../model/errors.ts';
import type { LayerLimits } from '../../../model/layer.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Far beyond any image that is of use, and near enough that a bomb ends soon. */
export const DEFAULT_LIMITS: LayerLimits = {
  layerBytes: 32 * GIB,
  imageBytes: 64 * GIB,
  ratio: 1000,
  entries: 1_000_000,
  pathBytes: 4096,
  paxBytes: MIB,
  contentBytes: 64 * MIB,
};

/** Uncompressed bytes from which on the ratio is looked at. */
export const RATIO_FROM = 16 * MIB;

/** Bytes of kept contents of one layer. */
export const KEPT_BYTES = 128 * MIB;

/** Bytes of all paths as written, for each entry that is allowed. */
export const PATH_BYTES_PER_ENTRY = 256;

/** Bytes of names in memory, each directory's name once, for each entry that is allowed. */
export const NAME_BYTES_PER_ENTRY = 32;

/** Removals of one layer, for each entry that is allowed. */
export const REMOVALS_PER_ENTRY = 0.25;

/** What all layers of an image may use together. Each use may throw a LimitError. */
export interface ImageBudget {
  useBytes(bytes: number): void;
  useEntries(entries: number): void;
  /** Waits until nobody else decompresses in script, which takes memory and gains nothing side by side; call what it answers when done. */
  turn(): Promise<() => void>;
}

/** Starts the budget of one image. */
export function imageBudget(limits: LayerLimits): ImageBudget {
  let bytes = 0;
  let entries = 0;
  let last = Promise.resolve();
  return {
    async turn() {
      const before = last;
      let done = (): void => undefined;
      last = new Promise((resolve) => {
        done = resolve;
      });
      await before;
      return done;
    },
    useBytes(more) {
      bytes += more;
      if (bytes > limits.imageBytes)
        throw new LimitError(
          `the layers hold more than the limit of ${limits.imageBytes} bytes for an image (imageBytes)`,
        );
    },
    useEntries(more) {
      entries += more;
      if (entries > limits.entries)
        throw new LimitError(
          `the layers hold more than the limit of ${limits.entries} files and directories (entries)`,
        );
    },
  };
}
