// A pointer to content, as manifests and indexes hold it.
import type { Platform } from '../../model/image-source.ts';

/** A pointer to a blob. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations: Readonly<Record<string, string>>;
  /** Where the index says it. */
  readonly platform?: Platform;
  readonly artifactType: string;
  /** Addresses of a foreign layer. */
  readonly urls: readonly string[];
}
