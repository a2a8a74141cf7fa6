// What a tar says of one entry once its headers have been put together.
import type { LayerEntry } from '../../model/layer.ts';

/** An entry of a tar, its name cleaned. */
export interface TarEntry extends LayerEntry {
  /** Bytes of its body as stored; 0 where it has none. */
  readonly bodyBytes: number;
  /** A sparse file: its body is not its content. */
  readonly sparse: boolean;
  /** An overlay file system marked the directory as opaque. */
  readonly opaque: boolean;
}

/** Limits on the headers of a tar; past one a LimitError names it. */
export interface TarLimits {
  /** Bytes of a name or of a link target. */
  readonly pathBytes: number;
  /** Bytes of a pax header or of a GNU long name. */
  readonly paxBytes: number;
}
