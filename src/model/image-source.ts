// What every place that holds images offers: images with their configuration, and their layers as bytes that have not been read yet.
import type { LayerFacts } from './layer.ts';

export interface Platform {
  /** `linux`, `windows`; normalised as containerd does. */
  readonly os: string;
  /** `amd64`, `arm64`, ... */
  readonly architecture: string;
  /** `v7`, ...; empty for none. */
  readonly variant: string;
}

/** The bytes of a layer as they are stored: a tar, plain or compressed; the first bytes tell which, never the media type. */
export type LayerContent =
  /** A range of a local file. */
  | { readonly kind: 'file'; readonly path: string; readonly offset: number; readonly size: number }
  /** Bytes that are held in memory. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Bytes from elsewhere, checked against their digest by the source while they are read: the iteration throws InputError when they differ. */
  | { readonly kind: 'stream'; readonly open: () => Promise<AsyncIterable<Uint8Array>> }
  /** Read already, while an archive was streamed. */
  | { readonly kind: 'read'; readonly facts: LayerFacts }
  /** Not at hand: a foreign layer, a shallow layout. */
  | { readonly kind: 'missing'; readonly reason: string };

export interface ImageLayer {
  /** Digest of the bytes as stored, `sha256:...`; empty where the format names none. */
  readonly digest: string;
  /** Digest of the uncompressed tar as the configuration says; empty where it names none. */
  readonly diffId: string;
  readonly mediaType: string;
  /** Bytes as stored; 0 where the format does not say. */
  readonly size: number;
  readonly content: LayerContent;
}

/** One image of one platform. */
export interface SourceImage {
  /** Names it is known by in its source, as written there: `registry.example.com/team/app:1`; may be empty. */
  readonly names: readonly string[];
  /** Digest of the manifest; empty where the format has none. */
  readonly digest: string;
  /** Digest of the configuration: the image id of the engine; empty where there is none. */
  readonly id: string;
  readonly platform: Platform;
  /** `docker` where the format carries HEALTHCHECK, SHELL and ONBUILD, `oci` where a builder may have dropped them. */
  readonly format: 'docker' | 'oci';
  /** The configuration as it was parsed from JSON, not yet looked at; `undefined` for a bare root file system. */
  readonly config: unknown;
  /** Of the manifest and of the descriptor that named it. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Lowest first. */
  readonly layers: readonly ImageLayer[];
  /** What was odd about it and changes no fact: a media type that contradicts the bytes, a digest that was not checked. */
  readonly notices: readonly string[];
}

/** What to take from a source. */
export interface ImageWish {
  /** Platforms as the user wrote them (`linux/arm64`); empty for the one of the engine's default, `all` for every one. */
  readonly platforms: readonly string[] | 'all';
  /** The image wanted of several, by name or digest; empty for all of them. */
  readonly name: string;
}

/** An open place that holds images. Nothing of a layer is read by `images`. */
export interface ImageSource {
  images(wish: ImageWish): Promise<readonly SourceImage[]>;
  close(): Promise<void>;
}
