// What a shell lends to the inputs beyond files: an engine, registries, a cache of layers, programs. Each is opened only when a target needs it.
import type { ImageSource } from './image-source.ts';
import type { LayerFacts } from './layer.ts';

/** A Docker or Podman engine, as far as reading goes. Documents are as the engine answered, not yet looked at. */
export interface Engine {
  /** What it is, for messages: `Docker 28.5.2 (API 1.51)`. */
  readonly name: string;
  /** Every container, running or not. */
  containers(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  inspectContainer(id: string): Promise<unknown>;
  /** Every image that has a name or is used. */
  images(): Promise<readonly { readonly id: string; readonly names: readonly string[] }[]>;
  /** Throws InputError when there is no such image. */
  inspectImage(reference: string): Promise<unknown>;
  history(reference: string): Promise<unknown>;
  /** The archive that `docker save` writes. */
  save(reference: string): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/** Registries by the OCI distribution API. */
export interface Registries {
  /** The image or images of a reference; no request is made before `images`. */
  open(reference: string): ImageSource;
  close(): Promise<void>;
}

/** Facts of layers read before, by diff id and by what they were read for. Safe under concurrent runs; a fault of the cache is never an error. */
export interface LayerCache {
  get(diffId: string, key: string): Promise<LayerFacts | undefined>;
  put(diffId: string, key: string, facts: LayerFacts): Promise<void>;
}

export interface Connections {
  readonly engine: () => Promise<Engine>;
  readonly registries: () => Promise<Registries>;
  readonly cache?: LayerCache;
  /** What is piped into the tool; absent where nothing is. */
  readonly standardInput?: () => AsyncIterable<Uint8Array>;
  /** Decompresses zstd faster than JavaScript can; absent where this machine has nothing for it. */
  readonly unzstd?: ((compressed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>) | undefined;
}
