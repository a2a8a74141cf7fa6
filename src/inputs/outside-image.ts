// What is true of every secret that does not stand in an image.
import type { Secret } from '../model/secret.ts';

/** Facts of a secret in a file of the repository that speak of images. */
export const OUTSIDE_IMAGE = {
  inImage: false,
  path: '',
  layerText: '',
  deleted: false,
} as const satisfies Partial<Secret>;
