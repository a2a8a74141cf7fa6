// What is known of the file system of an image: the entries of each layer, what was read of them, and the tree they amount to.

export type EntryType = 'file' | 'hardlink' | 'symlink' | 'char' | 'block' | 'directory' | 'fifo';

/** One entry of a layer. */
export interface LayerEntry {
  /** Relative to the root, clean: `usr/bin/su`, never `./usr//bin/su` nor `../x`. UTF-8; bytes that are not are `\xNN`. */
  readonly path: string;
  readonly type: EntryType;
  /** Permission bits with setuid, setgid and sticky, at most 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of its content. */
  readonly size: number;
  /** Seconds since the epoch. */
  readonly mtime: number;
  /** Target of a link as written: relative to the root for a hard link. Empty otherwise. */
  readonly linkName: string;
  /** `security.capability` in hexadecimal digits; empty for none. */
  readonly capability: string;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
}

/** The entries of a layer in the order of the tar, in little memory. */
export interface EntryTable {
  readonly length: number;
  at(index: number): LayerEntry;
  /** Only the path; cheaper than `at`. */
  pathAt(index: number): string;
}

/** What a content reader stated of one file of a layer; plain data, so that it can be kept in a cache. */
export interface ContentFact {
  /** Name of the reader. */
  readonly reader: string;
  readonly path: string;
  readonly value: unknown;
}

/** Everything that is kept of one layer once it has been read. Plain data apart from the table: it goes into the cache. */
export interface LayerFacts {
  /** Digest of the uncompressed tar, where it was computed or is known; empty otherwise. */
  readonly diffId: string;
  /** Bytes of the uncompressed tar. */
  readonly bytes: number;
  readonly entries: EntryTable;
  /** Paths that this layer removes from those below. */
  readonly whiteouts: readonly string[];
  /** Directories whose children below are hidden by this layer. */
  readonly opaques: readonly string[];
  /** Files whose bytes were kept, by path. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  readonly facts: readonly ContentFact[];
  /** Entries that were refused or not understood: a name that leads out of the root, a sparse file. */
  readonly problems: readonly string[];
}

/** Reads the content of some files while a layer passes by. */
export interface ContentReader {
  /** Stable; with `version` it names what a cached layer was read for. */
  readonly name: string;
  readonly version: number;
  /** Bytes wanted of this regular file from its start; 0 for none. Decided by path, size and mode alone; called for every file, so it must be quick. */
  wants(entry: LayerEntry): number;
  /** Keep the bytes in `contents`. */
  readonly keeps?: boolean;
  /** What they say. `bytes` are valid during the call only, and at most what was wanted. */
  read?(entry: LayerEntry, bytes: Uint8Array): readonly unknown[];
}

/** An entry of the tree that the layers amount to. */
export interface TreeEntry extends LayerEntry {
  /** Index of the layer that gave it its present content, mode and owner. */
  readonly layer: number;
}

/** Tells before an entry is put together whether anybody looks at it: most of an image nobody does. */
export interface TreeInterest {
  /** All entries directly in this directory are looked at; `path` is empty for the root. */
  folder(path: string): boolean;
  /** An entry is looked at wherever it lies. `mode` is that of the content; a hard link, whose bits may add to it, is always looked at. */
  entry(type: EntryType, mode: number, hasCapability: boolean): boolean;
}

/** The file system that a container of the image would see. */
export interface ImageTree {
  readonly layers: readonly LayerFacts[];
  readonly count: number;
  /** The entry at a path, its directories' links followed, itself not. A hard link has the type, mode, owner and size of its target. */
  find(path: string): TreeEntry | undefined;
  /** The entry that a path leads to, links followed inside the root, at most 40 of them. */
  resolve(path: string): TreeEntry | undefined;
  /** Kept bytes of the file that a path leads to; `undefined` when there is none or it was not kept. */
  read(path: string): Uint8Array | undefined;
  /** Paths of the entries directly in a directory. */
  children(path: string): readonly string[];
  /** Every entry, or those of interest, in no order that matters. */
  entries(interest?: TreeInterest): Iterable<TreeEntry>;
  /** The layer that removed or replaced what `layer` put at a path; `undefined` when it is still there. */
  removedBy(layer: number, path: string): number | undefined;
  readonly problems: readonly string[];
}

/** Limits on hostile layers; past one the reading ends with a LimitError that names it. */
export interface LayerLimits {
  /** Uncompressed bytes of one layer, and of all layers of an image. */
  readonly layerBytes: number;
  readonly imageBytes: number;
  /** Uncompressed over compressed bytes, once more than 16 MiB came out. */
  readonly ratio: number;
  readonly entries: number;
  readonly pathBytes: number;
  readonly paxBytes: number;
  /** Bytes kept or handed to readers of one file. */
  readonly contentBytes: number;
}
